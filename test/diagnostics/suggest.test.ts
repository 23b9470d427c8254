import { describe, expect, test } from 'vitest';
import { didYouMean, hintFor } from '../../src/diagnostics/suggest.ts';
import fc from '../harness/fast-check.ts';

describe('the nearest candidate', () => {
  test.each([
    ['isFiz', ['isFizz', 'isBuzz', 'fizzStr'], 'isFizz'],
    ['isFizzz', ['isFizz'], 'isFizz'],
    ['siFizz', ['isFizz'], 'isFizz'],
    ['isFuzz', ['isBuzz', 'isFizz', 'isFuz'], 'isBuzz'],
    ['ISFIZZ', ['isBuzz', 'isFizz'], 'isFizz'],
    ['is_fizz', ['isFizz'], 'isFizz'],
    ['mem-to-string', ['mem_to_string', 'mem-to-strings'], 'mem_to_string'],
    ['expotr', ['types', 'import', 'module', 'func', 'export', 'component'], 'export'],
    ['strnig', ['string', 'strong'], 'string'],
    ['fun', ['func'], 'func'],
    ['A', ['b', 'a'], 'a'],
  ])('%s', (wanted, candidates, expected) => {
    expect(didYouMean(wanted, candidates)).toBe(expected);
  });
});

describe('none', () => {
  test.each([
    ['memory', ['types', 'import', 'module', 'func', 'export']],
    ['a', ['b', 'c', 'ab']],
    ['ab', ['cd', 'abcd']],
    ['add', ['sub', 'mul', 'div']],
    ['', ['a']],
    ['same', ['same']],
    ['name', []],
  ])('%s', (wanted, candidates) => {
    expect(didYouMean(wanted, candidates)).toBeUndefined();
  });
});

test('a hint is a question', () => {
  expect(hintFor('isFiz', ['isFizz'])).toBe("did you mean 'isFizz'?");
  expect(hintFor('x', ['isFizz'])).toBeUndefined();
});

/** The definition, without any band or limit. */
function plainDistance(left: string, right: string): number {
  const rows = [...left].map(() => new Array<number>(right.length + 1).fill(0));
  rows.unshift(Array.from({ length: right.length + 1 }, (_, column) => column));
  const at = (row: number, column: number): number => rows[row]?.[column] ?? 0;
  for (let row = 1; row <= left.length; row += 1) {
    const cells = rows[row] ?? [];
    cells[0] = row;
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1] ? 0 : 1;
      cells[column] = Math.min(at(row - 1, column) + 1, at(row, column - 1) + 1, at(row - 1, column - 1) + same);
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      if (swapped) cells[column] = Math.min(cells[column] ?? 0, at(row - 2, column - 2) + 1);
    }
  }
  return at(left.length, right.length);
}

test('it is the nearest one within a third of the letters', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(word, fc.uniqueArray(word, { maxLength: 6 }), (wanted, candidates) => {
      const others = candidates.filter((candidate) => candidate !== wanted);
      const limit = Math.max(Math.floor(wanted.length / 3), 0.25 * wanted.length);
      const near = others.filter((candidate) => plainDistance(wanted, candidate) <= limit);
      const least = Math.min(...near.map((candidate) => plainDistance(wanted, candidate)));
      expect(didYouMean(wanted, candidates)).toBe(near.find((candidate) => plainDistance(wanted, candidate) === least));
    }),
    { numRuns: 500 },
  );
});

test('among ten thousand long candidates too', () => {
  const candidates = Array.from({ length: 10_000 }, (_, index) => `${'abcdefghij'.repeat(8)}_${index}`);
  expect(didYouMean(`${'abcdefghij'.repeat(8)}_777x`, candidates)).toBe(`${'abcdefghij'.repeat(8)}_777`);
  expect(didYouMean('x'.repeat(1_000_000), candidates)).toBeUndefined();
});
