import { expect, test } from 'vitest';
import { quoteString } from '../../src/ast/quote-string.ts';
import { readString } from '../../src/frontend/string-literal.ts';
import fc from '../harness/fast-check.ts';

const unreported = (): never => {
  throw new Error('a quoted string has an error');
};

test.each([
  ['plain text, größe, 日本語, 👩‍👧', '"plain text, größe, 日本語, 👩‍👧"'],
  ['a"b\\c\'d', '"a\\"b\\\\c\'d"'],
  ['\n\r\t\0\u001b\u007f', '"\\n\\r\\t\\00\\1b\\7f"'],
  ['\u0085\u00a0\u202e\u2028\ufeff', '"\\u{85}\\u{a0}\\u{202e}\\u{2028}\\u{feff}"'],
  ['\u{e0001}', '"\\u{e0001}"'],
  ['\ud800x', '"\ufffdx"'],
])('%j', (text, literal) => {
  expect(quoteString(text)).toBe(literal);
});

test('a quoted string reads as itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(readString(quoteString(text), 0, unreported)).toBe(text);
    }),
    { numRuns: 500 },
  );
});
