/** Forms besides the page: servers, classic scripts, types, and what a browser's debugger gets. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from '../harness/chromium.ts';
import { root } from '../harness/folders.ts';
import { type App, createApp } from './app.ts';
import { assertShows } from './build-cases.ts';
import { esbuildOptions, loadEsbuild, loadVite, plugins, viteOptions, webpackOf, webpackOptions } from './bundlers.ts';
import type { Case } from './case.ts';
import { load } from './install-bundlers.ts';

function run(folder: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  assert.equal(status, 0, `${stdout}${stderr}`);
  return stdout;
}

const shown = 'Hello, Ada! 2';
const server = `import { instantiate as people } from './people.cpp';
import { instantiate as numbers } from './numbers.itl';

export async function render() {
  const [{ greet }, { next }] = await Promise.all([people(), numbers()]);
  return greet({ name: 'Ada', age: 36 }) + ' ' + next(1);
}
`;
const print = "import { render } from './dist/server.js';\nconsole.log(await render());\n";

const serverApp = (name: string): Promise<App> => createApp(name, { 'src/server.js': server, 'print.js': print });

const wasmIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.wasm'));

interface ViteServer {
  listen(): Promise<unknown>;
  ssrLoadModule(path: string): Promise<{ render(): Promise<string> }>;
  readonly resolvedUrls: { readonly local: readonly string[] };
  close(): Promise<void>;
}

interface Vite {
  build(options: object): Promise<unknown>;
  createServer(options: object): Promise<ViteServer>;
}

const servers: readonly Case[] = [
  {
    name: "vite's build for a server has core modules in it",
    async run() {
      const app = await serverApp('vite-ssr');
      const build = { outDir: app.path('dist'), emptyOutDir: true, ssr: app.path('src/server.js') };
      await (await loadVite<Vite>()).build(await viteOptions(app, { build }));
      assert.equal(run(app.folder, ['print.js']), `${shown}\n`);
      assert.deepEqual(wasmIn(app.path('dist')), []);
    },
  },
  {
    name: "vite's server renders",
    async run() {
      const app = await serverApp('vite-ssr-server');
      const { createServer } = await loadVite<Vite>();
      const vite = await createServer(await viteOptions(app, { server: { middlewareMode: true }, appType: 'custom' }));
      try {
        assert.equal(await (await vite.ssrLoadModule('/server.js')).render(), shown);
      } finally {
        await vite.close();
      }
    },
  },
  {
    name: 'webpack for Node',
    async run() {
      const app = await serverApp('webpack-node');
      const options = await webpackOptions('webpack', app, 'production');
      const output = { path: app.path('dist'), filename: 'server.js', module: true, library: { type: 'module' } };
      const compiler = (await webpackOf('webpack'))({ ...options, target: 'node20', entry: './src/server.js', output });
      await new Promise<void>((resolve, reject) => {
        compiler.run((error, stats) =>
          compiler.close(() =>
            error || stats?.hasErrors() ? reject(error ?? new Error(stats?.toString({ all: true }))) : resolve(),
          ),
        );
      });
      assert.equal(run(app.folder, ['print.js']), `${shown}\n`);
    },
  },
  {
    name: 'esbuild for Node, as CommonJS',
    async run() {
      const app = await serverApp('esbuild-node');
      const { default: esbuild } = await loadEsbuild();
      const more = {
        entryPoints: ['src/classic.js'],
        platform: 'node',
        format: 'cjs',
        outExtension: { '.js': '.cjs' },
      };
      await esbuild.build(await esbuildOptions(app, more));
      assert.equal(run(app.folder, ['dist/classic.cjs']), `${shown}\n`);
    },
  },
];

const pages: readonly Case[] = [
  {
    name: 'esbuild makes one classic script',
    async run(browser) {
      const app = await createApp('esbuild-iife');
      const { default: esbuild } = await loadEsbuild();
      await esbuild.build(await esbuildOptions(app, { entryPoints: ['src/classic.js'], format: 'iife' }));
      assert.deepEqual(wasmIn(app.path('dist')), []);
      app.write(
        'dist/index.html',
        app.read('src/index.html').replace(' type="module" src="./main.js"', ' defer src="./classic.js"'),
      );
      await assertShows(browser, app, shown);
    },
  },
  {
    name: 'farm builds',
    async run(browser) {
      const app = await createApp('farm');
      const { build } = await load<{ build(options: object): Promise<unknown> }>('@farmfe/core/dist/index.js');
      const output = { path: app.path('dist'), publicPath: '/', targetEnv: 'browser-esnext' };
      const compilation = { input: { index: app.path('src/index.html') }, output, persistentCache: false };
      const folder = app.path('src');
      await build({ root: folder, configPath: folder, compilation, plugins: [(await plugins()).farm()] });
      // Farm puts its runtime into the page.
      await assertShows(browser, app, shown, { '/': { scripts: "'unsafe-inline'" } });
    },
  },
];

/** As much of Chromium's debugger as is used. */
interface Devtools {
  on(
    event: 'Debugger.scriptParsed',
    listener: (script: { readonly sourceMapURL?: string; readonly scriptLanguage?: string }) => void,
  ): void;
  send(method: string): Promise<unknown>;
}

