import { expect, test } from 'vitest';
import { describe } from '../../src/playground/worker/describe.ts';

class Point {
  readonly x = 1;
}

test.each([
  ['text', 'text'],
  [['text', -0, 1n, null, undefined], '["text", -0, 1n, null, undefined]'],
  [{ a: { b: [true] } }, '{ a: { b: [true] } }'],
  [{}, '{}'],
  [new Point(), 'Point { x: 1 }'],
  [new Uint8Array([1, 2]), 'Uint8Array [1, 2]'],
  [new Map([['a', 1]]), 'Map { "a" => 1 }'],
  [new Set([1]), 'Set { 1 }'],
  [new TypeError('no'), 'TypeError: no'],
  [Point, '[class Point]'],
  [describe, '[function describe]'],
  [Object.create(null), '{}'],
  [Array.from({ length: 101 }, () => 0), `[${Array(100).fill('0').join(', ')}, … 1 more]`],
])('%s', (value, shown) => {
  expect(describe(value)).toBe(shown);
});

test('what holds itself comes to an end', () => {
  const ring: { self?: unknown } = {};
  ring.self = ring;
  expect(describe(ring)).toBe('{ self: { self: { self: { self: … } } } }');
});
