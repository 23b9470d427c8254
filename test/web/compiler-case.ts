/** The compiler in a page: JavaScript is made there as it is on Node, and nothing of Node is asked for. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './build-site.ts';
import type { Case } from './case.ts';
import { visit } from './visit.ts';

const compiling = `(async () => {
  const { compile } = await import('/node_modules/itlc/dist/index.js');
  const text = await (await fetch('/greet.itl')).text();
  const core = new Uint8Array(await (await fetch('/greet.wasm')).arrayBuffer());
  const options = { emit: ['js', 'dts'], inline: true, readCore: () => core };
  const { js, dts, diagnostics } = await compile({ path: 'greet.itl', text }, options);
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => /dist/.test(name));
  return { js, dts, diagnostics, loaded: loaded.length };
})()`;

export const compilerCase: Case = {
  name: 'the compiler in a page',
  run: ({ app, browser }) => {
    writeFileSync(join(app, 'compiler.html'), '<!doctype html><title>itlc</title>\n');
    const args = ['node_modules/itlc/bin/itlc.js', 'greet.itl', '-o', 'compiled', '--emit', 'js,dts', '--inline'];
    run(app, process.execPath, args);
    return visit(browser, { folder: app, path: '/compiler.html' }, async ({ page }) => {
      const [js, dts] = ['greet.js', 'greet.d.ts'].map((name) => readFileSync(join(app, 'compiled', name), 'utf8'));
      // Neither wabt nor binaryen is needed for JavaScript.
      assert.deepEqual(await page.evaluate(compiling), { js, dts, diagnostics: [], loaded: 1 });
    });
  },
};
