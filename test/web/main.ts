/** `npm run test:web`: the loader in a browser, through bundlers, and as a package. */
import { relative } from 'node:path';
import { launchChromium } from '../harness/chromium.ts';
import { root } from '../harness/folders.ts';
import { chosenOf, runCases } from '../harness/run-cases.ts';
import { installTools } from '../harness/tools.ts';
import { bigCase } from './big-case.ts';
import { buildSite } from './build-site.ts';
import { bundlerCases } from './bundler-cases.ts';
import { canvasCases } from './canvas-cases.ts';
import type { Case } from './case.ts';
import { compilerCases } from './compiler-case.ts';
import { copyCases } from './copy-cases.ts';
import { failureCases } from './failure-cases.ts';
import { hostCases } from './host-cases.ts';
import { packageCases } from './package-cases.ts';
import { pageCases } from './page-cases.ts';
import { serveCases } from './serve-case.ts';
import { workerCases } from './worker-cases.ts';

const cases: readonly Case[] = [
  ...pageCases,
  ...failureCases,
  ...canvasCases,
  ...serveCases,
  bigCase,
  ...bundlerCases,
  ...packageCases,
  ...copyCases,
  ...workerCases,
  ...compilerCases,
  ...hostCases,
];

installTools();
const folders = await buildSite();
const browser = await launchChromium();
console.log(`screenshots of the pages: ${relative(root, folders.screenshots)}`);
try {
  await runCases(chosenOf(cases), { ...folders, browser });
} finally {
  await browser.close();
}
