/** `npm run test:web`: the loader in a browser, through bundlers, and as a package. */
import { join } from 'node:path';
import { installEngines } from '../engines/engines.ts';
import { launchChromium } from '../harness/chromium.ts';
import { root } from '../harness/folders.ts';
import { bigCase } from './big-case.ts';
import { buildSite } from './build-site.ts';
import { bundlerCases } from './bundler-cases.ts';
import type { Case, Web } from './case.ts';
import { failureCases } from './failure-cases.ts';
import { packageCases } from './package-cases.ts';
import { pageCases } from './page-cases.ts';
import { serveCase } from './serve-case.ts';

const cases: readonly Case[] = [...pageCases, ...failureCases, serveCase, bigCase, ...bundlerCases, ...packageCases];

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

const engines = join(root, '.engines');
installEngines(engines);
const folders = await buildSite(engines);
const browser = await launchChromium(engines);
let passed = 0;
try {
  for (const testCase of chosen) if (await passes(testCase, { ...folders, browser })) passed++;
} finally {
  await browser.close();
}
console.log(`${passed} passed, ${chosen.length - passed} failed`);
process.exitCode = passed < chosen.length || passed === 0 ? 1 : 0;
