import assert from 'node:assert/strict';
import type { Browser, Page } from '../harness/chromium.ts';
import { type Answers, type Site, serve } from './serve.ts';

export interface Visit {
  readonly page: Page;
  readonly site: Site;
}

/** Runs before any script of the page: remembers what a page of ours must never do. */
const observer = `
  window.complaints = [];
  document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
    complaints.push(violatedDirective + ' forbids ' + blockedURI));
  const { open } = XMLHttpRequest.prototype;
  XMLHttpRequest.prototype.open = function (method, url, isAsync = true, ...rest) {
    if (!isAsync) complaints.push('synchronous XMLHttpRequest for ' + url);
    return open.call(this, method, url, isAsync, ...rest);
  };
`;

/**
 * Serves a folder and opens a page of it. Whatever the page is made to do, it must not offend against the
 * Content-Security-Policy, fetch synchronously, or let an error go unhandled.
 */
export async function visit(
  browser: Browser,
  { folder, path, answers = {} }: { readonly folder: string; readonly path: string; readonly answers?: Answers },
  look: (visit: Visit) => Promise<void>,
): Promise<void> {
  const site = await serve(folder, answers);
  const page = await browser.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  try {
    await page.addInitScript({ content: observer });
    await page.goto(`${site.origin}${path}`);
    await look({ page, site });
    assert.deepEqual(await page.evaluate('complaints'), []);
    assert.deepEqual(errors, []);
  } finally {
    await page.close();
    site.close();
  }
}
