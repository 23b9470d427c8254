/** `npm run test:site`: the site and the playground, as `node src/site/build.js` leaves them in `out/site`. */
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { launchChromium } from '../harness/chromium.ts';
import { root } from '../harness/folders.ts';
import { chosenOf, runCases } from '../harness/run-cases.ts';
import { installTools, toolsFolder } from '../harness/tools.ts';
import { accessibleCases } from './accessible-cases.ts';
import type { Case } from './case.ts';
import { firefoxCases } from './firefox-cases.ts';
import { keyboardCases } from './keyboard-cases.ts';
import { linkCases } from './link-cases.ts';
import { playgroundCases } from './playground-cases.ts';

const cases: readonly Case[] = [
  ...linkCases,
  ...playgroundCases,
  ...accessibleCases,
  ...firefoxCases,
  ...keyboardCases,
];

const folder = join(root, 'out/site');
const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.html'))
  .map((path) => `/${path}`);
const screenshots = join(toolsFolder, 'screenshots');

installTools();
const browser = await launchChromium();
console.log(`screenshots: ${relative(root, screenshots)}`);
try {
  await runCases(chosenOf(cases), { folder, paths, browser, screenshots });
} finally {
  await browser.close();
}
