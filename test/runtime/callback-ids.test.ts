/** Ids of callbacks: each is given out once, whatever becomes of its place in the table. */
import { expect, test } from 'vitest';
import { instantiate } from '../../runtime/it_loader.ts';
import { supportsDirect } from '../../runtime/loader/direct.ts';
import { assembleWat } from '../harness/assemble-core.ts';
import { compileText } from '../harness/compile-fixture.ts';

const itl = `(module lib "core.wasm"
  (import "env" (relay ip))
  (func call "call" (param i32) (result i32)))
(func give (param $n s32) (result i32) (as i32 (local $n)))
(export
  (func _ "keep" (param $n s32) (result u32) (as u32 (lower-func ip give (local $n))))
  (func _ "free" (param $id u32) (free-func (as i32 (local $id))))
  (func _ "round" (param $n s32) (result u32)
    (let $id (lower-func ip give (local $n)))
    (free-func (local $id))
    (as u32 (local $id)))
  (func _ "call" (param $id u32) (result s32) (as s32 (call call (as i32 (local $id))))))`;

const core = `(module (import "env" "ip" (func $ip (param i32) (result i32)))
  (func (export "call") (param i32) (result i32) (call $ip (local.get 0))))`;

interface Ids {
  readonly keep: (n: number) => number;
  readonly free: (id: number) => void;
  /** Makes an id and releases it. */
  readonly round: (n: number) => number;
  readonly call: (id: number) => number;
}

async function start(target: 'table' | 'direct'): Promise<Ids> {
  const [{ wasm }, bytes] = await Promise.all([compileText(itl, 'case.itl', { target }), assembleWat('core', core)]);
  return instantiate<Ids>(new Uint8Array(wasm), {}, { modules: { 'core.wasm': new Uint8Array(bytes) } });
}

/** Callbacks that one place serves, and places that there are. */
const lives = 16_382;
const places = 262_144;

const targets = supportsDirect() ? (['table', 'direct'] as const) : (['table'] as const);

test.each(targets)('no id comes back, however many there were: %s', async (target) => {
  const { keep, free, round, call } = await start(target);
  const [first, lasting] = [keep(1), keep(2)];
  free(first);
  // More than the places have lives that the table begins with.
  const count = 64 * lives + 1_000;
  const ids = new Uint32Array(count).map((_, n) => round(n)).sort();
  expect(ids.findIndex((id, index) => id === ids[index - 1])).toBe(-1);
  expect([0, first, lasting].filter((id) => ids.includes(id))).toEqual([]);
  expect(call(lasting)).toBe(2);
  for (const id of [first, round(3)]) expect(() => call(id)).toThrow(`callback ${id} of 'ip' was released`);
  const last = keep(4);
  expect([ids.includes(last), call(last)]).toEqual([false, 4]);
});

test.each(targets)('a place that is used up serves no more: %s', async (target) => {
  const { keep, free, round, call } = await start(target);
  const live = Array.from({ length: places - 1 }, (_, n) => keep(n));
  expect(new Set(live).size).toBe(places - 1);
  const rounds = Array.from({ length: lives }, (_, n) => round(n));
  expect(new Set([...live, ...rounds]).size).toBe(places - 1 + lives);
  const full = `no more callbacks fit: all ${places} places are taken or used up`;
  for (const make of [keep, round]) {
    expect(() => make(1)).toThrow(expect.objectContaining({ name: 'ItlRangeError', message: full }));
  }
  for (const id of rounds.slice(-2)) expect(() => call(id)).toThrow(`callback ${id} of 'ip' was released`);
  free(live[5] as number);
  const again = keep(7);
  expect([call(again), call(live[6] as number), call(live.at(-1) as number)]).toEqual([7, 6, places - 2]);
});
