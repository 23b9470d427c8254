/** Arrays that change while a call is under way: what goes in is what was there when it was checked, each item read once. */
import { describe, expect, test } from 'vitest';
import { targets } from '../harness/targets.ts';
import { type Loose, start } from './every-target.ts';

const lower = (name: string, type: string, size: number): string => `
    (let $${name}-count (as i32 (array-len (local $${name}))))
    (let $${name}-at (call alloc (* (local $${name}-count) ${size})))
    (let $_${name} (lower-array ${type} ${size} (local $${name}-at) (local $${name}) $p $v (store ${type} core "memory" (local $p) (local $v))))`;

const lifted = (name: string, type: string, size: number): string =>
  `(lift-array ${type} ${size} (local $${name}-at) (local $${name}-count) $p (load ${type} core "memory" (local $p)))`;

const itl = `
(import "host" (func meanwhile "meanwhile"))
(module core "core.wasm"
  (import "env" (func adapted "meanwhile" (call meanwhile)))
  (func alloc "alloc" (param i32) (result i32))
  (func quiet "quiet" (param i32) (result i32))
  (func odd "odd" (param i32) (result i32)))
(export
  (func _ "one" (param $a (array s32)) (result (array s32)) ${lower('a', 's32', 4)} ${lifted('a', 's32', 4)})
  (func _ "two" (param $a (array s32)) (param $b (array s32)) (result (array s32))
    ${lower('a', 's32', 4)} ${lower('b', 's32', 4)} ${lifted('a', 's32', 4)})
  (func _ "floats" (param $a (array f32)) (param $b (array s32)) (result (array f32))
    ${lower('a', 'f32', 4)} ${lower('b', 's32', 4)} ${lifted('a', 'f32', 4)})
  (func _ "odd" (param $a (array u16)) (result (array u16))
    (let $count (as i32 (array-len (local $a))))
    (let $at (call odd (local $count)))
    (let $_end (lower-array u16 2 (local $at) (local $a) $p $v (store u16 core "memory" (local $p) (local $v))))
    (lift-array u16 2 (local $at) (local $count) $p (load u16 core "memory" (local $p))))
  (func _ "quiet" (param $a (array s32)) (param $n (option s32)) (param $t (option string)) (result (array s32))
    ${lower('a', 's32', 4).replace('call alloc', 'call quiet')} ${lifted('a', 's32', 4)})
  (func _ "twice" (param $a (array s32)) (param $b (array s32)) (result (array s32))
    ${lower('a', 's32', 4)} ${lower('b', 's32', 4)}
    (let $_again (lower-array s32 4 (local $a-at) (local $a) $p $v (store s32 core "memory" (local $p) (local $v))))
    ${lifted('a', 's32', 4)}))`;

/** Whoever asks for memory makes JavaScript run. `odd` gives an address that is no multiple of an element's size. */
const wat = `(module
  (import "env" "meanwhile" (func $meanwhile))
  (memory (export "memory") 1)
  (global $top (mut i32) (i32.const 1024))
  (func (export "alloc") (param i32) (result i32)
    (call $meanwhile)
    (global.get $top)
    (global.set $top (i32.add (global.get $top) (local.get 0))))
  (func (export "quiet") (param i32) (result i32) (i32.const 4096))
  (func (export "odd") (param i32) (result i32) (call $meanwhile) (i32.const 8193)))`;

const lengths = [1, 3, 31, 32, 33, 100];
const numbers = (length: number): number[] => Array.from({ length }, (_, index) => index + 1);

const changes: [string, (values: unknown[]) => unknown][] = [
  ['another number', (values) => values.fill(100)],
  ['a number out of range', (values) => values.fill(2 ** 33 + 5)],
  ['a text', (values) => values.fill('evil')],
  [
    'nothing',
    (values) => {
      values.length = 0;
    },
  ],
  ['more', (values) => values.push(7, 8)],
];

function resultOf(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return String(error);
  }
}

describe.each(targets)('target %s', async (target) => {
  let meanwhile = (): unknown => undefined;
  const call: Loose = await start(target, itl, { wat, imports: { host: { meanwhile: () => void meanwhile() } } });

  /** With an array that changes once, while the next argument is checked. */
  const withNext = (name: string, values: unknown[], change: (values: unknown[]) => unknown): unknown =>
    call[name]?.(values, {
      *[Symbol.iterator]() {
        change(values);
        yield 9;
      },
    });

  describe.each(lengths)('an array of %i', (length) => {
    test.each(changes)('that becomes %s while the next argument is checked', (_, change) => {
      meanwhile = () => undefined;
      const expected = numbers(length);
      for (const name of ['two', 'twice'])
        expect(withNext(name, numbers(length), change)).toEqual(Int32Array.from(expected));
      expect(withNext('floats', numbers(length), change)).toEqual(Float32Array.from(expected));
    });

    test.each(changes)('that becomes %s while the core module asks for memory', (_, change) => {
      const values: unknown[] = numbers(length);
      meanwhile = () => change(values);
      expect(call.one?.(values)).toEqual(Int32Array.from(numbers(length)));
      const others: unknown[] = numbers(length);
      meanwhile = () => change(others);
      expect(call.odd?.(others)).toEqual(Uint16Array.from(numbers(length)));
    });

    test('whose getters are asked once, one after the other', () => {
      meanwhile = () => undefined;
      const asked: number[] = [];
      const values: number[] = numbers(length);
      for (const index of values.keys()) {
        Object.defineProperty(values, index, {
          get: () => {
            asked.push(index);
            return asked.length;
          },
        });
      }
      expect(call.one?.(values)).toEqual(Int32Array.from(numbers(length)));
      expect(asked).toEqual([...numbers(length).keys()]);
    });

    test('that calls the same export while it is checked', () => {
      meanwhile = () => undefined;
      const inner = numbers(length).map((value) => -value);
      const outer = Object.defineProperty(numbers(length), 0, {
        get: () => {
          expect(call.one?.(inner)).toEqual(Int32Array.from(inner));
          return 1;
        },
      });
      expect(call.one?.(outer)).toEqual(Int32Array.from(numbers(length)));
    });
  });

  describe.each(lengths)('an array of %i, where only its own getters can run', (length) => {
    test.each<[string, unknown]>([
      ['a number out of range', 2 ** 33 + 5],
      ['a text', 'evil'],
    ])('goes in as it was checked, or not at all, when it becomes %s', (_, other) => {
      const values: unknown[] = numbers(length);
      let asked = 0;
      Object.defineProperty(values, length - 1, { get: () => (asked++ === 0 ? length : other) });
      const result = resultOf(() => call.quiet?.(values));
      const expected = [Int32Array.from(numbers(length)), 'ItlTypeError: an array was changed while it was in use'];
      expect(expected).toContainEqual(result);
    });

    test('goes in with what stands behind it', () => {
      expect(call.quiet?.(numbers(length), 7, 'text')).toEqual(Int32Array.from(numbers(length)));
    });
  });
});
