/** `npm run test:plugin`: the plugin in every bundler that it is for, and what comes out in Chromium. */
import { launchChromium } from '../harness/chromium.ts';
import { root } from '../harness/folders.ts';
import { chosenOf, runCases } from '../harness/run-cases.ts';
import { installTools } from '../harness/tools.ts';
import { buildCases } from './build-cases.ts';
import type { Case } from './case.ts';
import { componentCases } from './component-cases.ts';
import { formCases } from './form-cases.ts';
import { installBundlers } from './install-bundlers.ts';
import { overlayCases } from './overlay-cases.ts';

const cases: readonly Case[] = [...buildCases, ...componentCases, ...formCases, ...overlayCases];

process.chdir(root);
// What was compiled by an earlier run need not be compiled again; the first case has clang do its work all the same.
process.env.ITLC_CACHE ??= 'node_modules/.cache/itlc';
installTools();
installBundlers();
const browser = await launchChromium();
/** Some bundlers set it for their own build, and others ask for it. */
const nodeMode = process.env.NODE_ENV;
const separate = ({ name, run }: Case): Case => ({
  name,
  run: (given) => {
    if (nodeMode === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = nodeMode;
    return run(given);
  },
});
try {
  await runCases(chosenOf(cases).map(separate), browser);
} finally {
  await browser.close();
}
// Watchers of some bundlers keep threads.
process.exit();
