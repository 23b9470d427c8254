/** Memory of calls: arguments and results stay what they are while other calls run, and whatever happens, all of it is given back. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AnyExports } from '../harness/fixture.ts';
import { buildDsl } from './build-dsl.ts';

const source = readFileSync(new URL('./sources/memory.cpp', import.meta.url), 'utf8');
const flags = ['-Wl,--wrap=malloc', '-Wl,--wrap=aligned_alloc', '-Wl,--wrap=free'];

const js = { name: (n: number) => `${n},`, words: (list: readonly string[]) => [...list].reverse() };

let lib: AnyExports;
beforeAll(async () => {
  lib = await (await buildDsl(source, flags)).start({ js }, { afterTrap: 'continue' });
}, 300_000);

/** Below, at and above what the area, a further one and a copied result hold. */
const lengths = [0, 1, 15, 16, 17, 1023, 1024, 1025, 4080, 4095, 4096, 4097, 16_384, 16_385, 131_072, 300_000];
const textOf = (length: number): string => 'abcdefghijklmnopqrstuvwxyz'.repeat(length / 26 + 1).slice(0, length);
const item = (name: string, tags: number) => ({
  name,
  tags: Array.from({ length: tags }, (_, n) => `${name}${n}`),
  value: tags,
});
const stop = new Error('stop');
const fail = (): never => {
  throw stop;
};

/** Calls with arguments and results of every kind; `again` runs in the middle of each. */
const calls = (length: number, again?: () => void): readonly unknown[] => {
  const text = textOf(length);
  const list = Array.from({ length: Math.min(length, 500) }, (_, n) => `${n}`.repeat((n % 40) + 1));
  return [
    [lib.nested(text, again), text],
    [lib.cNested(text, again), text],
    [lib.owned(text, again), text],
    [
      lib.numbers(
        Float64Array.from({ length }, () => 1),
        again,
      ),
      length,
    ],
    [lib.bytes(new TextEncoder().encode(text), again), new TextEncoder().encode(text)],
    [lib.shape({ tag: 'none' }, again), { tag: 'none' }],
    [lib.shape({ tag: 'number', val: 1.5 }, again), { tag: 'number', val: 1.5 }],
    [lib.shape({ tag: 'text', val: text }, again), { tag: 'text', val: text }],
    [lib.shape({ tag: 'words', val: list }, again), { tag: 'words', val: list }],
    [lib.items([item(text, 3), item('', 0)], again), [item(text, 3), item('', 0)]],
  ];
};

const check = (length: number, again?: () => void): void => {
  for (const [found, wanted] of calls(length, again) as [unknown, unknown][]) expect(found).toEqual(wanted);
};

test.each(lengths)('arguments and results of %d bytes', (length) => check(length));

test.each([0, 17, 1024, 4090, 20_000])('calls inside of a call with %d bytes leave its arguments alone', (length) => {
  let rounds = 0;
  check(length, () => {
    if (rounds++ < 3) for (const inner of [0, 16, 4096, 5000]) check(inner, () => check(3));
  });
  expect(rounds).toBeGreaterThan(5);
});

test("what an import gives lives until the export returns, and a callback's results are C++'s own", () => {
  expect(lib.names(3000)).toBe(Array.from({ length: 3000 }, (_, n) => `${n},`).join(''));
  expect(lib.pass(['a', 'bc', textOf(5000)])).toEqual([textOf(5000), 'bc', 'a']);
  expect(lib.through(['a', 'b'], (text: string) => lib.repeated(text, 3))).toEqual(['aaa', 'bbb']);
});

test('what holds a reference is given back after it was read', () => {
  expect(lib.both('text')).toEqual(['text', 'text']);
  expect(() => lib.both(5)).toThrow('must be a string');
});

test('results of many pieces', () => {
  for (const [count, length] of [
    [1, 5],
    [100, 8],
    [127, 30],
    [128, 1],
    [129, 1],
    [3000, 3],
    [3, 2000],
  ] as const) {
    expect(lib.many(count, length)).toEqual(Array.from({ length: count }, () => 'x'.repeat(length)));
  }
});

describe('is given back', () => {
  /** Everything once, with failures at every place. What C++ holds in variables of its own when it is left would be lost. */
  function round(): void {
    for (const length of lengths) {
      check(length);
      for (const call of [
        () => lib.nested(textOf(length), fail),
        () => lib.cNested(textOf(length), fail),
        () => lib.owned(textOf(length), fail),
        () => lib.items([item(textOf(length), 3)], fail),
        () => lib.shape({ tag: 'text', val: textOf(length) }, fail),
        () => lib.shape({ tag: 'words', val: ['a', textOf(length)] }, () => lib.nested('x', fail)),
        () => lib.through([textOf(length)], fail),
        () => lib.fails('failed: ', [item(textOf(length), 30)]),
        // The second argument is wrong, when the first one has been lowered.
        () => lib.fails(textOf(length), [{ name: textOf(length), tags: ['a', 1], value: 1 }]),
        () => lib.traps(textOf(length + 1)),
      ]) {
        expect(call, String(call)).toThrow();
      }
      expect(() => lib.owned('x', () => lib.nested('y', fail))).toThrow(stop);
    }
    lib.names(100);
    lib.pass(Array.from({ length: 100 }, (_, n) => textOf(n)));
    lib.both('text');
  }

  test('however calls end', { timeout: 60_000 }, () => {
    round();
    const before = lib.blocks();
    const at = lib.address('x');
    for (let count = 0; count < 5; count++) round();
    expect(lib.blocks()).toBe(before);
    expect(lib.address('x')).toBe(at);
  });

  test('also what a call inside of another took, before that goes on', () => {
    const before = lib.blocks();
    const at = lib.address('x');
    const seen = new Set<number>();
    lib.nested('outer', () => {
      for (let count = 0; count < 100; count++) {
        expect(() => lib.nested(textOf(3000), fail)).toThrow(stop);
        expect(() => lib.owned(textOf(3000), fail)).toThrow(stop);
        seen.add(lib.address('y'));
      }
    });
    expect(seen.size).toBe(1);
    expect(lib.address('x')).toBe(at);
    expect(lib.blocks()).toBe(before);
  });
});
