/** `npm run test:site`: the site and the playground, as `node src/site/build.js` leaves them in `out/site`. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { launchChromium } from '../harness/chromium.ts';
import { root } from '../harness/folders.ts';
import { installTools, toolsFolder } from '../harness/tools.ts';
import { accessibleCases } from './accessible-cases.ts';
import type { BuiltSite, Case } from './case.ts';
import { firefoxCases } from './firefox-cases.ts';
import { linkCases } from './link-cases.ts';
import { playgroundCases } from './playground-cases.ts';

const cases: readonly Case[] = [...linkCases, ...playgroundCases, ...accessibleCases, ...firefoxCases];

/** Those whose name contains what stands on the command line. */
const chosen = cases.filter(({ name }) => name.includes(process.argv[2] ?? ''));

async function passes({ name, run }: Case, site: BuiltSite): Promise<boolean> {
  try {
    await run(site);
    console.log(`ok      ${name}`);
    return true;
  } catch (error) {
    console.log(`FAILED  ${name}: ${error instanceof Error ? error.stack : error}`);
    return false;
  }
}

const folder = join(root, 'out/site');
const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.html'))
  .map((path) => `/${path}`);
const screenshots = join(toolsFolder, 'screenshots');

installTools();
const browser = await launchChromium();
let passed = 0;
try {
  for (const testCase of chosen) if (await passes(testCase, { folder, paths, browser, screenshots })) passed++;
} finally {
  await browser.close();
}
console.log(`screenshots: ${relative(root, screenshots)}`);
console.log(`${passed} passed, ${chosen.length - passed} failed`);
process.exitCode = passed < chosen.length || passed === 0 ? 1 : 0;
