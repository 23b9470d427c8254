import { describe, expect, test } from 'vitest';
import { COMMENTS, itlLexer, StringLiteral } from '../../grammar/itl-tokens.ts';
import { readString } from '../../src/frontend/string-literal.ts';
import fc from '../harness/fast-check.ts';
import { arbitraryText } from './arbitrary-text.ts';
import { formatText } from './parse-text.ts';

/** The code tokens, strings by what they mean. */
const codeOf = (text: string): string =>
  itlLexer
    .tokenize(text)
    .tokens.map(({ tokenType, image }) => (tokenType === StringLiteral ? `"${readString(image, 0, () => {})}` : image))
    .join('\u0000');

const commentsOf = (text: string): readonly string[] =>
  (itlLexer.tokenize(text).groups[COMMENTS] ?? []).map(({ image }) => image.replace(/\r\n?/g, '\n').trimEnd());

test('keeps code and comments, leaves no more than one blank line, and formats its own result as it is', () => {
  fc.assert(
    fc.property(arbitraryText, (text) => {
      const formatted = formatText(text) ?? 'errors';
      expect(codeOf(formatted)).toBe(codeOf(text));
      expect(commentsOf(formatted).join('\u0000')).toBe(commentsOf(text).join('\u0000'));
      expect(formatted).not.toMatch(/^\n|\n\n\n|\r|[ \t]\n|[^\n]$/);
      expect(formatText(formatted)).toBe(formatted);
    }),
    { numRuns: 400 },
  );
});

const lines = (...parts: readonly string[]): string => `${parts.join('\n')}\n`;

describe('layout', () => {
  test.each([
    [
      "the seed's example",
      `(export
(func _it_isFizz "isFizz" (param s32) (result u1)
(as u1 (call isFizz
(as i32 (local 0))))
)
)`,
      lines(
        '(export',
        '  (func _it_isFizz "isFizz" (param s32) (result u1)',
        '    (as u1 (call isFizz (as i32 (local 0))))))',
      ),
    ],
    [
      'short items stay on a line',
      '(types\n(enum A a\nb))\n(import "m"\n(func f "f"))',
      lines('(types (enum A a b))', '(import "m" (func f "f"))'),
    ],
    [
      'definitions and functions are one a line',
      '(types (enum A a) (enum B b))(import "m" (func f "f")(func g "g"))',
      lines('(types', '  (enum A a)', '  (enum B b))', '(import "m"', '  (func f "f")', '  (func g "g"))'),
    ],
    [
      'a module is spread',
      '(module m "m.wasm" (import "env" (relay vpp) (relay ipii)) (start init))',
      lines('(module m "m.wasm"', '  (import "env" (relay vpp) (relay ipii))', '  (start init))'),
    ],
    [
      'a function without a body is not',
      '(func f "f" (param\n$a s32)\n(result u8))',
      lines('(func f "f" (param $a s32) (result u8))'),
    ],
    [
      'a body stands below',
      '(func f (param s32) (result s32) (local 0))',
      lines('(func f (param s32) (result s32)', '  (local 0))'),
    ],
    ['so does one that is a literal', '(func f "f" 12)', lines('(func f "f"', '  12)')],
    [
      'let and defer are one a line',
      '(func f (block (let $a 1) (defer (call free (local $a)))))',
      lines('(func f', '  (block', '    (let $a 1)', '    (defer (call free (local $a)))))'),
    ],
    [
      'so are cases',
      '(func f (match (local 0) (case some $x (local $x)) (case none 0)))',
      lines('(func f', '  (match (local 0)', '    (case some $x (local $x))', '    (case none 0)))'),
    ],
    [
      'a body in a loop over an array stands below its operands',
      '(func f (lower-array f32 4 (call malloc (* 4 (array-len (local $values)))) (local $values) $address $element (store f32 m "memory" (local $address) (local $element))))',
      lines(
        '(func f',
        '  (lower-array f32 4 (call malloc (* 4 (array-len (local $values)))) (local $values) $address',
        '      $element',
        '    (store f32 m "memory" (local $address) (local $element))))',
      ),
    ],
    [
      'a signature that is too long goes on',
      '(func _ "startDataPipeline" (param $data string) (param $onData Log) (param $onProgress Progress) (result) (local 0))',
      lines(
        '(func _ "startDataPipeline" (param $data string) (param $onData Log) (param $onProgress Progress)',
        '    (result)',
        '  (local 0))',
      ),
    ],
    [
      'atoms fill lines',
      `(types (enum E ${Array.from({ length: 30 }, (_, index) => `case${index}`).join(' ')}))`,
      lines(
        '(types',
        '  (enum E case0 case1 case2 case3 case4 case5 case6 case7 case8 case9 case10 case11 case12 case13',
        '    case14 case15 case16 case17 case18 case19 case20 case21 case22 case23 case24 case25 case26',
        '    case27 case28 case29))',
      ),
    ],
    [
      'a field may be called module',
      '(types (record R (module (array u8)) (export s32)))',
      lines('(types (record R (module (array u8)) (export s32)))'),
    ],
  ])('%s', (_, text, expected) => {
    expect(formatText(text)).toBe(expected);
  });

  test('fills 100 columns and no more', () => {
    const call = (length: number): string => `(func f\n  (call ${'a'.repeat(length)} b))\n`;
    expect(formatText(call(88))).toBe(call(88));
    expect(formatText(call(89))?.split('\n').length).toBeGreaterThan(call(89).split('\n').length);
  });
});

