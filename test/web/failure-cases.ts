/** The FizzBuzz page where something is missing: it says what, by its URL. */
import assert from 'node:assert/strict';
import type { Case } from './case.ts';
import type { Answer } from './serve.ts';
import { visit } from './visit.ts';

const failing = (name: string, path: string, answer: Answer, message: RegExp, search = ''): Case => ({
  name: `the page says so: ${name}`,
  run: (web) =>
    visit(
      web.browser,
      { folder: web.fizzbuzz, path: `/web/${search}`, answers: { [path]: answer } },
      async ({ page, site }) => {
        await page.waitForSelector('#failure:not([hidden])');
        const reason = (await page.textContent('#reason')) ?? '';
        assert.ok(reason.includes(`${site.origin}${path}`), `no URL in: ${reason}`);
        assert.match(reason, message);
        assert.equal(await page.isVisible('#result'), false);
        assert.equal(await page.isVisible('#controls'), false);
        await page.waitForSelector('role=alert', { timeout: 2000 });
      },
    ),
});

const missing: Answer = { status: 404, type: 'text/html', body: '<!doctype html><title>Not found</title>' };
const application: Answer = { type: 'text/html', body: '<!doctype html><title>Every path leads here</title>' };
const pretending: Answer = { ...application, type: 'application/wasm' };
const notThere = /^ItlLinkError: .*\(status 404, text\/html\)/;
const notWasm = /^ItlLinkError: .*\(status 200, text\/html\)/;

export const failureCases: readonly Case[] = [
  failing('an adapter is not there', '/out/it_buzz.wasm', missing, notThere, '?adapters'),
  failing('a core module is not there', '/out/fizz.wasm', missing, notThere),
  failing('an HTML page instead of an adapter', '/out/it_fizzbuzz.wasm', application, notWasm, '?adapters'),
  failing('an HTML page instead of a core module', '/out/fizzbuzz.wasm', application, notWasm),
  failing('an HTML page called application/wasm', '/out/fizz.wasm', pretending, /^ItlLinkError: .*status 200/),
  failing('an empty adapter', '/out/it_fizz.wasm', { body: '' }, /^ItlLinkError: /, '?adapters'),
  failing('an empty core module', '/out/fizz.wasm', { body: '' }, /^ItlLinkError: /),
  failing('the part that loads is not there', '/web/fizzbuzz.js', missing, /dynamically imported module/),
  {
    name: 'the page says so: opened without a server or a build',
    run: (web) =>
      visit(web.browser, { folder: web.fizzbuzz, path: '/web/', answers: { '/web/main.js': missing } }, ({ page }) =>
        page.waitForSelector('#late').then(() => undefined),
      ),
  },
];
