/** `npm run test:web`: the loader in a browser, through bundlers, and as a package. */
import { relative } from 'node:path';
import { launchChromium } from '../harness/chromium.ts';
import { root } from '../harness/folders.ts';
import { installTools } from '../harness/tools.ts';
import { bigCase } from './big-case.ts';
import { buildSite } from './build-site.ts';
import { bundlerCases } from './bundler-cases.ts';
import { canvasCases } from './canvas-cases.ts';
import type { Case, Web } from './case.ts';
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

/** Those whose name contains what stands on the command line. */
const chosen = cases.filter(({ name }) => name.includes(process.argv[2] ?? ''));

async function passes({ name, run }: Case, web: Web): Promise<boolean> {
  try {
    await run(web);
    console.log(`ok      ${name}`);
    return true;
  } catch (error) {
    console.log(`FAILED  ${name}: ${error instanceof Error ? error.stack : error}`);
    return false;
  }
}

installTools();
const folders = await buildSite();
const browser = await launchChromium();
let passed = 0;
try {
  for (const testCase of chosen) if (await passes(testCase, { ...folders, browser })) passed++;
} finally {
  await browser.close();
}
console.log(`screenshots of the pages: ${relative(root, folders.screenshots)}`);
console.log(`${passed} passed, ${chosen.length - passed} failed`);
process.exitCode = passed < chosen.length || passed === 0 ? 1 : 0;
