/** Exports that the core module has once for each case of a variant: what they are given and give, whatever the case holds. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AnyExports } from '../harness/fixture.ts';
import { type BuiltDsl, buildDsl } from './build-dsl.ts';

const source = readFileSync(new URL('./sources/spread-variants.cpp', import.meta.url), 'utf8');

let built: BuiltDsl;
beforeAll(async () => {
  built = await buildDsl(source);
}, 300_000);

test('there is an export for each case', () => {
  expect(built.translation.itl).toContain('(func value:small "value:small" (param i32) (result i32))');
  expect(built.translation.itl).toContain('(func held:text "held:text" (param i32 i32) (result i32))');
  expect(built.translation.itl).toContain('(func part:point "part:point" (param f32 f64) (result i32))');
});

describe.each(['js', 'adapter', 'table'] as const)('as %s', (target) => {
  let lib: AnyExports;
  let asked: (count: number) => number = (count) => count;
  beforeAll(async () => {
    lib = await built.startAs(target, { js: { asked: (count: number) => asked(count) } }, { afterTrap: 'continue' });
  });

  test.each([
    { tag: 'none' },
    { tag: 'small', val: -128 },
    { tag: 'large', val: 2n ** 64n - 1n },
    { tag: 'real', val: -0 },
    { tag: 'yes', val: true },
  ])('numbers: $tag', (value) => {
    expect(lib.value(value)).toEqual(value);
    expect(lib.nth(value, 10)).toBe(lib.nth(value, 'ten letter'));
  });

  test.each([
    { tag: 'color', val: 'green' },
    { tag: 'access', val: { read: false, write: true } },
    { tag: 'point', val: { x: 1.5, y: 1e300 } },
    { tag: 'named', val: { name: 'Ada', tags: ['a', 'b'.repeat(5000)] } },
    { tag: 'inner', val: { tag: 'empty' } },
    { tag: 'inner', val: { tag: 'text', val: 'deep' } },
    { tag: 'maybe', val: undefined },
    { tag: 'maybe', val: 5 },
    { tag: 'both', val: [1, 'one'] },
    { tag: 'three', val: [1, 2, 3] },
  ])('structure: $tag', (part) => {
    const given = lib.part(part);
    expect({ ...given, val: part.tag === 'three' ? [...given.val] : given.val }).toEqual(part);
  });

  test.each([
    { tag: 'text', val: 'héllo' },
    { tag: 'text', val: 'x'.repeat(100_000) },
    { tag: 'c', val: 'terminated' },
    { tag: 'wide', val: '\ud800 alone' },
    { tag: 'words', val: ['a', 'b'] },
    { tag: 'numbers', val: Float32Array.of(1, 2) },
    { tag: 'bytes', val: Uint8Array.of(1, 2) },
    { tag: 'counts', val: new Map([['a', 1]]) },
    { tag: 'value', val: { any: 'thing' } },
  ])('what needs memory: $tag', (held) => {
    expect(lib.held(held)).toEqual(held);
    const kind = ['text', 'c', 'wide', 'words', 'numbers', 'bytes', 'counts', 'value'].indexOf(held.tag);
    expect(lib.kind(held)).toBe(kind);
    lib.note(held);
    expect(lib.noted()).toBe(kind);
    expect([lib.sized(held), lib.sized(held, 3), lib.sized(held, undefined, false)]).toEqual(
      [-2, -3, 2].map((by) => (kind + 1) * by),
    );
    expect(lib.among(7, held, 'between', { tag: 'yes', val: false })).toBe(`7,${kind},between,4`);
  });

  test('what is wrong is said of the parameter', () => {
    expect(() => lib.value({ tag: 'small', val: 200 })).toThrow(
      "parameter 'value.val' must be an integer from -128 to 127",
    );
    expect(() => lib.held({ tag: 'text', val: 1 })).toThrow("parameter 'held.val' must be a string, got 1");
    expect(() => lib.held({ tag: 'other' })).toThrow("parameter 'held.tag' must be one of 'text', 'c', 'wide'");
    expect(() => lib.held(null)).toThrow("parameter 'held' must be an object with a 'tag', got null");
    expect(() => lib.part({ tag: 'three', val: [1] })).toThrow('3');
  });

  test('calls inside of a call', () => {
    const inner = { tag: 'text', val: 'inner'.repeat(1000) };
    const seen: unknown[] = [];
    const again = (index: number) => {
      seen.push(index, lib.again(inner), lib.held({ tag: 'words', val: ['x'] }));
    };
    expect(lib.again({ tag: 'text', val: 'outer' }, again)).toEqual({ tag: 'text', val: 'outer' });
    expect(lib.again({ tag: 'empty' }, again)).toEqual({ tag: 'empty' });
    const words = { tag: 'words', val: ['x'] };
    expect(seen).toEqual([1, inner, words, 0, inner, words]);
    asked = (count) => (count > 3 ? lib.asks({ tag: 'text', val: 'abc' }) : count);
    expect(lib.asks({ tag: 'text', val: 'four' })).toBe(3);
    expect(lib.asks({ tag: 'empty' })).toBe(-1);
  });

  test('whatever a call ends with, memory is given back', () => {
    const before = lib.room();
    const long = { tag: 'text', val: 'long'.repeat(5000) };
    const stop = new Error('stop');
    asked = () => {
      throw stop;
    };
    for (let round = 0; round < 50; round++) {
      expect(() => lib.fails(long)).toThrow('no long');
      expect(() => lib.fails({ tag: 'empty' })).toThrow('empty');
      expect(() => lib.asks(long)).toThrow(stop);
      expect(() => lib.traps(long)).toThrow(/^traps: unreachable/);
    }
    expect(lib.traps({ tag: 'text', val: 'abc' })).toBe(1);
    expect(lib.room()).toBe(before);
    expect(lib.held(long)).toEqual(long);
  });
});
