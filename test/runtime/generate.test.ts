/** Code made for one type, and what runs where that is not allowed. */
import { afterEach, expect, test, vi } from 'vitest';
import { assembleWat } from '../harness/assemble-core.ts';
import { compileText } from '../harness/compile-fixture.ts';

const source = `(types
  (record Point (x f32) (y f32)) (enum Color red green) (variant Shape none (num f32) (text string) (pt Point)))
(module core "core.wasm" (func next "next" (param i32) (result i32)))
(export
  (func _ "sum" (param $p Point) (result f32) (+ (read-field Point x (local $p)) (read-field Point y (local $p))))
  (func _ "points" (result (array Point)) (lift-array Point 8 8 2 $at
    (make-record Point (field y (load f32 core "memory" (+ (local $at) 4))) (field x (load f32 core "memory" (local $at))))))
  (func _ "next" (param $c Color) (result Color) (lift-enum Color (call next (lower-enum Color (local $c)))))
  (func _ "size" (param $shape Shape) (result f32)
    (match (local $shape) (case none 0) (case num $n (local $n)) (case text $t (as f32 (string-len (local $t))))
      (case pt $p (+ (read-field Point x (local $p)) (read-field Point y (local $p)))))))`;

const core = `(module (memory (export "memory") 1)
  (data (i32.const 8) "\\00\\00\\80\\3f\\00\\00\\00\\40\\00\\00\\40\\40\\00\\00\\80\\40")
  (func (export "next") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1))))`;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

async function component() {
  // A loader of its own: whether code from text is allowed is asked once.
  vi.resetModules();
  const { instantiate } = await import('../../runtime/it_loader.ts');
  const [{ wasm }, bytes] = await Promise.all([compileText(source), assembleWat('core', core)]);
  return (await instantiate(wasm as BufferSource, {}, { modules: { 'core.wasm': bytes as BufferSource } })) as Record<
    string,
    (...args: unknown[]) => unknown
  >;
}

const messageOf = (action: () => unknown): string => {
  try {
    return `no error but ${JSON.stringify(action())}`;
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
};

async function outcomes(): Promise<unknown> {
  const { sum, points, next, size } = await component();
  return {
    sum: sum?.({ x: 1, y: 2 }),
    points: points?.(),
    next: next?.('red'),
    sizes: [
      { tag: 'none' },
      { tag: 'num', val: 2 },
      { tag: 'text', val: 'four' },
      { tag: 'pt', val: { x: 1, y: 4 } },
    ].map((shape) => size?.(shape)),
    errors: [
      () => sum?.({ x: 1 }),
      () => sum?.({ x: 1, y: '2' }),
      () => sum?.(null),
      () => next?.('green'),
      () => next?.('blue'),
      () => size?.({ tag: 'text', val: 4 }),
      () => size?.({ tag: 'pt', val: { x: 1, y: null } }),
      () => size?.({ tag: 'many' }),
    ].map((action) => messageOf(action)),
  };
}

test('the same results and the same errors with and without it', async () => {
  const made = await outcomes();
  let attempts = 0;
  vi.stubGlobal('Function', function Refused() {
    attempts++;
    throw new EvalError('code generation from strings disallowed for this context');
  });
  const shared = await outcomes();
  expect(made).toEqual(shared);
  expect(attempts).toBe(1);
  expect(made).toEqual({
    sum: 3,
    points: [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ],
    next: 'green',
    sizes: [0, 2, 4, 5],
    errors: [
      "ItlTypeError: sum: parameter 'p.y' is missing",
      "ItlTypeError: sum: parameter 'p.y' must be a number, got '2'",
      "ItlTypeError: sum: parameter 'p' must be an object (Point), got null",
      'ItlRangeError: 2 is not a case of Color',
      "ItlTypeError: next: parameter 'c' must be one of 'red', 'green', got 'blue'",
      "ItlTypeError: size: parameter 'shape.val' must be a string, got 4",
      "ItlTypeError: size: parameter 'shape.val.y' must be a number, got null",
      "ItlTypeError: size: parameter 'shape.tag' must be one of 'none', 'num', 'text', 'pt', got 'many'",
    ],
  });
});
