/** `npm run test:plugin`: the plugin in every bundler that it is for, and what comes out in Chromium. */
import { launchChromium } from '../harness/chromium.ts';
import { root } from '../harness/folders.ts';
import { installTools } from '../harness/tools.ts';
import { buildCases } from './build-cases.ts';
import type { Case } from './case.ts';
import { formCases } from './form-cases.ts';
import { installBundlers } from './install-bundlers.ts';
import { overlayCases } from './overlay-cases.ts';

const cases: readonly Case[] = [...buildCases, ...formCases, ...overlayCases];

/** Those whose name contains what stands on the command line. */
const chosen = cases.filter(({ name }) => name.includes(process.argv[2] ?? ''));

process.chdir(root);
// What was compiled by an earlier run need not be compiled again; the first case has clang do its work all the same.
process.env.ITLC_CACHE ??= 'node_modules/.cache/itlc';
installTools();
installBundlers();
const browser = await launchChromium();
let passed = 0;
/** Some bundlers set it for their own build, and others ask for it. */
const nodeMode = process.env.NODE_ENV;
for (const { name, run } of chosen) {
  const start = performance.now();
  if (nodeMode === undefined) delete process.env.NODE_ENV;
  else process.env.NODE_ENV = nodeMode;
  try {
    await run(browser);
    passed++;
    console.log(`ok      ${name} (${Math.round(performance.now() - start)} ms)`);
  } catch (error) {
    console.log(`FAILED  ${name}: ${error instanceof Error ? error.stack : error}`);
  }
}
await browser.close();
console.log(`${passed} passed, ${chosen.length - passed} failed`);
// Watchers of some bundlers keep threads.
process.exit(passed < chosen.length || passed === 0 ? 1 : 0);
