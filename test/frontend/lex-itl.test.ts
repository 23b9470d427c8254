import { describe, expect, test } from 'vitest';
import { itlLexer } from '../../grammar/itl-tokens.ts';
import { parseText } from './parse-text.ts';

/** Type and text of each token, comments and junk included, in the order of the text. */
function tokensOf(text: string): readonly string[] {
  const { tokens, groups, errors } = itlLexer.tokenize(text);
  expect(errors).toEqual([]);
  return [...tokens, ...Object.values(groups).flat()]
    .sort((left, right) => left.startOffset - right.startOffset)
    .map((token) => `${token.tokenType.name} ${token.image}`);
}

const each = (name: string, texts: readonly string[]) =>
  test.each(texts)(`${name} %j`, (text) => {
    expect(tokensOf(text)).toEqual([`${name} ${text}`]);
  });

describe('names', () => {
  each('Name', ['a', '$a', '$$', '$nan', '$1', '$func', '_', 'a.b/c:d', '+', '-', '->', '>>>', '-x', '+a']);
  each('Name', ['infinite', 'nano', '-nanx', 'types2', 'importer', "it's", '!#%&*', '~', '.', '=', '|']);
  each('MalformedName', ['$', 'größe', 'a,b', 'x[0]', '$ö', 'a\0b', '日本語x']);
});

test.each(['types', 'import', 'module', 'func', 'export', 'param', 'result', 'start', 'relay', 'component', 'async'])(
  '%s is a keyword',
  (keyword) => {
    expect(tokensOf(keyword)).toEqual([`${keyword.toUpperCase()} ${keyword}`]);
  },
);

describe('numbers', () => {
  each('NumberLiteral', ['0', '12', '+12', '-12', '1_000', '0x1f', '-0x1F', '0xab_cd']);
  each('NumberLiteral', ['1.5', '1.', '-1.5e3', '1E-5', '1_0.0_1e+1_0', '0x1.8p-3', '0x1.', '0x1P4']);
  each('NumberLiteral', ['inf', '+inf', '-inf', 'nan', '-nan', 'nan:0x7f_ff', '+nan:0x1']);
  each('MalformedNumber', ['1abc', '0x', '1__0', '1_', '0X1', '.5', '-.5', '1e', '1e+', '0x1p', '1.2.3', '-1x']);
  each('MalformedNumber', ['nan:', 'nan:7', 'nan:0x', '0b1', '1,5', '1ö', '0xg']);
});

describe('strings', () => {
  each('StringLiteral', ['""', '"a b"', '"(;"', '";;"', '"\\""', '"\\\\"', '"\\0a\\u{1F600}"', '"größe"', '"\t"']);
  each('UnclosedString', ['"', '"abc', '"abc\\"', '"abc)) ']);

  test('end with their line', () => {
    expect(tokensOf('"abc\\\n"')).toEqual(['UnclosedString "abc\\', 'UnclosedString "']);
    expect(tokensOf('"abc\r"')).toEqual(['UnclosedString "abc', 'UnclosedString "']);
  });
});

describe('comments', () => {
  each('LineComment', [';;', ';; a (b "c', ';;;; ruler', ';; a ;; b', ';; \0']);
  each('DocComment', [';;;', ';;; doc', ';;;doc']);
  each('BlockComment', ['(;;)', '(; a ;)', '(; a\nb ;)', '(; a (; b ;) c ;)', '(;(;;)(;;);)', '(;;;)', '(; " ;)']);
  each('UnclosedComment', ['(;', '(; a (; b ;)', '(;)', '(; a\n(b)']);
  each('StrayCommentEnd', [';)']);
  each('StraySemicolon', [';', '; lisp (comment']);

  test('need no line end after them', () => {
    expect(tokensOf('a;; b')).toEqual(['Name a', 'LineComment ;; b']);
    expect(tokensOf(';; a\r;; b\r\n;; c')).toEqual(['LineComment ;; a', 'LineComment ;; b', 'LineComment ;; c']);
  });
});

describe('white space and the like', () => {
  test('blanks, tabs and all line ends', () => {
    expect(tokensOf(' \t(\r\n\n\r)')).toEqual(['LeftParen (', 'RightParen )']);
  });

  test('a byte-order mark only at the start', () => {
    expect(tokensOf('\ufeffa')).toEqual(['Name a']);
    expect(tokensOf('a \ufeff')).toEqual(['Name a', 'Alien \ufeff']);
  });

  test('tokens need nothing between them where they cannot be one', () => {
    expect(tokensOf('(a"b"(c)d)')).toEqual([
      'LeftParen (',
      'Name a',
      'StringLiteral "b"',
      'LeftParen (',
      'Name c',
      'RightParen )',
      'Name d',
      'RightParen )',
    ]);
  });

  each('Alien', [',', '[]', '{', '\0\0\0', 'ö', '\u00a0', '😀,', '\ud800', '\f\v', '\u2028']);
});

test('every malformed token is told of once', () => {
  const text = '(func größe (local 1abc)\n  $ "a\\qb" "\\ff" ,,\0 ;)\n) ; Lisp)\n"open';
  expect(parseText(text).errors).toEqual([
    '1:7 ITL1004',
    '1:20 ITL1003',
    '2:3 ITL1004',
    '2:7 ITL1006',
    '2:13 ITL1008',
    '2:18 ITL1002',
    '2:22 ITL1010',
    '3:3 ITL1010',
    '4:1 ITL1005',
  ]);
});

test('an unclosed comment is told of at its beginning', () => {
  expect(parseText('(func f\n(; a (; b ;)\n(func g\n').errors).toEqual(['2:1 ITL1009']);
});
