/** Flags and characters, which have code of their own for the usual case. */
import { describe, expect, test } from 'vitest';
import { targets } from '../harness/targets.ts';
import { start, thrownBy } from './every-target.ts';

const names = Array.from({ length: 32 }, (_, index) => `f${index}`);
const itl = `
(types (flags Perms read write run) (flags Many ${names.join(' ')}) (record Holder (perms Perms) (mark char)))
(export
  (func _ "perms" (param $x Perms) (result Perms) (lift-flags Perms (lower-flags Perms (local $x))))
  (func _ "bits" (param $x Perms) (result u32) (as u32 (lower-flags Perms (local $x))))
  (func _ "many" (param $x Many) (result u32) (as u32 (lower-flags Many (local $x))))
  (func _ "lifted" (param $x u32) (result Many) (lift-flags Many (as i32 (local $x))))
  (func _ "holder" (param $x Holder) (result Holder) (local $x))
  (func _ "char" (param $x char) (result char) (local $x))
  (func _ "chars" (param $x (array char)) (result (array char)) (local $x))
  (func _ "maybe" (param $x (option char)) (result (option char)) (local $x))
  (func _ "nested" (param $x (option (option s32))) (result (option (option s32))) (local $x)))`;

describe.each(targets)('target %s', async (target) => {
  const call = await start(target, itl);

  test('flags', () => {
    expect(call.perms?.({ read: true, write: false, run: true })).toStrictEqual({
      read: true,
      write: false,
      run: true,
    });
    expect(call.perms?.({ write: true })).toStrictEqual({ read: false, write: true, run: false });
    expect(call.bits?.({ read: true, write: false, run: true })).toBe(5);
    expect(call.bits?.(Object.create({ read: true, write: true, run: false }))).toBe(3);
    for (let index = 0; index < 32; index++) {
      const bits = (2 ** index) | 1;
      expect(call.many?.(call.lifted?.(bits >>> 0))).toBe(bits >>> 0);
    }
    expect(call.many?.(call.lifted?.(0xffffffff))).toBe(0xffffffff);
  });

  test('flags that are wrong', () => {
    const all = { read: true, write: true, run: true };
    expect(thrownBy(() => call.bits?.({ ...all, exec: true })).message).toBe(
      "bits: parameter 'x' has no flag 'exec', only 'read', 'write', 'run'",
    );
    expect(thrownBy(() => call.bits?.({ ...all, run: 1 })).message).toBe(
      "bits: parameter 'x.run' must be a boolean, got 1",
    );
    expect(thrownBy(() => call.bits?.(null)).message).toBe(
      "bits: parameter 'x' must be an object of booleans (Perms), got null",
    );
  });

  test('characters', () => {
    for (const mark of ['a', '\0', 'é', '\ud7ff', '\ue000', '\uffff', '\u{10000}', '🍕', '\u{10ffff}']) {
      expect(call.char?.(mark)).toBe(mark);
      expect(call.chars?.([mark, mark])).toEqual([mark, mark]);
      expect(call.maybe?.(mark)).toBe(mark);
      const perms = { read: true, write: false, run: true };
      expect(call.holder?.({ perms, mark })).toEqual({ perms, mark });
    }
    for (const wrong of ['', 'ab', '\ud83c', '\udf55', 'a🍕', '🍕a', '\ud83ca', 7, null, ['a']]) {
      expect(thrownBy(() => call.char?.(wrong)).message).toMatch(
        /^char: parameter 'x' must be a string of one character, got /,
      );
    }
  });

  test('an option in an option', () => {
    for (const value of [{ tag: 'none' }, { tag: 'some', val: 7 }, { tag: 'some', val: undefined }])
      expect(call.nested?.(value)).toEqual(value);
    expect(thrownBy(() => call.nested?.({ tag: 'some', val: 'x' })).message).toBe(
      "nested: parameter 'x.val' must be a number, got 'x'",
    );
  });
});
