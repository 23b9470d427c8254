/** Which exports of a core module may move its stack, and which imports they may call. */
import { expect, test } from 'vitest';
import { readModule } from '../../src/core/read-module.ts';
import { assembleWat } from './assemble-wat.ts';

const pointer = '(global $sp (export "__stack_pointer") (mut i32) (i32.const 1024))';

async function readReach(fields: string) {
  const found = readModule(await assembleWat(`(module ${fields})`));
  if (found.kind === 'problem') throw new Error(found.message);
  return found.reachOf;
}

async function reachesOf(fields: string) {
  const reachOf = await readReach(fields);
  return (field: string) => {
    const reach = reachOf(field);
    return reach && (reach.imports?.map((each) => `${each.module}.${each.field}`) ?? 'anything');
  };
}

test('what sets the pointer, directly or by a call, moves the stack', async () => {
  const of = await readReach(`${pointer}
    (func $sets (export "sets") (global.set $sp (i32.const 8)))
    (func $calls (call $sets))
    (func (export "calls") (call $calls))
    (func (export "reads") (result i32) (global.get $sp))
    (global $other (mut i32) (i32.const 0))
    (func (export "other") (global.set $other (i32.const 8)))`);
  const moves = ['sets', 'calls', 'reads', 'other'].map((field) => of(field)?.movesStack);
  expect(moves).toEqual([true, true, false, false]);
});

test('imports that are called are named, wherever the call is', async () => {
  const of = await reachesOf(`
    (import "env" "one" (func $one)) (import "env" "memory" (memory 1)) (import "env" "two" (func $two (param i32)))
    ${pointer}
    (func $inner (call $two (i32.const 1)))
    (func (export "both") (call $one) (call $inner) (call $one))
    (func (export "none"))`);
  expect([of('both'), of('none')]).toEqual([['env.one', 'env.two'], []]);
});

test('calls through a table may do anything', async () => {
  const of = await reachesOf(`${pointer} (table 1 funcref) (type $t (func))
    (func (export "indirect") (call_indirect (type $t) (i32.const 0)))
    (func $loop (export "loop") (call $loop))`);
  expect([of('indirect'), of('loop')]).toEqual(['anything', []]);
});

test('code of every kind is read to its end', async () => {
  const of = await reachesOf(`${pointer} (memory 1) (table $t 2 funcref) (data $d "a") (elem $e func $f)
    (func $f (export "f") (param i32 i64 f32 f64) (result i32) (local v128 externref i64)
      (block $out (result i32)
        (loop $again (br_if $again (i32.eqz (local.get 0))))
        (br_table $out $out (i32.const 65) (i32.const 66)))
      (if (then (nop) (return (i32.const 36))))
      (drop (select (result i64) (i64.const -36) (i64.const 9) (i32.const 0)))
      (f32.store offset=36 (i32.const 0) (f32.const 36))
      (f64.store (i32.const 0) (f64.const 36))
      (drop (i32.trunc_sat_f64_s (f64.const 1)))
      (memory.fill (i32.const 36) (i32.const 0) (i32.const 1))
      (memory.copy (i32.const 36) (i32.const 0) (i32.const 1))
      (memory.init $d (i32.const 36) (i32.const 0) (i32.const 1)) (data.drop $d)
      (table.set $t (i32.const 0) (ref.func $f))
      (drop (table.grow $t (ref.null func) (i32.const 1))) (drop (table.size $t))
      (table.init $t $e (i32.const 0) (i32.const 0) (i32.const 0)) (elem.drop $e)
      (local.set 4 (i8x16.shuffle 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 (v128.const i32x4 36 36 36 36) (local.get 4)))
      (drop (i32x4.extract_lane 1 (i32x4.add (local.get 4) (v128.load (i32.const 0)))))
      (v128.store8_lane 3 (i32.const 0) (local.get 4))
      (drop (ref.is_null (local.get 5)))
      (i32.load8_u (i32.const 36)) (memory.size) (i32.add) (memory.grow) (i32.extend8_s))`);
  expect(of('f')).toEqual([]);
});

test('what sets the pointer has imports as anything else', async () => {
  const of = await readReach(`(import "env" "one" (func $one)) ${pointer}
    (func (export "both") (global.set $sp (i32.const 8)) (call $one))`);
  expect(of('both')).toMatchObject({ movesStack: true, imports: [{ module: 'env', field: 'one' }] });
});

test('where a module shows no pointer, anything may move its stack', async () => {
  const of = await readReach('(func (export "f"))');
  expect(of('f')).toEqual({ movesStack: true, imports: [], exports: ['f'], traps: 'none' });
});

test('nothing is known of what a module does not export', async () => {
  const of = await readReach(`${pointer} (func (export "f"))`);
  expect([of('g'), of('__stack_pointer')]).toEqual([undefined, undefined]);
});

test('a trap leaves nothing behind where nothing was written before', async () => {
  const of = await readReach(`(memory 1) ${pointer}
    (func $inner (param i32) (if (i32.eqz (local.get 0)) (then unreachable)))
    (func (export "adds") (result i32) (i32.add (i32.const 1) (i32.const 2)))
    (func (export "sets") (global.set $sp (i32.const 8)))
    (func (export "divides") (param i32) (result i32) (i32.div_u (i32.const 1) (local.get 0)))
    (func (export "reads all") (param i32) (loop (drop (i32.load (local.get 0))) (br_if 0 (local.get 0))))
    (func (export "stores") (param i32) (i32.store (local.get 0) (i32.load (local.get 0))))
    (func (export "stores twice") (param i32) (i32.store (local.get 0) (i32.const 1)) (i32.store offset=4 (local.get 0) (i32.const 1)))
    (func (export "divides, then stores") (param i32) (i32.store (i32.const 0) (i32.div_u (i32.const 1) (local.get 0))))
    (func (export "asks, then stores") (param i32) (call $inner (local.get 0)) (i32.store (i32.const 0) (i32.const 1)))
    (func (export "stores, then divides") (param i32) (i32.store (i32.const 0) (i32.const 1)) (drop (i32.div_u (i32.const 1) (local.get 0))))
    (func (export "fills") (param i32) (loop (i32.store (local.get 0) (i32.const 1)) (br_if 0 (local.get 0))))
    (func (export "copies") (memory.copy (i32.const 0) (i32.const 1) (i32.const 2)) (memory.copy (i32.const 0) (i32.const 1) (i32.const 2)))`);
  const traps = (...fields: string[]) => fields.map((field) => of(field)?.traps);
  expect(traps('adds', 'sets')).toEqual(['none', 'none']);
  expect(traps('divides', 'reads all', 'stores', 'stores twice', 'divides, then stores')).toEqual(
    Array(5).fill('whole'),
  );
  // In which order what is called writes and traps, nobody looks.
  expect(traps('asks, then stores', 'stores, then divides', 'fills', 'copies')).toEqual(Array(4).fill('halfway'));
});
