/** C function pointers that are called, in components that make none of their own. */
import { describe, expect, test } from 'vitest';
import { targets } from '../harness/targets.ts';
import { start, thrownBy } from './every-target.ts';

const itl = `
(module core "core.wasm")
(export
  (func _ "sum" (param $at u32) (result s32)
    (as s32 (call-funcptr core "table" iii (as i32 (local $at)) 1 2))))`;

const wat = `(module
  (table (export "table") 4 funcref)
  (elem (i32.const 1) $sum)
  (func $sum (param i32 i32) (result i32) (i32.add (local.get 0) (local.get 1))))`;

describe.each(targets)('target %s', (target) => {
  test('an empty slot, and one that is not there, are told by their number', async () => {
    const { sum } = await start(target, itl, { wat });
    expect(sum?.(1)).toBe(3);
    for (const at of [0, 4, 2 ** 32 - 1]) {
      const { name, message } = thrownBy(() => sum?.(at));
      expect(`${name}: ${message}`).toBe(`ItlRangeError: no function at ${at} in 'table' of 'core.wasm'`);
    }
  });
});