describe('comments and blank lines', () => {
  test.each([
    [
      'stay where they are',
      lines(
        ';; head',
        '',
        '(func f ;; behind the name',
        '    (param s32) ;; behind the parameters',
        '  ;; before',
        '  (local 0) ;; behind',
        '  ;; last',
        ')',
      ),
    ],
    ['behind a line stay behind it', lines('(export', '  (func a "a") (; a ;)', '  (func b "b")) ;; b')],
    ['inside a line stay inside', lines('(func f', '  (call (; what ;) g (local (; which ;) 0)))')],
    ['of several lines stay as they are', lines('(; one', '     two ;)', '(func f)')],
    ['apart stay apart', lines('(func f)', '', ';; apart', '', ';;; doc', '(func g)')],
    ['at the end of a file', lines('(func f)', ';; end')],
    ['alone', lines(';; alone')],
  ])('%s', (_, text) => {
    expect(formatText(text)).toBe(text);
  });

  test.each([
    ['blank lines are one', '\n\n(func f)\n\n\n \n(func g)\n\n', lines('(func f)', '', '(func g)')],
    ['none begin or end a list', '(export\n\n(func f "f")\n\n)', lines('(export', '  (func f "f"))')],
    ['a comment behind a parenthesis gets its own line', '( ;; c\nfunc f)', lines('(', '  ;; c', '  func f)')],
    ['the blanks behind a comment go', ';; c  \t\n', lines(';; c')],
    ['line ends are line feeds', ';; a\r\n(; b\r\nc ;)\r\n(func f)\r\n', lines(';; a', '(; b', 'c ;)', '(func f)')],
    ['a byte-order mark goes', '\ufeff(func f)', lines('(func f)')],
    ['nothing stays nothing', ' \n\n', ''],
  ])('%s', (_, text, expected) => {
    expect(formatText(text)).toBe(expected);
  });
});

test('strings get the fewest escapes, numbers and names stay', () => {
  const text = String.raw`(func $f "\67r\c3\b6\u{df}e\'\"\\\09\u{202e}" 0xFF +1_0 $a)`;
  expect(formatText(text)).toBe(
    lines(String.raw`(func $f "größe'\"\\\t\u{202e}"`, '  0xFF', '  +1_0', '  $a)').replace(
      '\n  +1_0\n  $a',
      ' +1_0 $a',
    ),
  );
});

test('a text with errors is not touched', () => {
  expect(formatText('(func f')).toBeUndefined();
  expect(formatText('(func f (call "\\q"))')).toBeUndefined();
});
