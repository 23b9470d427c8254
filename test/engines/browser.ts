/** Chromium, under a strict Content-Security-Policy. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from '../harness/chromium.ts';
import { serve } from '../web/serve.ts';
import type { BuiltSuite } from './build-suite.ts';
import { patience, type Run } from './engine.ts';
import type { Result } from './suite.ts';

const pageText = '<!doctype html><title>itlc</title><output></output><script type="module" src="page.js"></script>\n';

const scriptText = `import { fixtures, runSuite } from './suite.js';
const open = async (path) => new Uint8Array(await (await fetch('./' + path)).arrayBuffer());
document.querySelector('output').textContent = JSON.stringify(await runSuite(fixtures, open));
`;

export async function runBrowser({ folder }: BuiltSuite): Promise<Run> {
  writeFileSync(join(folder, 'page.js'), scriptText);
  writeFileSync(join(folder, 'index.html'), pageText);
  const site = await serve(folder);
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(`${site.origin}/index.html`);
    // Not for a condition: the page's policy lets nobody evaluate one.
    await page.waitForSelector('output:not(:empty)', { timeout: patience });
    const text = (await page.textContent('output')) ?? '';
    return { version: browser.version(), results: JSON.parse(text) as readonly Result[] };
  } finally {
    await browser.close();
    site.close();
  }
}
