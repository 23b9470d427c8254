/** Lengths of arrays that nothing but a number says. */
import { describe, expect, test } from 'vitest';
import { targets } from '../harness/targets.ts';
import { start, thrownBy } from './every-target.ts';

const itl = `
(types (record Point (x s32)))
(module core "core.wasm")
(export
  (func _ "strings" (param $n s32) (result (array string)) (lift-array string 12 0 (as i32 (local $n)) $at "x"))
  (func _ "bytes" (param $n s32) (result (array u8)) (lift-array u8 12 0 (as i32 (local $n)) $at 1))
  (func _ "flags" (param $n s32) (result (array bool)) (lift-array bool 1 0 (as i32 (local $n)) $at (load bool core "memory" (local $at))))
  (func _ "points" (param $n s32) (result (array Point))
    (lift-array Point 4 0 (as i32 (local $n)) $at (make-record Point (field x (load s32 core "memory" (local $at)))))))`;
/** The memory has room for all of them. */
const wat = '(module (memory (export "memory") 65536))';

describe.each(targets)('target %s', (target) => {
  test.each([
    ['strings', -1, 4294967295],
    ['strings', 2 ** 29, 2 ** 29],
    ['strings', 2 ** 25 + 1, 2 ** 25 + 1],
    ['bytes', -1, 4294967295],
    ['flags', -1, 4294967295],
    ['flags', 2 ** 29, 2 ** 29],
    ['points', 2 ** 29, 2 ** 29],
  ])('%s of length %d are refused', async (name, length, shown) => {
    const { [name]: call } = await start(target, itl, { wat });
    const error = thrownBy(() => call?.(length));
    expect(error).toBeInstanceOf(RangeError);
    expect(`${error.name}: ${error.message}`).toBe(`ItlRangeError: no room for an array of ${shown} elements`);
  });

  test('what is large has room', async () => {
    const { strings, bytes } = await start(target, itl, { wat });
    expect(strings?.(100_000)).toHaveLength(100_000);
    expect(bytes?.(100_000)).toHaveLength(100_000);
  });
});
