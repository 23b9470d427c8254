/** Types that a source declares itself: the block's aliases of these names are left out. */
import { expect, test } from 'vitest';
import { ownTypeNames } from '../../src/dsl/own-type-names.ts';

test.each([
  ['using Row = int;'],
  ['struct Row { int a; };'],
  ['class Row;'],
  ['enum class Row { a };'],
  ['typedef int Row;'],
  ['typedef struct { int a; } Row;'],
  ['extern "C" { struct Row { int a; }; }'],
  ['#define Row int'],
  ['int f() { return 0; }\nusing Row = int;'],
])('%s', (text) => {
  expect(ownTypeNames(text)).toContain('Row');
});

test.each([
  ['// using Row = int;'],
  ['namespace n { struct Row { }; }'],
  ['template <class Row> void f();'],
  ['export { type Row = array(s32); func f(row: Row); }'],
  ['void f() { struct Row { }; }'],
])('not %s', (text) => {
  expect(ownTypeNames(text)).not.toContain('Row');
});
