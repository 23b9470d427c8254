/** The guide's people.js in every host, as grammar/hosts.md says: pages by bundlers, workers, programs, tests. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type BuildOptions, build as esbuild } from 'esbuild';
import { readText } from '../harness/folders.ts';
import { nodeOf, tool } from '../harness/tools.ts';
import { installPackage, run } from './build-site.ts';
import { buildWithVite } from './bundler-cases.ts';
import type { Case, Web } from './case.ts';
import { createHost, greeting, loadTool, page, printed, printing, showing } from './hosts.ts';
import type { Answers } from './serve.ts';
import { visit } from './visit.ts';
import { answerOf } from './worker-case.ts';

/** As much of each bundler as is used. */
type Webpack = (options: object) => WebpackCompiler;
interface WebpackCompiler {
  run(
    done: (error: Error | null, stats?: { hasErrors(): boolean; hasWarnings(): boolean; toString(): string }) => void,
  ): void;
  close(done: () => void): void;
}
interface Rollup {
  rollup(options: object): Promise<{ write(options: object): Promise<unknown> }>;
}

async function assertGreets({ browser }: Web, folder: string, answers: Answers = {}): Promise<void> {
  await visit(browser, { folder, path: '/', answers }, async ({ page }) => {
    await page.waitForSelector('output:not(:empty)');
    assert.equal(await page.textContent('output'), greeting);
  });
}

const app = { 'index.html': page, 'main.js': showing() };
const inlineApp = { 'index.html': page, 'main.js': showing('./inline/people.js') };

async function bundleWithWebpack(folder: string): Promise<void> {
  const { default: webpack } = await loadTool<{ readonly default: Webpack }>('webpack/lib/index.js');
  const output = { path: join(folder, 'dist'), filename: 'main.js' };
  const compiler = webpack({ mode: 'production', context: folder, entry: './main.js', output });
  await new Promise<void>((resolve, reject) => {
    compiler.run((error, stats) => {
      const isClean = stats && !stats.hasErrors() && !stats.hasWarnings();
      compiler.close(() => (isClean ? resolve() : reject(error ?? new Error(stats?.toString()))));
    });
  });
}

async function bundleWithRollup(folder: string, plugins: readonly unknown[]): Promise<void> {
  const { rollup } = await loadTool<Rollup>('rollup/dist/es/rollup.js');
  const warn = (warning: { readonly message: string }): never => {
    throw new Error(warning.message);
  };
  const bundle = await rollup({ input: join(folder, 'main.js'), plugins, onwarn: warn });
  await bundle.write({ dir: join(folder, 'dist'), format: 'esm' });
}

async function bundleWithEsbuild(folder: string, options: BuildOptions = {}): Promise<void> {
  const entryPoints = [join(folder, 'main.js')];
  const outdir = join(folder, 'dist');
  const settings = { bundle: true, format: 'esm', outdir, logLevel: 'silent', ...options } as const;
  const { warnings } = await esbuild({ entryPoints, ...settings });
  assert.deepEqual(warnings, []);
}

/** Parcel puts one into the page, which a strict policy forbids otherwise. */
function hashOfImportMap(folder: string): string {
  const [, map = ''] = /<script type="?importmap"?>(.*?)<\/script>/s.exec(readText(folder, 'index.html')) ?? [];
  return `'sha256-${createHash('sha256').update(map).digest('base64')}'`;
}

const bundlers: readonly Case[] = [
  {
    name: 'people.js through Vite',
    async run(web) {
      await assertGreets(web, (await buildWithVite(createHost(web.people, 'vite', app))).folder);
    },
  },
  {
    name: "people.js --inline through Vite's SSR build",
    async run({ people }) {
      const server = printing('./inline/people.js');
      const folder = createHost(people, 'vite-ssr', { 'server.js': server });
      await buildWithVite(folder, { ssr: 'server.js' });
      assert.equal(run(folder, process.execPath, ['dist/server.js']), printed);
    },
  },
  {
    name: 'people.js through webpack',
    async run(web) {
      const folder = createHost(web.people, 'webpack', { ...app, 'dist/index.html': page });
      await bundleWithWebpack(folder);
      await assertGreets(web, join(folder, 'dist'));
    },
  },
  {
    name: 'people.js through Rollup with @web/rollup-plugin-import-meta-assets',
    async run(web) {
      const folder = createHost(web.people, 'rollup', { ...app, 'dist/index.html': page });
      const { importMetaAssets } = await loadTool<{ importMetaAssets(): unknown }>(
        '@web/rollup-plugin-import-meta-assets/index.mjs',
      );
      await bundleWithRollup(folder, [importMetaAssets()]);
      await assertGreets(web, join(folder, 'dist'));
    },
  },
  {
    name: 'people.js --inline through Rollup without a plugin',
    async run(web) {
      const folder = createHost(web.people, 'rollup-inline', { ...inlineApp, 'dist/index.html': page });
      await bundleWithRollup(folder, []);
      await assertGreets(web, join(folder, 'dist'));
    },
  },
  {
    name: 'people.js --inline through esbuild',
    async run(web) {
      const folder = createHost(web.people, 'esbuild', { ...inlineApp, 'dist/index.html': page });
      await bundleWithEsbuild(folder);
      await assertGreets(web, join(folder, 'dist'));
    },
  },
  {
    name: 'people.js through Parcel',
    async run(web) {
      const folder = createHost(web.people, 'parcel', app);
      const args = ['build', 'index.html', '--no-cache', '--no-source-maps', '--public-url', './'];
      run(folder, tool('parcel'), args);
      await assertGreets(web, join(folder, 'dist'), { '/': { scripts: hashOfImportMap(join(folder, 'dist')) } });
    },
  },
];

