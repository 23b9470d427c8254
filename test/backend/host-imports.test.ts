/** Adapters import what they call, the original ABI's functions first. */
import { expect, test } from 'vitest';
import { assembleWat } from '../harness/assemble-core.ts';
import { compileText, compileWithCores } from '../harness/compile-fixture.ts';

const importsIn = (wat: string): readonly string[] =>
  [...wat.matchAll(/\(import "_it_runtime" "([^"]+)"/g)].map(([, name = '']) => name);

test('nothing where values alone are looked at', async () => {
  const { wat } = await compileText(`(types (variant Shape (circle f64) none))
(export (func _ "area" (param $shape Shape) (result f64)
  (match (local $shape) (case circle $r (local $r)) (case none (as f64 0)))))`);
  expect(importsIn(wat)).toEqual(['variant_tag:circle,none', 'variant_val:f64']);
});

test('what opens core modules, where there are some', async () => {
  const core = await assembleWat('core', '(module (func (export "add") (param i32) (result i32) (local.get 0)))');
  const { wat } = await compileWithCores(
    `(module core "core.wasm" (func add "add" (param i32) (result i32)))
(import "console" (func log "log" (param string)))
(export (func _ "add" (param $n s32) (result s32) (call log "hello") (as s32 (call add (as i32 (local $n))))))`,
    'case.itl',
    { 'core.wasm': core },
  );
  expect(importsIn(wat)).toEqual(['load_wasm', 'set_table_func', 'ref_to_i32', 'i32_to_ref', 'literal']);
});
