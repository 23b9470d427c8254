/** What generated JavaScript takes to be shipped: bytes, minified and compressed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build, type Plugin, transform } from 'esbuild';
import { expect, test } from 'vitest';
import type { HelperPlace } from '../../src/backend/js/glue-options.ts';
import { sharedHelpers } from '../../src/backend/js/shared-helpers.ts';
import { translateComponent } from '../../src/canonical/translate-component.ts';
import { assembleWat } from '../harness/assemble-core.ts';
import { type Cores, compileToJs } from '../harness/compile-fixture.ts';
import { readText, root } from '../harness/folders.ts';

/** Exports that do nothing, of the types that a source declares: what is emitted depends on no code. */
const exportsOf = (source: string): string =>
  [...source.matchAll(/^ {2}\(func [\w-]+ ("\w+") ?(.*)\)$/gm)]
    .map(([, name, type]) => `(func (export ${name}) ${type} unreachable)`)
    .join('\n');

/** As C compilers make it: it may want to be initialised. */
async function coresOf(source: string, imports: string): Promise<Cores> {
  const declared = source.slice(source.indexOf('(module core'), source.indexOf('(import "env"'));
  const text = `(module ${imports} (memory (export "memory") 1) (func (export "_initialize")) ${exportsOf(declared)})`;
  return { 'core.wasm': await assembleWat('core.wat', text) };
}

const isFizz = `(module core "core.wasm"
  (func is-fizz "is_fizz" (param i32) (result i32)))
(export
  (func _ "isFizz" (param $n s32) (result bool) (as bool (call is-fizz (as i32 (local $n))))))`;

const fizzCore = '(module (func (export "is_fizz") (param i32) (result i32) (i32.eqz (local.get 0))))';

const numbers = async (helpers: HelperPlace): Promise<string> =>
  compileToJs(isFizz, 'fizz.itl', { 'core.wasm': await assembleWat('f', fizzCore) }, { helpers });

/** The workload that bench/ measures. */
async function workload(helpers: HelperPlace): Promise<string> {
  const source = readText(root, 'bench/work.itl');
  const imports = '(import "env" "cb" (func (param i32 i32) (result i32))) (import "env" "log" (func (param i32 i32)))';
  return compileToJs(source, 'work.itl', await coresOf(source, imports), { helpers });
}

/** A component binary of a guest that takes and gives strings, and sums a list. */
async function component(helpers: HelperPlace): Promise<string> {
  const bytes = readFileSync(join(root, 'fixtures/wasm-components/greet/case.component.wasm'));
  const translation = translateComponent(bytes, 'case.component.wasm', 'case');
  if (translation.kind === 'refused') return expect.fail('it is refused');
  return compileToJs(translation.text, 'case.itl', Object.fromEntries(translation.modules), {
    helpers,
    isComponent: true,
  });
}

/** The README's: a record and a list of records, through blocks in C++. */
const people = (): string => /```js\n([\s\S]*?)```/.exec(readText(root, 'grammar/emitted.md'))?.[1] ?? '';

const compressed = (code: string): number => gzipSync(code, { level: 9 }).length;

async function shippedSize(code: string): Promise<number> {
  return compressed((await transform(code, { minify: true, format: 'esm', target: 'es2022' })).code);
}

/** Modules by name, and the helpers that they share. */
const from = (modules: Readonly<Record<string, string>>): Plugin => ({
  name: 'modules',
  setup(builder) {
    builder.onResolve({ filter: /^\./ }, ({ path }) => ({ path: path.slice(2), namespace: 'made' }));
    builder.onLoad({ filter: /./, namespace: 'made' }, ({ path }) => ({
      contents: path === 'it_glue.js' ? sharedHelpers('esm') : (modules[path] ?? ''),
    }));
  },
});

/** Of a bundle that takes `instantiate` of each, and nothing else. */
async function bundledSize(...codes: readonly string[]): Promise<number> {
  const names = codes.map((_, index) => `m${index}`);
  const imports = names.map((name) => `import { instantiate as ${name} } from './${name}';`).join('\n');
  const { outputFiles } = await build({
    stdin: { contents: `${imports}\nglobalThis.used = [${names}];`, resolveDir: root },
    plugins: [from(Object.fromEntries(names.map((name, index) => [name, codes[index] ?? ''])))],
    ...{ bundle: true, minify: true, format: 'esm', target: 'es2022', write: false },
  });
  return compressed(outputFiles[0]?.text ?? '');
}

/**
 * Two per cent above what it is. bench/NOTES.md says what it is made of. A budget goes down with the size; up it goes only for
 * what everybody gets something of.
 */
const budgets: readonly (readonly [name: string, size: () => Promise<number>, budget: number])[] = [
  ['one function of numbers', async () => shippedSize(await numbers('inline')), 2690],
  ['the workload of bench/', async () => shippedSize(await workload('inline')), 9540],
  ['a component binary with strings and lists', async () => shippedSize(await component('inline')), 6960],
  ["the README's people.js", async () => shippedSize(people()), 7520],
  ['one function of numbers, helpers shared', async () => shippedSize(await numbers('shared')), 530],
  ['the workload, helpers shared', async () => shippedSize(await workload('shared')), 2570],
  ['a component binary, helpers shared', async () => shippedSize(await component('shared')), 1354],
  ['it_glue.js', async () => shippedSize(sharedHelpers('esm')), 21990],
  ['a bundle with one function of numbers', async () => bundledSize(await numbers('inline')), 2610],
  ['the same, helpers shared', async () => bundledSize(await numbers('shared')), 2650],
  ['a bundle with the three', async () => bundledSize(...(await threeOf('inline'))), 12300],
  ['the same, helpers shared', async () => bundledSize(...(await threeOf('shared'))), 10550],
];

const threeOf = (helpers: HelperPlace): Promise<readonly string[]> =>
  Promise.all([numbers(helpers), workload(helpers), component(helpers)]);

test.each(budgets)('%s', async (_, measure, budget) => {
  const size = await measure();
  console.log(`${size} of ${budget} bytes`);
  expect(size).toBeLessThanOrEqual(budget);
});

test('the lines of people.js', () => {
  expect(people().split('\n').length).toBeLessThanOrEqual(1324);
});
