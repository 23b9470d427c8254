/** The FizzBuzz page in a browser. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Page } from '../harness/chromium.ts';
import type { Case, Web } from './case.ts';
import type { Answers } from './serve.ts';
import { type Visit, visit } from './visit.ts';

const onPage = (
  name: string,
  look: (visit: Visit, web: Web) => Promise<void>,
  answers: Answers = {},
  search = '',
): Case => ({
  name: `the page: ${name}`,
  run: (web) =>
    visit(web.browser, { folder: web.fizzbuzz, path: `/web/${search}`, answers }, async (visit) => {
      await visit.page.waitForSelector('#numbers li');
      await look(visit, web);
    }),
});

const words = async (page: Page): Promise<unknown> =>
  page.evaluate("[...document.querySelectorAll('#numbers .word')].map((word) => word.textContent)");

function expected(limit: number): readonly string[] {
  const word = (n: number): string => `${n % 3 === 0 ? 'Fizz' : ''}${n % 5 === 0 ? 'Buzz' : ''}`;
  return Array.from({ length: limit }, (_, index) => word(index + 1) || String(index + 1));
}

const names = ['buzz', 'fizz', 'fizzbuzz'];
const modules = names.map((name) => `/out/${name}.wasm`);
const adapted = names.flatMap((name) => [`/out/${name}.wasm`, `/out/it_${name}.wasm`]).sort();

const isModule = (path: string): boolean => path.endsWith('.wasm');

/** WCAG's ratio between a text and the nearest opaque surface behind it. */
const contrastScript = (selector: string): string => `(() => {
  const channels = (color) => color.match(/[\\d.]+/g).map(Number);
  const luminance = (color) => {
    const [r, g, b] = channels(color).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const surface = (node) => {
    const color = getComputedStyle(node).backgroundColor;
    return channels(color)[3] === 0 ? surface(node.parentElement) : color;
  };
  const node = document.querySelector(${JSON.stringify(selector)});
  const pair = [luminance(getComputedStyle(node).color), luminance(surface(node))];
  return (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05);
})()`;

const texts = ['h1 .fizz', 'h1 .buzz', 'header p', 'label', '#count', '#hint', '#summary', '#reason', '#failure h2'];
const cells = ['fizz', 'buzz', 'fizzbuzz'].map((kind) => `#numbers .${kind}`);

async function assertReadable(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  for (const selector of [...texts, ...cells, '#numbers li:not([class])', 'footer li', '#facts']) {
    const contrast = (await page.evaluate(contrastScript(selector))) as number;
    assert.ok(contrast >= 4.5, `${selector} has a contrast of ${contrast.toFixed(2)} in the ${colorScheme} scheme`);
  }
}

export const pageCases: readonly Case[] = [
  onPage('shows what the modules print', async ({ page }, { screenshots }) => {
    assert.deepEqual(await words(page), expected(45));
    assert.equal(await page.textContent('#summary'), '1 to 45: 12 Fizz, 6 Buzz, 3 FizzBuzz');
    assert.match((await page.textContent('#facts')) ?? '', /^3 WebAssembly files, \d+ KiB, running after \d+ ms$/);
    await page.setViewportSize({ width: 1100, height: 800 });
    await page.screenshot({ path: join(screenshots, 'fizzbuzz.png') });
  }),
  onPage('a number changes the list, and the slider', async ({ page }) => {
    for (const limit of [3, 300, 1, 15]) {
      await page.fill('#count', String(limit));
      assert.deepEqual(await words(page), expected(limit));
      assert.equal(await page.evaluate("document.querySelector('#slider').value"), String(limit));
    }
  }),
  onPage('the slider changes the list, and the number', async ({ page }) => {
    await page.fill('#slider', '100');
    assert.deepEqual(await words(page), expected(100));
    assert.equal(await page.evaluate("document.querySelector('#count').value"), '100');
  }),
  onPage('what is no count gets a hint and leaves the list alone', async ({ page }) => {
    assert.equal(await page.isVisible('#hint'), false);
    for (const text of ['', '0', '301', '1.5', '-3']) {
      await page.fill('#count', text);
      assert.equal(await page.isVisible('#hint'), true, text);
      assert.deepEqual(await words(page), expected(45));
    }
    await page.fill('#count', '7');
    assert.equal(await page.isVisible('#hint'), false);
  }),
  onPage('has names for assistive technology', async ({ page }) => {
    for (const role of ['slider[name="Count to"]', 'spinbutton[name="Exactly"]', 'list[name="Result"]', 'status'])
      await page.waitForSelector(`role=${role}`, { timeout: 2000 });
  }),
  onPage('fits a narrow phone', async ({ page }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.fill('#count', '300');
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320);
    const cut = await page.evaluate(
      "[...document.querySelectorAll('#numbers li')].filter((item) => item.scrollWidth > item.clientWidth).length",
    );
    assert.equal(cut, 0);
  }),
  onPage('is readable in light and dark', async ({ page }) => {
    await assertReadable(page, 'light');
    await assertReadable(page, 'dark');
  }),
  onPage('fetches each module once', async ({ site }) => {
    assert.deepEqual(site.requests.filter(isModule).sort(), modules);
  }),
  onPage(
    'with a wrong MIME type too',
    async ({ page, site }) => {
      assert.deepEqual(await words(page), expected(45));
      assert.deepEqual(site.requests.filter(isModule).sort(), modules);
    },
    { '.wasm': { type: 'text/plain' } },
  ),
  onPage(
    'does the same through adapters',
    async ({ page, site }) => {
      assert.deepEqual(await words(page), expected(45));
      assert.deepEqual(site.requests.filter(isModule).sort(), adapted);
    },
    {},
    '?adapters',
  ),
];
