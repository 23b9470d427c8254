/** Strings, arrays, records and variants of every size on their way in and out: the targets agree. */
import { describe, expect, test } from 'vitest';
import { assembleWat } from '../harness/assemble-core.ts';
import { componentOf, type Target, targets } from '../harness/targets.ts';

const source = `(types
  (record Mixed (a u8) (b s64) (c bool) (d f64) (e u32) (f u64) (g f32) (h s16))
  (record Pair (x f32) (y f32))
  (variant Shape none (num s64) (text string) (pair Pair) (both (tuple s32 s32))))
(import "host" (func pause "pause"))
(module core "core.wasm"
  (func at "at" (param i32) (result i32))
  (func fresh "fresh" (result i32)))
(func pair-at (param $at i32) (result Pair)
  (make-record Pair
    (field y (load f32 core "memory" (+ (local $at) 4)))
    (field x (load f32 core "memory" (local $at)))))
(func put (param $text string) (param $at i32) (result i32)
  (let $size (string-len (local $text)))
  (string-to-mem core "memory" (local $text) (local $at))
  (+ (local $at) (local $size)))
(func put-shape (param $shape Shape) (param $at i32) (result i32)
  (match (local $shape)
    (case none (local $at))
    (case num $n (call put "number" (local $at)))
    (case text $text (call put (local $text) (call put "text " (local $at))))
    (case pair $p (store f32 core "memory" (local $at) (read-field Pair x (local $p))) (+ (local $at) 4))
    (case both $b (local $at))))
(export
  (func _ "shapes" (param $a Shape) (param $b Shape) (param $c string) (result string)
    (let $at (call fresh))
    (let $end
      (call put (local $c)
        (call put-shape (local $b)
          (call put ", "
            (call put-shape (local $a) (call put (local $c) (local $at)))))))
    (mem-to-string core "memory" (local $at) (- (local $end) (local $at))))
  (func _ "join" (param $a string) (param $b string) (result string)
    (let $first (string-len (local $a)))
    (let $second (string-len (local $b)))
    (let $at (call fresh))
    (call pause)
    (string-to-mem core "memory" (local $a) (local $at))
    (call pause)
    (string-to-mem core "memory" (local $b) (+ (local $at) (local $first)))
    (mem-to-string core "memory" (local $at) (+ (local $first) (local $second))))
  (func _ "echo" (param $values (array f64)) (result (array f64))
    (let $count (array-len (local $values)))
    (let $at (call fresh))
    (call pause)
    (lower-array f64 8 (local $at) (local $values) $p $value (store f64 core "memory" (local $p) (local $value)))
    (lift-array f64 8 (local $at) (local $count) $p (load f64 core "memory" (local $p))))
  (func _ "bytes" (param $values (array u8)) (param $at u32)
    (let $_ (array-len (local $values)))
    (lower-array u8 1 (as i32 (local $at)) (local $values) $p $value (store u8 core "memory" (local $p) (local $value))))
  (func _ "text" (param $text string) (param $at u32)
    (string-to-mem core "memory" (local $text) (as i32 (local $at))))
  (func _ "mixed" (param $n s32) (result Mixed)
    (let $wide (as s64 (local $n)))
    (make-record Mixed
      (field a (as u8 (local $n))) (field b (local $wide)) (field c (as bool (& (local $n) 1)))
      (field d (/ (as f64 (local $n)) 2.0)) (field e (as u32 (local $n))) (field f (as u64 (local $wide)))
      (field g 0.5) (field h (as s16 (local $n)))))
  (func _ "pair" (param $x f32) (result Pair)
    (store f32 core "memory" (call at 0) (local $x))
    (store f32 core "memory" (call at 4) (+ (local $x) 1.0))
    (call pair-at (call at 0)))
  (func _ "shape" (param $shape Shape) (result Shape)
    (match (local $shape)
      (case none (make-variant Shape none))
      (case num $n (if (> (local $n) 100) (make-variant Shape num 100) (make-variant Shape num (local $n))))
      (case text $text
        (let $size (string-len (local $text)))
        (string-to-mem core "memory" (local $text) (call at 0))
        (make-variant Shape text (mem-to-string core "memory" (call at 0) (local $size))))
      (case pair $p
        (store f32 core "memory" (call at 0) (read-field Pair y (local $p)))
        (store f32 core "memory" (call at 4) (read-field Pair x (local $p)))
        (make-variant Shape pair (call pair-at (call at 0))))
      (case both $b (make-variant Shape both (local $b))))))`;

const size = 48 << 16;

/** `fresh` gives eight places in turn, so that calls inside of calls do not write to the same one. */
const core = `(module (memory (export "memory") 48) (global $place (mut i32) (i32.const 0))
  (func (export "at") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1024)))
  (func (export "fresh") (result i32)
    (global.set $place (i32.and (i32.add (global.get $place) (i32.const 0x40000)) (i32.const 0x1fffff)))
    (global.get $place)))`;

interface Running {
  readonly shapes: (a: object, b: object, c: string) => string;
  readonly join: (a: string, b: string) => string;
  readonly echo: (values: ArrayLike<number>) => Float64Array;
  readonly bytes: (values: ArrayLike<number>, at: number) => void;
  readonly text: (text: string, at: number) => void;
  readonly mixed: (n: number) => object;
  readonly pair: (x: number) => object;
  readonly shape: (shape: object) => object;
}

async function run(target: Target, pause: () => void = () => {}): Promise<Running> {
  const [component, bytes] = await Promise.all([componentOf({ target }, source), assembleWat('core', core)]);
  return (await component({ host: { pause } }, { modules: { 'core.wasm': bytes } })) as Running;
}

