/** `itlc/loader` as an installed package: what resolves to it, and what it brings along. */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { root } from '../harness/folders.ts';
import { bundledApp, run } from './build-site.ts';
import type { Case, Web } from './case.ts';
import { checkTypes } from './check-types.ts';
import { engines } from './copy-cases.ts';

type Command = (typeof engines)[number]['command'];

const required = `const { instantiate, ItlTypeError } = require('itlc/loader');
const { join } = require('node:path');
instantiate(join(__dirname, 'out/it_greet.wasm')).then(({ greet }) => {
  console.log(greet('Ada'));
  try {
    greet(42);
  } catch (error) {
    console.log(error instanceof ItlTypeError);
  }
});
`;

function runScript({ app }: Web, [program, ...args]: Command, file: string, text: string): string {
  writeFileSync(join(app, file), text);
  return run(app, program, [...args, file]);
}

const engineCases: readonly Case[] = engines.flatMap(({ name, command }) => [
  {
    name: `${name} imports the package's loader`,
    run: async (web) => {
      const text = `${bundledApp()}console.log(greet('Ada'));\n`;
      assert.equal(runScript(web, command, 'imports.mjs', text), 'Hello, Ada!\n');
    },
  },
  {
    name: `${name} requires the package's loader`,
    run: async (web) => assert.equal(runScript(web, command, 'requires.cjs', required), 'Hello, Ada!\ntrue\n'),
  },
]);

/** Bundles a text that stands in the application's folder; whatever it complains about is a failure. */
async function bundle(
  { app }: Web,
  contents: string,
  options: Pick<BuildOptions, 'conditions' | 'format' | 'minify' | 'platform'> = {},
) {
  const { warnings, metafile, outputFiles } = await build({
    stdin: { contents, resolveDir: app },
    bundle: true,
    format: 'esm',
    metafile: true,
    write: false,
    logLevel: 'silent',
    ...options,
  });
  assert.deepEqual(warnings, []);
  const [output] = Object.values(metafile.outputs);
  return { inputs: Object.keys(metafile.inputs), imports: output?.imports ?? [], text: outputFiles[0]?.text ?? '' };
}

const conditions = ['workerd', 'deno', 'bun', 'node', 'browser', 'production'];

const packageJson = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  readonly sideEffects?: unknown;
  readonly exports: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>>;
};

const useTypes = `import { type InstantiateOptions, ItlLinkError, instantiate, type Source } from 'itlc/loader';
const options: InstantiateOptions = { modules: { 'greet.wasm': new URL('https://example.org') } };
const source: Source = 'out/it_greet.wasm';
export const loaded: Promise<{ greet(name: string): string }> = instantiate(source, {}, options);
export const code: 'ITL_LINK' = new ItlLinkError('').code;
// @ts-expect-error: nothing is no module
instantiate(undefined);
`;

export const packageCases: readonly Case[] = [
  ...engineCases,
  {
    name: 'whatever the conditions, ./loader leads to the same built files, types first',
    async run(web) {
      const loader = packageJson.exports['./loader'] ?? {};
      assert.deepEqual(Object.keys(loader), ['import', 'require', 'default']);
      for (const paths of Object.values(loader)) {
        assert.deepEqual(Object.keys(paths), ['types', 'default']);
        for (const path of Object.values(paths)) assert.ok(existsSync(join(web.app, 'node_modules/itlc', path)), path);
      }
      for (const condition of conditions) {
        const { inputs } = await bundle(web, "export * from 'itlc/loader';", { conditions: [condition] });
        assert.deepEqual(
          inputs
            .filter((path) => path.includes('node_modules'))
            .map((path) => path.split('/').slice(-3).join('/'))
            .sort(),
          ['it_loader.js', 'it_wasi.js'].map((name) => `itlc/dist/${name}`),
        );
      }
    },
  },
  {
    name: 'the loader imports nothing statically and awaits nothing at its top',
    async run(web) {
      const { imports } = await bundle(web, "export * from 'itlc/loader';", { platform: 'browser' });
      assert.deepEqual(
        imports.filter(({ kind }) => kind === 'import-statement'),
        [],
      );
      // Refuses a top-level await.
      await bundle(web, "export * from 'itlc/loader';", { format: 'cjs', platform: 'browser' });
    },
  },
  {
    name: 'an application takes along only what it uses',
    async run(web) {
      assert.equal(packageJson.sideEffects, false);
      const unused = "import { instantiate } from 'itlc/loader'; console.log(1);";
      assert.equal((await bundle(web, unused, { minify: true })).text.trim(), 'console.log(1);');
      const error = "import { ItlLinkError } from 'itlc/loader'; console.log(ItlLinkError);";
      assert.doesNotMatch((await bundle(web, error)).text, /_it_runtime|mem_to_string/);
    },
  },
  {
    name: 'its types resolve for bundlers and for Node',
    async run({ app }) {
      writeFileSync(join(app, 'types.ts'), useTypes);
      checkTypes(app);
    },
  },
];
