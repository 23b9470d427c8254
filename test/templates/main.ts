/** `npm run test:templates`: what `itlc new` starts, built and at work. */
import { launchChromium } from '../harness/chromium.ts';
import { root } from '../harness/folders.ts';
import { installTools } from '../harness/tools.ts';
import { cases } from './cases.ts';
import { packAll } from './project.ts';

/** Those whose name stands on the command line. */
const chosen = cases.filter(({ template }) => process.argv.length < 3 || process.argv.includes(template));

process.chdir(root);
installTools();
const packed = packAll();
const browser = await launchChromium();
let passed = 0;
for (const { template, run } of chosen) {
  const start = performance.now();
  try {
    await run(packed, browser);
    passed++;
    console.log(`ok      ${template} (${Math.round(performance.now() - start)} ms)`);
  } catch (error) {
    console.log(`FAILED  ${template}: ${error instanceof Error ? error.stack : error}`);
  }
}
await browser.close();
console.log(`${passed} passed, ${chosen.length - passed} failed`);
process.exitCode = passed < chosen.length || passed === 0 ? 1 : 0;
