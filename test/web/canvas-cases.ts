/** The page of the canvas example: C++ draws what JavaScript draws. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Page } from '../harness/chromium.ts';
import type { Case, Web } from './case.ts';
import type { Answers } from './serve.ts';
import { visit } from './visit.ts';

const onPage = (name: string, look: (page: Page, web: Web) => Promise<void>, answers: Answers = {}): Case => ({
  name: `the canvas: ${name}`,
  run: (web) => visit(web.browser, { folder: web.canvas, path: '/web/', answers }, ({ page }) => look(page, web)),
});

/** What is in the columns, of one and the same frame: how many pixels are not as in the first, how many colours there are. */
const compareScript = `(() => {
  const images = [...document.querySelectorAll('canvas')].map((canvas) =>
    new Uint32Array(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data.buffer));
  const [first] = images;
  const different = images.map((image) => image.filter((pixel, at) => pixel !== first[at]).length);
  return { different, colors: new Set(first).size, sum: first.reduce((sum, pixel) => (sum * 31 + pixel) % 1000003, 0) };
})()`;

interface Comparison {
  readonly different: readonly number[];
  readonly colors: number;
  /** Of all pixels of the first column. */
  readonly sum: number;
}

const compare = async (page: Page): Promise<Comparison> => (await page.evaluate(compareScript)) as Comparison;

/** After so many more frames. */
const wait = (page: Page, frames: number): Promise<unknown> =>
  page.evaluate(`new Promise((resolve) => {
    const next = (left) => (left > 0 ? requestAnimationFrame(() => next(left - 1)) : resolve());
    next(${frames});
  })`);

const clickPause = (page: Page): Promise<unknown> => page.evaluate("document.querySelector('#pause').click()");

async function assertSame(page: Page): Promise<Comparison> {
  const comparison = await compare(page);
  assert.deepEqual(comparison.different, [0, 0]);
  assert.ok(comparison.colors > 1000, `${comparison.colors} colours are no picture`);
  return comparison;
}

const notThere = { status: 404, type: 'text/html', body: '<!doctype html><title>Not found</title>' };

export const canvasCases: readonly Case[] = [
  onPage('both columns show the same picture, frame after frame', async (page) => {
    await page.waitForSelector('#columns canvas');
    const sums = new Set<number>();
    for (let time = 0; time < 5; time++) {
      await wait(page, 7);
      sums.add((await assertSame(page)).sum);
    }
    assert.equal(sums.size, 5, 'nothing moves');
  }),
  onPage('says what a frame takes', async (page, { screenshots }) => {
    await page.waitForSelector('#columns canvas');
    await wait(page, 65);
    const times = (await page.evaluate(
      "[...document.querySelectorAll('.milliseconds')].map(({ textContent }) => Number(textContent))",
    )) as readonly number[];
    assert.equal(times.length, 2);
    for (const time of times) assert.ok(time > 0 && time < 1000, String(time));
    // On a busy machine a frame may seem to take no time at all; one after it does.
    await page.waitForSelector('section:last-child .ratio:not(:empty)');
    assert.match((await page.textContent('section:last-child .ratio')) ?? '', /^\d+\.\d\d times JavaScript$/);
    await page.setViewportSize({ width: 900, height: 760 });
    await page.screenshot({ path: join(screenshots, 'canvas.png'), fullPage: true });
  }),
  onPage('stands still while it is paused', async (page) => {
    await page.waitForSelector('#columns canvas');
    await clickPause(page);
    await wait(page, 2);
    const { sum } = await assertSame(page);
    await wait(page, 10);
    assert.equal((await compare(page)).sum, sum);
    await clickPause(page);
    await wait(page, 10);
    assert.notEqual((await compare(page)).sum, sum);
  }),
  onPage('fits a narrow phone', async (page) => {
    await page.waitForSelector('#columns canvas');
    await page.setViewportSize({ width: 320, height: 640 });
    assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 320);
  }),
  onPage(
    'says so when the core module is not there',
    async (page) => {
      await page.waitForSelector('#failure:not([hidden])');
      assert.match((await page.textContent('#reason')) ?? '', /^ItlLinkError: .*canvas\.wasm.*status 404/);
    },
    { '/out/canvas.wasm': notThere },
  ),
];