const answering = `import { instantiate } from './out/people.js';

const ready = instantiate();
addEventListener('message', async (event) => {
  const { greet } = await ready;
  const text = greet({ name: 'Ada', age: 36 });
  if (event.source) event.source.postMessage(text);
  else postMessage(text);
});
`;

const workers: readonly Case[] = [
  {
    name: 'people.js in a module worker',
    async run(web) {
      const script = `const worker = new Worker(new URL('worker.js', import.meta.url), { type: 'module' });
worker.onmessage = ({ data }) => {
  document.querySelector('output').textContent = data;
};
worker.postMessage('greet');
`;
      await assertGreets(web, createHost(web.people, 'worker', { ...app, 'main.js': script, 'worker.js': answering }));
    },
  },
  {
    name: 'people.js in a service worker',
    async run(web) {
      const script = `navigator.serviceWorker.onmessage = ({ data }) => {
  document.querySelector('output').textContent = data;
};
await navigator.serviceWorker.register('worker.js', { type: 'module' });
const { active } = await navigator.serviceWorker.ready;
active.postMessage('greet');
`;
      const files = { ...app, 'main.js': script, 'worker.js': answering };
      await assertGreets(web, createHost(web.people, 'service-worker', files));
    },
  },
  {
    name: 'people.js in workerd, which is given the module',
    async run({ people }) {
      assert.equal(await answerOf(createHost(people, 'workerd', {})), greeting);
    },
  },
];

const programs: readonly Case[] = [
  ...[20, 22, 24, 26].map((major) => ({ name: `Node ${major}`, command: [nodeOf(major)] })),
  { name: 'Deno', command: [tool('deno'), 'run', '--allow-read'] },
  { name: 'Bun', command: [tool('bun')] },
].flatMap(({ name, command: [program = '', ...args] }): readonly Case[] =>
  ['out', 'inline'].map((form) => ({
    name: `people.js${form === 'inline' ? ' --inline' : ''} in ${name}`,
    async run({ people }) {
      const folder = createHost(people, 'programs', { [`${form}.mjs`]: printing(`./${form}/people.js`) });
      assert.equal(run(folder, program, [...args, `${form}.mjs`]), printed);
    },
  })),
);

const requiring = `const { instantiate } = require('./cjs/people.cjs');

instantiate().then(({ greet }) => {
  console.log(greet({ name: 'Ada', age: 36 }));
  try {
    greet({ name: 'Ada' });
  } catch (error) {
    console.log(String(error));
  }
});
`;

const testing = (head: string, form = ''): string =>
  `${head}
test('greets', async () => {
  const { greet } = await instantiate();
  expect(greet({ name: 'Ada', age: 36 })).toBe('${greeting}');
  expect(() => greet({ name: 'Ada' })).toThrow("greet: parameter 'person.age' is missing");
  expect(() => greet('Ada')).toThrow(TypeError);
});
`.replaceAll('FORM', form);

const tests: readonly Case[] = [
  {
    name: 'people.js --format cjs in Node',
    async run({ people }) {
      assert.equal(run(createHost(people, 'cjs', { 'main.cjs': requiring }), process.execPath, ['main.cjs']), printed);
    },
  },
  {
    name: 'people.js --format cjs in Jest',
    async run({ people }) {
      const files = {
        'package.json': '{ "private": true }',
        'people.test.js': testing("const { instantiate } = require('./FORM/people.cjs');", 'cjs'),
      };
      const folder = createHost(people, 'jest', files);
      run(folder, process.execPath, [tool('jest/bin/jest.js'), '--rootDir', folder, '--watchman=false', '--ci']);
    },
  },
  {
    name: 'the loader in Jest, of the package and beside the adapter',
    async run({ people }) {
      const test = (from: string): string =>
        testing(`const load = require('${from}').instantiate;\nconst instantiate = () => load('cjs/it_people.wasm');`);
      const files = {
        'package.json': '{ "private": true }',
        'package.test.js': test('itlc/loader'),
        'copy.test.js': test('./cjs/it_loader.cjs'),
      };
      const folder = createHost(people, 'jest-loader', files);
      installPackage(folder);
      run(folder, process.execPath, [tool('jest/bin/jest.js'), '--rootDir', folder, '--watchman=false', '--ci']);
    },
  },
  {
    name: 'people.js --inline in vitest with happy-dom',
    async run({ people }) {
      const head = `// @vitest-environment happy-dom
import { expect, test } from 'vitest';
import { instantiate } from './FORM/people.js';
`;
      // With a configuration of its own: vitest would take that of a folder above.
      const files = { 'people.test.js': testing(head, 'inline'), 'vitest.config.js': 'export default {};\n' };
      run(createHost(people, 'vitest', files), process.execPath, [tool('vitest/vitest.mjs'), 'run']);
    },
  },
];

export const hostCases: readonly Case[] = [...bundlers, ...workers, ...programs, ...tests];
