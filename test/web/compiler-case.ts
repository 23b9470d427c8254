/** The compiler in a page: files are made there as they are on Node, and nothing of Node is asked for. */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { run } from './build-site.ts';
import { buildWithVite } from './bundler-cases.ts';
import type { Case, Web } from './case.ts';
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

const compilerCase: Case = {
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

/** The adapter too, for which the assemblers are needed. */
const bundled = `import { compile } from 'itlc';
const text = await (await fetch('./greet.itl')).text();
const core = new Uint8Array(await (await fetch('./greet.wasm')).arrayBuffer());
const { js, wasm, diagnostics } = await compile({ path: 'greet.itl', text }, { emit: ['js', 'wasm'], readCore: () => core });
const isAdapter = WebAssembly.Module.customSections(await WebAssembly.compile(wasm), 'itl').length;
document.querySelector('output').textContent = [js.includes('greet(name)'), isAdapter, diagnostics.length].join();
`;

/** An application that compiles in the page; what it fetches is in `public`. */
function createCompilingApp({ app }: Web, name: string): string {
  const folder = join(app, name);
  mkdirSync(join(folder, 'public'), { recursive: true });
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>itlc</title><output></output><script type="module" src="./main.js"></script>\n',
  );
  writeFileSync(join(folder, 'main.js'), bundled);
  for (const file of ['greet.itl', 'greet.wasm']) cpSync(join(app, file), join(folder, 'public', file));
  return folder;
}

async function assertCompiles({ browser }: Web, folder: string, scripts: string): Promise<void> {
  await visit(browser, { folder, path: '/' }, async ({ page }) => {
    await page.waitForSelector('output:not(:empty)');
    assert.equal(await page.textContent('output'), 'true,1,0');
  });
  const texts = readdirSync(scripts).flatMap((name) => (/\.js$/.test(name) ? [readFileSync(join(scripts, name))] : []));
  const sizes = texts.map((text) => gzipSync(text).length).sort((one, other) => other - one);
  console.log(`        the compiler's scripts with gzip: ${sizes.join(', ')} bytes`);
}

const bundledCases: readonly Case[] = [
  {
    name: 'the compiler bundled by Vite, in a page',
    async run(web) {
      const app = createCompilingApp(web, 'vite-compiler');
      const { folder } = await buildWithVite(app, { chunkSizeWarningLimit: 20_000 });
      await assertCompiles(web, folder, join(folder, 'assets'));
    },
  },
  {
    name: 'the compiler bundled by esbuild, in a page',
    async run(web) {
      const app = createCompilingApp(web, 'esbuild-compiler');
      const outdir = join(app, 'dist');
      const { warnings } = await build({
        entryPoints: [join(app, 'main.js')],
        bundle: true,
        splitting: true,
        minify: true,
        format: 'esm',
        outdir,
        logLevel: 'silent',
      });
      assert.deepEqual(warnings, []);
      cpSync(join(app, 'public'), outdir, { recursive: true });
      cpSync(join(app, 'index.html'), join(outdir, 'index.html'));
      await assertCompiles(web, outdir, outdir);
    },
  },
];

export const compilerCases: readonly Case[] = [compilerCase, ...bundledCases];