const messageOf = (call: () => unknown): string => {
  try {
    return `gave ${JSON.stringify(call())}`;
  } catch (error) {
    return String(error);
  }
};

describe.each(targets)('%s', (target) => {
  test.each([
    ['', ''],
    ['a', 'bc'],
    ['x'.repeat(15), 'y'.repeat(16)],
    ['x'.repeat(20), 'é'],
    ['Съешь ещё', '🥐\ud800'],
    ['a'.repeat(65_536), 'b'.repeat(65_536)],
    ['é'.repeat(30_000), 'a'.repeat(10_000)],
    ['€'.repeat(40_000), '€'.repeat(70_000)],
  ])('strings', async (a, b) => {
    const { join } = await run(target);
    expect(join(a, b)).toBe((a + b).replace('\ud800', '\ufffd'));
  });

  test('a call inside of a call leaves the arguments of the outer one alone', async () => {
    let depth = 0;
    const inner: unknown[] = [];
    const component = await run(target, () => {
      if (depth > 0) return;
      depth++;
      inner.push(component.join(`inner ${depth}`, 'ё'.repeat(depth)), ...component.echo([depth, -0]));
      depth--;
    });
    expect(component.join('outer and longer than that', 'short')).toBe('outer and longer than thatshort');
    expect([...component.echo([1.5, 2.5, Number.NaN])]).toEqual([1.5, 2.5, Number.NaN]);
    expect(inner.slice(0, 3)).toEqual(['inner 1ё', 1, -0]);
  });

  test('arrays: empty, plain, typed, large', async () => {
    const { echo } = await run(target);
    const large = Array.from({ length: 20_000 }, (_, index) => index / 4);
    for (const values of [[], [1], large, Float64Array.of(0.5, -1), Float64Array.from(large), new Float64Array(0)]) {
      expect([...echo(values)]).toEqual([...values]);
    }
  });

  test('an array whose getters call, throw or give what is none', async () => {
    const { echo, join } = await run(target);
    const withGetter = (get: () => unknown): number[] => Object.defineProperty([1, 2, 3], 1, { get }) as number[];
    expect([...echo(withGetter(() => echo([7, 8, 9, 10])[3]))]).toEqual([1, 10, 3]);
    expect([...echo(withGetter(() => join('a', 'b').length))]).toEqual([1, 2, 3]);
    const failing = withGetter(() => {
      throw new Error('no');
    });
    expect(() => echo(failing)).toThrow(/^no$/);
    expect(() => echo(withGetter(() => '2'))).toThrow("echo: parameter 'values[1]' must be a number, got '2'");
    expect([...echo([4, 5])]).toEqual([4, 5]);
  });

  test('results', async () => {
    const { mixed, pair, shape } = await run(target);
    expect(mixed(-3)).toEqual({
      a: 253,
      b: -3n,
      c: true,
      d: -1.5,
      e: 4_294_967_293,
      f: 18_446_744_073_709_551_613n,
      g: 0.5,
      h: -3,
    });
    expect(pair(2)).toEqual({ x: 2, y: 3 });
    const shapes = [
      [{ tag: 'none' }, { tag: 'none' }],
      [
        { tag: 'num', val: -5n },
        { tag: 'num', val: -5n },
      ],
      [
        { tag: 'num', val: 500n },
        { tag: 'num', val: 100n },
      ],
      [
        { tag: 'text', val: 'Съешь' },
        { tag: 'text', val: 'Съешь' },
      ],
      [
        { tag: 'text', val: '' },
        { tag: 'text', val: '' },
      ],
      [
        { tag: 'pair', val: { x: 1, y: 2 } },
        { tag: 'pair', val: { x: 2, y: 1 } },
      ],
      [
        { tag: 'both', val: [1, 2] },
        { tag: 'both', val: [1, 2] },
      ],
    ] as const;
    for (const [given, expected] of shapes) expect(shape(given)).toEqual(expected);
    expect(messageOf(() => shape({ tag: 'text', val: 1 }))).toBe(
      "ItlTypeError: shape: parameter 'shape.val' must be a string, got 1",
    );
  });

  test('functions that take apart what they are handed, more than once', async () => {
    const { shapes } = await run(target);
    const text = (val: string) => ({ tag: 'text', val });
    expect(shapes(text('one'), text('a second, longer one: ё'), '|')).toBe('|text one, text a second, longer one: ё|');
    expect(shapes({ tag: 'num', val: 1n }, { tag: 'none' }, 'ё')).toBe('ёnumber, ё');
    expect(shapes({ tag: 'none' }, { tag: 'pair', val: { x: 1.5, y: 0 } }, '')).toBe(', \0\0\ufffd?');
  });

  test('a pointer outside of the memory', async () => {
    const { bytes, text } = await run(target);
    const outside = (at: number, length: number): string =>
      `ItlRangeError: pointer ${at} with length ${length} is outside memory 'memory' of module 'core.wasm' (${size} bytes)`;
    expect(messageOf(() => text('four', size - 3))).toBe(outside(size - 3, 4));
    expect(messageOf(() => text('é'.repeat(40), 4_294_967_295))).toBe(outside(4_294_967_295, 80));
    expect(messageOf(() => bytes([1, 2], size - 1))).toBe(outside(size - 1, 2));
    expect(messageOf(() => bytes(Uint8Array.of(1, 2), size - 1))).toBe(outside(size - 1, 2));
    expect(messageOf(() => text('four', size - 4))).toBe('gave undefined');
    expect(messageOf(() => bytes([1, 2], size - 2))).toBe('gave undefined');
  });
});
