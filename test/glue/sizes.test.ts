/** What generated JavaScript takes to be shipped: bytes, minified and compressed. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';
import { expect, test } from 'vitest';
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

/** The workload that bench/ measures. */
async function workload(): Promise<string> {
  const source = readText(root, 'bench/work.itl');
  const imports = '(import "env" "cb" (func (param i32 i32) (result i32))) (import "env" "log" (func (param i32 i32)))';
  return compileToJs(source, 'work.itl', await coresOf(source, imports));
}

/** A component binary of a guest that takes and gives strings, and sums a list. */
async function component(): Promise<string> {
  const bytes = readFileSync(join(root, 'fixtures/wasm-components/greet/case.component.wasm'));
  const translation = translateComponent(bytes, 'case.component.wasm', 'case');
  if (translation.kind === 'refused') return expect.fail('it is refused');
  return compileToJs(translation.text, 'case.itl', Object.fromEntries(translation.modules));
}

/** The README's: a record and a list of records, through blocks in C++. */
const people = (): string => /```js\n([\s\S]*?)```/.exec(readText(root, 'grammar/emitted.md'))?.[1] ?? '';

async function shippedSize(code: string): Promise<number> {
  const minified = await transform(code, { minify: true, format: 'esm', target: 'es2022' });
  return gzipSync(minified.code, { level: 9 }).length;
}

/**
 * Two per cent above what it is. CONTRIBUTING.md says what it is made of. A budget goes down with the size; up it goes only for
 * what everybody gets something of.
 */
const budgets: readonly (readonly [name: string, make: () => string | Promise<string>, budget: number])[] = [
  [
    'one function of numbers',
    async () => compileToJs(isFizz, 'fizz.itl', { 'core.wasm': await assembleWat('f', fizzCore) }),
    2730,
  ],
  ['the workload of bench/', workload, 9485],
  ['a component binary with strings and lists', component, 6820],
  ["the README's people.js", people, 7570],
];

test.each(budgets)('%s', async (_, make, budget) => {
  const size = await shippedSize(await make());
  console.log(`${size} of ${budget} bytes`);
  expect(size).toBeLessThanOrEqual(budget);
});

test('the lines of people.js', () => {
  expect(people().split('\n').length).toBeLessThanOrEqual(1300);
});
