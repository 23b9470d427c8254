/** A core module that was built again since itlc has read it: generated JavaScript says so before it calls. */
import { beforeAll, expect, test } from 'vitest';
import { compileToJs } from '../harness/compile-fixture.ts';
import { type GeneratedModule, importGenerated } from '../harness/generated-module.ts';
import { assemble } from '../runtime/adapter.ts';

const source = `(module core "core.wasm"
  (func first "first" (result i32))
  (func second "second" (param i32 f64) (result i64)))
(export
  (func _ "first" (result s32) (as s32 (call first)))
  (func _ "second" (param $x s32) (result s64) (as s64 (call second (as i32 (local $x)) 1.5))))`;

const first = '(func (export "first") (result i32) (i32.const 42))';
const core = (second: string): Uint8Array => assemble(`(module ${first} ${second})`);
const right = '(func (export "second") (param i32 f64) (result i64) (i64.const 7))';

let generated: GeneratedModule;
beforeAll(async () => {
  generated = await importGenerated(await compileToJs(source, 'case.itl', { 'core.wasm': core(right) }));
});

const linked = (bytes: Uint8Array) => generated.instantiateSync({}, { modules: { 'core.wasm': bytes } });

test('the one it has read is fine', () => {
  expect(linked(core(right)).second?.(1)).toBe(7n);
});

test.each([
  ['another parameter', '(func (export "second") (param i32 f32) (result i64) (i64.const 7))'],
  ['a parameter less', '(func (export "second") (param i32) (result i64) (i64.const 7))'],
  ['another result', '(func (export "second") (param i32 f64) (result i32) (i32.const 7))'],
])('%s', (_, second) => {
  expect(() => linked(core(second))).toThrow(
    expect.objectContaining({
      code: 'ITL_LINK',
      message: "core module 'core.wasm' exports 'second' with another type than itlc read: has it changed since?",
    }),
  );
});

test('an object of exports may hold functions of JavaScript', () => {
  const modules = { 'core.wasm': { first: () => 1, second: () => 2n } };
  expect(generated.instantiateSync({}, { modules }).second?.(1)).toBe(2n);
});
