/** What editors are told of blocks in C++. */
import { describe, expect, test } from 'vitest';
import { type Answers, cppAnswers } from '../../src/language/answers.ts';
import { analyseCpp } from '../../src/language/cpp-analysis.ts';
import { readCppHeader } from '../../src/toolchain/cpp-headers.ts';

const source = `#include <string>

export {
  /// A place.
  type Point = struct { x: f64; y: f64; };
  class Counter {
    Counter(start: s32);
    func next() -> s32;
  }
  func length(p: Point) -> f64;
}

double length(const Point &p) { return p.x + p.y; }
int Counter::next() { return 1; }
`;

const io = { readFile: () => undefined, readHeader: readCppHeader };
const answersOf = (text: string): Answers => cppAnswers(analyseCpp('geo.cpp', text, io));
const answers = answersOf(source);
const offsetOf = (words: string, within: number): number => source.indexOf(words) + within;
const linesAt = (words: string, within: number): readonly number[] =>
  answers.definitions(offsetOf(words, within)).map(({ start }) => source.slice(0, start).split('\n').length);

test('a right source has no diagnostics, and one without a block none either', () => {
  expect(answers.diagnostics).toEqual([]);
  expect(answersOf('int main() { return 0; }\n').diagnostics).toEqual([]);
});

test('what is wrong in a block has its place', () => {
  const wrong = source.replace('p: Point', 'p: Pont');
  const [error] = answersOf(wrong).diagnostics;
  expect(error && wrong.slice(error.span?.start, error.span?.end)).toBe('Pont');
  expect(error?.hint).toBe("did you mean 'Point'?");
});

describe('definitions', () => {
  test('of a type: the block', () => expect(linesAt('p: Point', 4)).toEqual([5]));
  test('of a function of the block: C++', () => expect(linesAt('length(p', 2)).toEqual([13]));
  test('of a method: C++', () => expect(linesAt('next() ->', 2)).toEqual([14]));
  test('of C++: the block', () => expect(linesAt('length(const', 2)).toEqual([10]));
  test('of a type in C++: the block', () => expect(linesAt('Point &p', 2)).toEqual([5]));
});

test('a hover shows how C++ is to define a function', () => {
  expect(answers.hover(offsetOf('length(p', 2))?.markdown).toContain('double length(');
});

test('a hover shows a type and its doc', () => {
  expect(answers.hover(offsetOf('p: Point', 4))?.markdown).toBe('`struct Point`\n\nA place.');
});

test('completion offers types and words in a block, and nothing in C++', () => {
  const inside = answers.completions(offsetOf('p: Point', 5)).items.map(({ label }) => label);
  expect(inside).toEqual(expect.arrayContaining(['Point', 'Counter', 'f64', 'std::vector', 'func']));
  expect(answers.completions(offsetOf('return p.x', 2)).items).toEqual([]);
});

test('the outline has types with their members, and functions', () => {
  const names = answers.outline().map(({ name, children }) => [name, ...children.map((child) => child.name)]);
  expect(names).toEqual([['Point'], ['Counter', 'next'], ['length']]);
});
