/** Pages under a strict Content-Security-Policy. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchChromium } from '../harness/chromium.ts';
import type { OpenPage } from '../harness/desktop-browser.ts';
import { serve } from '../web/serve.ts';
import type { BuiltSuite } from './build-suite.ts';
import { type Engine, patience } from './engine.ts';
import type { Result } from './suite.ts';

const pageText = '<!doctype html><title>itlc</title><script type="module" src="page.js"></script>\n';

const scriptText = `import { fixtures, runSuite } from './suite.js';
const open = async (path) => new Uint8Array(await (await fetch('./' + path)).arrayBuffer());
const results = await runSuite(fixtures, open);
await fetch('./results', { method: 'POST', body: JSON.stringify(results) });
`;

/** The page runs the suite, and posts the results to where it comes from. */
export const runBrowser =
  (open: OpenPage): Engine['run'] =>
  async ({ folder }: BuiltSuite) => {
    writeFileSync(join(folder, 'page.js'), scriptText);
    writeFileSync(join(folder, 'index.html'), pageText);
    const site = await serve(folder);
    const browser = await open(`${site.origin}/index.html`);
    try {
      const text = await Promise.race([site.posted, browser.ended, silence()]);
      return { version: browser.version, results: JSON.parse(text) as readonly Result[] };
    } finally {
      browser.close();
      site.close();
    }
  };

function silence(): Promise<never> {
  return new Promise((_, reject) => {
    setTimeout(() => reject(new Error('the page says nothing')), patience).unref();
  });
}

export const openChromium: OpenPage = async (url) => {
  const browser = await launchChromium();
  const page = await browser.newPage();
  const ended = new Promise<never>((_, reject) => {
    page.on('pageerror', reject);
  });
  ended.catch(() => {});
  await page.goto(url);
  return { version: browser.version(), ended, close: () => void browser.close() };
};
