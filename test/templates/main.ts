/** `npm run test:templates`: what `itlc new` starts, and what the guides by task say, built and at work. */
import { launchChromium } from '../harness/chromium.ts';
import { root } from '../harness/folders.ts';
import { runCases } from '../harness/run-cases.ts';
import { installTools } from '../harness/tools.ts';
import { cases } from './cases.ts';
import { guides } from './guides.ts';
import { packAll } from './project.ts';

/** Those whose name stands on the command line. */
const chosen = [...cases, ...guides].filter(
  ({ template }) => process.argv.length < 3 || process.argv.includes(template),
);

process.chdir(root);
installTools();
const packed = packAll();
const browser = await launchChromium();
try {
  await runCases(
    chosen.map(({ template, run }) => ({ name: template, run: () => run(packed, browser) })),
    undefined,
  );
} finally {
  await browser.close();
}
