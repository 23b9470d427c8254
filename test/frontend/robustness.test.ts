/** No text, however broken or large, makes the front-end throw, lose its way or take long. */

import { describe, expect, test } from 'vitest';
import { DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { renderDiagnostic, renderJson } from '../../src/diagnostics/render.ts';
import { decodeSource } from '../../src/frontend/decode-source.ts';
import fc from '../harness/fast-check.ts';
import { arbitraryText } from './arbitrary-text.ts';
import { formatText, parseText, treeText } from './parse-text.ts';

/** Parses, renders and formats; gives what is wrong with how that went. */
function mishaps(text: string): readonly string[] {
  const { diagnostics, errors, file, sources, document } = parseText(text);
  const found: string[] = [];
  const end = file.base + text.length;
  if (errors.length > 101) found.push(`${errors.length} errors`);
  for (const diagnostic of diagnostics) {
    const { span } = diagnostic;
    if (!span || span.start < file.base || span.end > end || span.start > span.end)
      found.push('a span is out of the file');
    const frame = renderDiagnostic(diagnostic, sources);
    if (/[^\n -~\u00a0-\uffff]/.test(frame)) found.push(`a control character in ${JSON.stringify(frame)}`);
    if (!renderJson(diagnostic, sources).startsWith('{"code":"ITL1')) found.push('another code');
  }
  const starts = diagnostics.map((diagnostic) => diagnostic.span?.start ?? 0);
  if (starts.some((start, index) => index > 0 && start <= (starts[index - 1] ?? 0))) found.push('errors out of order');
  if (spansOf(document).some(([from, to]) => from < file.base || to > end || from > to))
    found.push('a node out of the file');
  if ((formatText(text) === undefined) !== errors.length > 0)
    found.push('formatted in spite of errors, or not without');
  return found;
}

function spansOf(value: unknown): readonly (readonly [start: number, end: number])[] {
  const spans: [number, number][] = [];
  JSON.stringify(value, (key, part: { start: number; end: number }) => {
    if (key === 'span') spans.push([part.start, part.end]);
    return part;
  });
  return spans;
}

test('random characters', () => {
  const pieces = fc.constantFrom(
    '(',
    ')',
    '"',
    ';',
    ';;',
    '(;',
    ';)',
    '\\',
    '$',
    '\n',
    ' ',
    '\0',
    'a',
    '1',
    '\ud800',
    '\ufeff',
    '\r',
    ',',
    'ö',
  );
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: pieces, maxLength: 60 })), (text) => {
      expect(mishaps(text)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('random tokens', () => {
  const words = fc.constantFrom(
    '(',
    '(',
    ')',
    ')',
    'types',
    'import',
    'module',
    'func',
    'export',
    'param',
    'result',
    'start',
    'relay',
  );
  const more = fc.constantFrom(
    'component',
    '"s"',
    '$a',
    '12',
    'nan',
    '_',
    'call',
    '\n',
    '\n  ',
    ';; c\n',
    ';;; d\n',
    '(; b ;)',
    '"open\n',
    '; ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(words, more), { maxLength: 60 }), (parts) => {
      expect(mishaps(parts.join(' '))).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('random bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
      expect(mishaps(decodeSource('case.itl', bytes, new DiagnosticSink()))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

test('right sources with a few characters lost, doubled or replaced', () => {
  const edit = fc.record({
    at: fc.nat(),
    remove: fc.nat({ max: 3 }),
    insert: fc.constantFrom('', '', '(', ')', '"', ';', ' ', '(;', '\n', 'x', '1'),
  });
  fc.assert(
    fc.property(arbitraryText, fc.array(edit, { minLength: 1, maxLength: 4 }), (right, edits) => {
      const text = edits.reduce((before, { at, remove, insert }) => {
        const start = at % (before.length + 1);
        return before.slice(0, start) + insert + before.slice(start + remove);
      }, right);
      expect(mishaps(text)).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

/** Ten thousand functions in a module, and as many exports that call them. */
function largeSource(count: number): string {
  const each = (line: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => line(index)).join('');
  return `(module lib "lib.wasm"
${each((index) => `  (func f${index} "f${index}" (param $a i32) (result i32))\n`)})
(export
${each(
  (index) => `  ;;; Function ${index}.
  (func _ "f${index}" (param $a s32) (result string)
    (let $p (call f${index} (as i32 (local $a))))
    (mem-to-string lib "memory" (local $p) (call strlen (local $p))))
`,
)})`;
}

describe('large files', () => {
  test('20,000 functions', () => {
    const text = largeSource(10_000);
    const { document, errors } = parseText(text);
    expect(text.length).toBeGreaterThan(2_000_000);
    expect(errors).toEqual([]);
    expect(document.items.map((item) => (item.kind === 'export' ? item.functions.length : 0))).toEqual([0, 10_000]);
  });

  test('one that is formatted', () => {
    const text = largeSource(1_000);
    const formatted = formatText(text) ?? '';
    expect(formatText(formatted)).toBe(formatted);
    expect(treeText(parseText(formatted).document)).toBe(treeText(parseText(text).document));
  });

  test.each([
    ['open parentheses', '('.repeat(10_000_000), ['1:201 ITL1013', '1:4000001 ITL1013']],
    ['closing parentheses', ')'.repeat(3_000_000), ['1:1 ITL1012']],
    ['NULs', '\0'.repeat(10_000_000), ['1:1 ITL1002']],
    ['a comment in a comment in a comment', '(;'.repeat(5_000_000), ['1:1 ITL1009']],
    ['a long name', 'a'.repeat(10_000_000), ['1:1 ITL1017']],
    ['a long number', `(func f ${'1_'.repeat(5_000_000)})`, ['1:9 ITL1003']],
    ['a long string', `(func f "${'\\n'.repeat(1_000_000)}")`, []],
    ['blanks', `${' '.repeat(10_000_000)}(`, ['1:10000001 ITL1017', '1:10000002 ITL1011']],
    ['empty forms', `(func f ${'()'.repeat(500_000)})\n`, undefined],
    ['errors on the line of an unclosed string', `${'()'.repeat(200_000)}"`, ['1:400001 ITL1005']],
  ])('%s', (_, text, expected) => {
    const { errors } = parseText(text);
    if (expected) expect(errors).toEqual(expected);
    else expect(errors.length).toBe(101);
  });
});
