/** The guide's snippet through bundlers, into a browser. */
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BuildOptions, build } from 'esbuild';
import { tool } from '../harness/tools.ts';
import { bundledApp } from './build-site.ts';
import type { Case, Web } from './case.ts';
import { visit } from './visit.ts';

/** As much of Vite as is used; it is installed on demand. */
interface Vite {
  build(config: object): Promise<unknown>;
}

const loadVite = async (): Promise<Vite> => (await import(pathToFileURL(tool('vite/dist/node/index.js')).href)) as Vite;

const page = '<!doctype html><title>greet</title><output></output><script type="module" src="./main.js"></script>\n';

const show = (text: string): string => `document.querySelector('output').textContent = ${text};\n`;

/** A folder with the snippet as an application, its modules where the snippet looks for them. */
function createApp({ app }: Web, name: string, script: string): string {
  const folder = join(app, name);
  writeFile(join(folder, 'index.html'), page);
  writeFile(join(folder, 'main.js'), script);
  copyModules(app, folder);
  return folder;
}

function writeFile(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function copyModules(app: string, folder: string): void {
  for (const path of ['greet.wasm', 'out/it_greet.wasm']) cpSync(join(app, path), join(folder, path));
}

/** Builds with Vite's defaults; gives the output folder and the names of the assets. */
export async function buildWithVite(
  root: string,
  options: object = {},
): Promise<{ readonly folder: string; readonly assets: readonly string[] }> {
  const complaints: string[] = [];
  const complain = (text: string): number => complaints.push(text);
  const silent = (): void => {};
  const customLogger = {
    info: silent,
    warn: complain,
    warnOnce: complain,
    error: complain,
    clearScreen: silent,
    hasErrorLogged: () => complaints.length > 0,
    hasWarned: false,
  };
  await (await loadVite()).build({ root, configFile: false, logLevel: 'warn', customLogger, build: options });
  assert.deepEqual(complaints, []);
  const folder = join(root, 'dist');
  const assets = join(folder, 'assets');
  return { folder, assets: existsSync(assets) ? readdirSync(assets).sort() : [] };
}

async function bundleWithEsbuild(root: string, options: BuildOptions = {}): Promise<string> {
  const outdir = join(root, 'dist');
  const { warnings } = await build({
    entryPoints: [join(root, 'main.js')],
    bundle: true,
    format: 'esm',
    outdir,
    logLevel: 'silent',
    ...options,
  });
  assert.deepEqual(warnings, []);
  writeFile(join(outdir, 'index.html'), page);
  return outdir;
}

async function assertShows({ browser }: Web, folder: string, expected: string | RegExp): Promise<void> {
  await visit(browser, { folder, path: '/' }, async (visit) => {
    await visit.page.waitForSelector('output:not(:empty)');
    const text = (await visit.page.textContent('output')) ?? '';
    if (typeof expected === 'string') assert.equal(text, expected);
    else assert.match(text, expected);
  });
}

const greeting = (): string => bundledApp() + show("greet('Ada')");

const generated = `import { instantiate } from './out/greet.js';
const { greet } = await instantiate();
${show("greet('Ada')")}`;

/** The snippet of someone who has not read that far. */
const forgetful = `import { instantiate } from 'itlc/loader';
await instantiate(new URL('./out/it_greet.wasm', import.meta.url)).catch((error) => {
  ${show('String(error)')}});
`;

const withImports = `import { instantiate } from 'itlc/loader';
import adapter from './out/it_greet.wasm';
import core from './greet.wasm';
const place = (file) => new URL(file, import.meta.url);
const { greet } = await instantiate(place(adapter), {}, { modules: { 'greet.wasm': place(core) } });
${show("greet('Ada')")}`;

export const bundlerCases: readonly Case[] = [
  {
    name: 'Vite, which gives files other names and makes small ones part of the script',
    async run(web) {
      const { folder, assets } = await buildWithVite(createApp(web, 'vite', greeting()));
      assert.match(
        assets.join(' '),
        /^greet-[\w-]+\.wasm index-[\w-]+\.js(?: (?:it_wasi|preload-helper)-[\w-]+\.js)*$/,
      );
      assert.match(readFileSync(join(folder, 'assets', assets[1] ?? ''), 'utf8'), /data:application\/wasm;base64,/);
      await assertShows(web, folder, 'Hello, Ada!');
    },
  },
  {
    name: 'Vite with every module in a file of its own',
    async run(web) {
      const app = createApp(web, 'vite-files', greeting());
      const { folder, assets } = await buildWithVite(app, { assetsInlineLimit: 0 });
      assert.match(assets.join(' '), /^greet-[\w-]+\.wasm index-[\w-]+\.js it_greet-[\w-]+\.wasm /);
      await assertShows(web, folder, 'Hello, Ada!');
    },
  },
  {
    name: 'Vite with generated JavaScript, whose core module becomes part of the script',
    async run(web) {
      const app = createApp(web, 'vite-generated', generated);
      cpSync(join(web.app, 'out/greet.js'), join(app, 'out/greet.js'));
      const { folder, assets } = await buildWithVite(app, { assetsInlineLimit: 1 << 20 });
      assert.match(assets.join(' '), /^index-[\w-]+\.js$/);
      assert.match(readFileSync(join(folder, 'assets', assets[0] ?? ''), 'utf8'), /data:application\/wasm;base64,/);
      await assertShows(web, folder, 'Hello, Ada!');
    },
  },
  {
    name: 'Vite without options.modules: the error says what to do',
    async run(web) {
      const inlined = await buildWithVite(createApp(web, 'vite-forgot', forgetful));
      const nowhere = /^ItlLinkError: no place is known for core module 'greet\.wasm': pass it in options\.modules$/;
      await assertShows(web, inlined.folder, nowhere);
      const app = createApp(web, 'vite-forgot-files', forgetful);
      const files = await buildWithVite(app, { assetsInlineLimit: 0 });
      const notThere =
        /^ItlLinkError: .*\/greet\.wasm .*; options\.modules can say where core module 'greet\.wasm' is$/;
      await assertShows(web, files.folder, notThere);
    },
  },
  {
    name: 'esbuild, with the modules copied beside the bundle',
    async run(web) {
      const folder = await bundleWithEsbuild(createApp(web, 'esbuild', greeting()));
      copyModules(web.app, folder);
      await assertShows(web, folder, 'Hello, Ada!');
    },
  },
  {
    name: 'esbuild with its file loader',
    async run(web) {
      const app = createApp(web, 'esbuild-file', withImports);
      const folder = await bundleWithEsbuild(app, { loader: { '.wasm': 'file' } });
      assert.match(readdirSync(folder).sort().join(' '), /^greet-\w+\.wasm index\.html it_greet-\w+\.wasm main\.js$/);
      await assertShows(web, folder, 'Hello, Ada!');
    },
  },
];
