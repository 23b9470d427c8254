import assert from 'node:assert/strict';
import type { Case } from './case.ts';
import { visit } from './visit.ts';

/** What a loader that compiles synchronously would run into. */
const compileSynchronously = `fetch('big.wasm').then((response) => response.arrayBuffer()).then((bytes) => {
  try {
    return String(new WebAssembly.Module(bytes));
  } catch (error) {
    return error.name;
  }
})`;

export const bigCase: Case = {
  name: 'a core module of more than 8 MB loads on the main thread',
  run: ({ browser, big }) =>
    visit(browser, { folder: big, path: '/big.html' }, async ({ page }) => {
      await page.waitForSelector('output:not(:empty)');
      assert.equal(await page.textContent('output'), 'A');
      assert.equal(await page.evaluate(compileSynchronously), 'RangeError');
    }),
};
