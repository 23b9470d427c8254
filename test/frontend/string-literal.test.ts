import { describe, expect, test } from 'vitest';
import type { Diagnostic } from '../../src/diagnostics/diagnostic.ts';
import { readString } from '../../src/frontend/string-literal.ts';

function read(content: string): { text: string; errors: readonly string[] } {
  const found: Diagnostic[] = [];
  const text = readString(`"${content}"`, 10, (error) => found.push(error));
  return { text, errors: found.map(({ code, span }) => `${code} ${span?.start}-${span?.end}`) };
}

test.each([
  ['', ''],
  ['a b', 'a b'],
  ['größe 日本語 😀', 'größe 日本語 😀'],
  ['\\n\\t\\r\\"\\\'\\\\', '\n\t\r"\'\\'],
  ['\\41\\7a', 'Az'],
  ['\\c3\\a4\\f0\\9f\\98\\80', 'ä😀'],
  ['\\ef\\bb\\bfx', '\ufeffx'],
  ['a\\00b', 'a\0b'],
  ['\\u{41}\\u{1F600}\\u{1f_600}\\u{10ffff}', 'A😀😀\u{10ffff}'],
])('%s', (content, text) => {
  expect(read(content)).toEqual({ text, errors: [] });
});

describe('errors have the place of what is wrong', () => {
  test.each([
    ['a\\q', 'aq', ['ITL1006 12-14']],
    ['\\😀', '😀', ['ITL1006 11-14']],
    ['\\u0041', 'u0041', ['ITL1006 11-13']],
    ['\\4', '4', ['ITL1006 11-13']],
    ['\\ff', '\ufffd', ['ITL1008 11-14']],
    ['\\c3x\\a4', '\ufffdx\ufffd', ['ITL1008 11-14', 'ITL1008 15-18']],
    ['\\c3ä', '\ufffdä', ['ITL1008 11-14']],
    ['\\ed\\a0\\80', '\ufffd', ['ITL1008 11-20']],
    ['\\u{d800}', '\ufffd', ['ITL1008 11-19']],
    [
      '\\u{110000}\\u{}\\u{x}\\u{1__0}',
      '\ufffd\ufffd\ufffd\ufffd',
      ['ITL1008 11-21', 'ITL1008 21-25', 'ITL1008 25-30', 'ITL1008 30-38'],
    ],
    ['a\tb\u007f', 'a\tb\u007f', ['ITL1007 12-13', 'ITL1007 14-15']],
    ['\ud800', '\ufffd', ['ITL1008 11-12']],
  ])('%j', (content, text, errors) => {
    expect(read(content)).toEqual({ text, errors });
  });
});