async function mapsSeenBy(browser: Browser, origin: string): Promise<readonly string[]> {
  const page = (await browser.newPage()) as Page & { context(): { newCDPSession(page: Page): Promise<Devtools> } };
  const devtools = await page.context().newCDPSession(page);
  const maps: string[] = [];
  devtools.on('Debugger.scriptParsed', ({ sourceMapURL, scriptLanguage }) => {
    if (scriptLanguage === 'WebAssembly' && sourceMapURL) maps.push(sourceMapURL);
  });
  await devtools.send('Debugger.enable');
  await page.goto(origin);
  await page.waitForSelector('output:not(:empty)');
  await page.close();
  return maps;
}

const others: readonly Case[] = [
  {
    name: "a browser's debugger gets the lines of the C++",
    async run(browser) {
      const app = await createApp('debug');
      const { createServer } = await loadVite<Vite>();
      const vite = await createServer(await viteOptions(app, { server: { port: 0, host: '127.0.0.1' } }));
      try {
        await vite.listen();
        const [map = ''] = await mapsSeenBy(browser, vite.resolvedUrls.local[0] ?? '');
        const { sources } = JSON.parse(Buffer.from(map.split('base64,')[1] ?? '', 'base64').toString());
        assert.ok(sources.includes(pathToFileURL(app.path('src/people.cpp')).href), map.slice(0, 100));
      } finally {
        await vite.close();
      }
    },
  },
  {
    name: 'TypeScript knows what is imported',
    async run() {
      const app = await createApp('types');
      const { default: esbuild } = await loadEsbuild();
      await esbuild.build(await esbuildOptions(app));
      writeFileSync(
        app.path('src/use.ts'),
        `import { instantiate, type Person } from './people.cpp';
import { instantiate as numbers } from './numbers.itl';

const ada: Person = { name: 'Ada', age: 36 };
const text: string = (await instantiate()).greet(ada);
// @ts-expect-error
(await numbers()).next(text);
`,
      );
      const config = {
        compilerOptions: {
          ...{ target: 'es2022', module: 'esnext', moduleResolution: 'bundler', lib: ['es2023', 'dom'], types: [] },
          ...{ strict: true, noEmit: true, allowArbitraryExtensions: true },
        },
        include: ['src/use.ts'],
      };
      app.write('tsconfig.json', JSON.stringify(config));
      assert.equal(run(app.folder, [join(root, 'node_modules/typescript/bin/tsc'), '-p', '.']), '');
    },
  },
];

export const formCases: readonly Case[] = [...servers, ...pages, ...others];
