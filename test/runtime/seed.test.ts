import { expect, test } from 'vitest';
import { instantiate } from '../../runtime/it_loader.ts';
import { adapter, assemble, core, func } from './adapter.ts';

const seedImports = `
  (import "_it_runtime" "string_len" (func $_it_string_len (param externref) (result i32)))
  (import "_it_runtime" "mem_to_string" (func $_it_mem_to_string (param externref i32 i32 i32) (result externref)))
  (import "_it_runtime" "string_to_mem" (func $_it_string_to_mem (param externref i32 externref i32)))
  (import "_it_runtime" "load_wasm" (func $_it_load_wasm (param i32) (result externref)))
  (import "_it_runtime" "set_table_func" (func $_it_set_table_func (param i32 externref i32)))
  (import "_it_runtime" "ref_to_i32" (func $ref_to_i32 (param externref) (result i32)))
  (import "_it_runtime" "i32_to_ref" (func $i32_to_ref (param i32) (result externref)))`;

const seedBody = `
  (global $wasm (mut i32) (i32.const 0))
  (func $isFizz (param i32) (result i32) (call_indirect (param i32) (result i32) (local.get 0) (i32.const 0)))
  (func $fizzStr (result i32) (call_indirect (result i32) (i32.const 1)))
  (func $strlen (param i32) (result i32) (call_indirect (param i32) (result i32) (local.get 0) (i32.const 2)))
  (func (export "isFizz") (param i32) (result i32) (i32.ne (call $isFizz (local.get 0)) (i32.const 0)))
  (func (export "fizzStr") (result externref) (local i32)
    (local.set 0 (call $fizzStr))
    (call $_it_mem_to_string (call $i32_to_ref (global.get $wasm)) (i32.const 0) (local.get 0) (call $strlen (local.get 0))))
  (func (export "_it_init")
    (global.set $wasm (call $ref_to_i32 (call $_it_load_wasm (i32.const 7))))
    (call $_it_set_table_func (i32.const 0) (call $i32_to_ref (global.get $wasm)) (i32.const 21))
    (call $_it_set_table_func (i32.const 1) (call $i32_to_ref (global.get $wasm)) (i32.const 28))
    (call $_it_set_table_func (i32.const 2) (call $i32_to_ref (global.get $wasm)) (i32.const 36)))`;

const fizzCore = assemble(`(module
  (memory (export "memory") 1)
  (data (i32.const 1024) "Fizz\\00")
  (func (export "isFizz") (param i32) (result i32) (i32.eqz (i32.rem_s (local.get 0) (i32.const 3))))
  (func (export "fizzStr") (result i32) (i32.const 1024))
  (func (export "strlen") (param i32) (result i32) (local i32)
    (local.set 1 (local.get 0))
    (block (loop
      (br_if 1 (i32.eqz (i32.load8_u (local.get 1))))
      (local.set 1 (i32.add (local.get 1) (i32.const 1)))
      (br 0)))
    (i32.sub (local.get 1) (local.get 0))))`);

const fizzAdapter = adapter({
  imports: seedImports,
  body: seedBody,
  literals: { 0: 'memory', 7: 'out/fizz.wasm', 21: 'isFizz', 28: 'fizzStr', 36: 'strlen' },
  section: {
    name: 'fizz',
    modules: [core('out/fizz.wasm')],
    exports: { isFizz: func(['s32'], ['u1']), fizzStr: func([], ['string']) },
  },
});

interface Fizz {
  isFizz(number: number): number;
  fizzStr(): string;
}

const instantiateFizz = (): Promise<Fizz> =>
  instantiate<Fizz>(fizzAdapter, {}, { modules: { 'out/fizz.wasm': fizzCore } });

test("the seed's example runs", async () => {
  const fizz = await instantiateFizz();
  expect(fizz.fizzStr()).toBe('Fizz');
  expect([1, 2, 3, 4, 5, 6].map(fizz.isFizz)).toEqual([0, 0, 1, 0, 0, 1]);
});

test('the result is a frozen object of the exports only, each with its name', async () => {
  const fizz = await instantiateFizz();
  expect(Object.isFrozen(fizz)).toBe(true);
  expect(Object.keys(fizz)).toEqual(['isFizz', 'fizzStr']);
  expect(fizz.isFizz.name).toBe('isFizz');
});

test('wrong arguments are found before the adapter runs', async () => {
  const { isFizz } = (await instantiateFizz()) as { isFizz: (...args: unknown[]) => unknown };
  expect(() => isFizz('3')).toThrow("isFizz: parameter 'a' must be a number, got '3'");
  expect(() => isFizz('3')).toThrow(TypeError);
  expect(() => isFizz(1.5)).toThrow(RangeError);
  expect(() => isFizz(2 ** 31)).toThrow(
    "isFizz: parameter 'a' must be an integer from -2147483648 to 2147483647 (s32), got 2147483648",
  );
  expect(() => isFizz()).toThrow("isFizz: parameter 'a' must be a number, got undefined");
  expect(isFizz(-0)).toBe(1);
});
