/** grammar/itl.tmLanguage.json against the lexer: an editor shows as a comment, a text, a number what is one. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IToken } from 'chevrotain';
import { describe, expect, test } from 'vitest';
import {
  COMMENTS,
  DocComment,
  itlLexer,
  LeftParen,
  Name,
  NumberLiteral,
  StringLiteral,
} from '../../grammar/itl-tokens.ts';
import fc from '../harness/fast-check.ts';
import { arbitraryText } from './arbitrary-text.ts';
import { scopesOf, type TextMateGrammar } from './text-mate.ts';

const root = join(import.meta.dirname, '..', '..');
const grammar: TextMateGrammar = JSON.parse(readFileSync(join(root, 'grammar', 'itl.tmLanguage.json'), 'utf8'));

const fixtures = readdirSync(join(root, 'fixtures'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.itl') && !name.startsWith('errors'))
  .map((name) => [name, readFileSync(join(root, 'fixtures', name), 'utf8').replaceAll('\r\n', '\n')] as const);

/** How the scopes of a token begin; undefined where any will do. */
function expectedScope(token: IToken, left: IToken | undefined, text: string): RegExp | undefined {
  if (token.tokenType === DocComment) return /^comment\.line\.documentation/;
  if (/^(?:;;|\(;)/.test(token.image)) return /^comment\./;
  if (token.tokenType === StringLiteral) return /^string\.|^constant\.character\.escape/;
  if (token.tokenType === NumberLiteral) return /^constant\.numeric/;
  if (token.tokenType === LeftParen) return /^punctuation\./;
  const isHead = left?.tokenType === LeftParen && text.slice(left.startOffset + 1, token.startOffset).trim() === '';
  if (isHead && /[\r\n]/.test(text.slice(left.startOffset, token.startOffset))) return undefined;
  if (token.image.startsWith('$')) return /^variable\./;
  if (isHead) return token.tokenType === Name ? /^(?:keyword|storage|support)\./ : /^keyword\.declaration/;
  return /^(?:support\.type)?/;
}

function differences(text: string): readonly string[] {
  const { tokens, groups } = itlLexer.tokenize(text);
  const scopes = scopesOf(grammar, text);
  return [...tokens, ...(groups[COMMENTS] ?? [])].flatMap((token) => {
    const left = tokens[tokens.indexOf(token) - 1];
    const expected = expectedScope(token, left, text);
    const end = token.startOffset + token.image.length;
    const found = new Set(
      scopes.slice(token.startOffset, end).filter((_, index) => text[token.startOffset + index] !== '\n'),
    );
    const wrong = expected && [...found].find((scope) => !expected.test(scope));
    return wrong === undefined ? [] : [`${JSON.stringify(token.image)} is ${wrong || 'plain'}`];
  });
}

test.each(fixtures)('%s', (_, text) => {
  expect(differences(text)).toEqual([]);
});

test('arbitrary sources', () => {
  fc.assert(
    fc.property(arbitraryText, (text) => {
      expect(differences(text.replace(/\r\n?/g, '\n'))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

describe('heads and the like', () => {
  test.each([
    ['(module m "m")', 'module', 'keyword.declaration.itl'],
    ['(let $x 1)', 'let', 'keyword.control.itl'],
    ['(>>> 1 2)', '>>>', 'keyword.operator.itl'],
    ['(array u8)', 'array', 'storage.type.itl'],
    ['(array u8)', 'u8', 'support.type.itl'],
    ['(mem-to-string m)', 'mem-to-string', 'support.function.itl'],
    ['(local $name)', '$name', 'variable.other.itl'],
    ['(a "\\q")', '\\q', 'invalid.illegal.escape.itl'],
    ['(modules m)', 'modules', 'support.function.itl'],
    ['(letter)', 'letter', 'support.function.itl'],
    ['(a types)', 'types', ''],
  ])('%s: %s', (text, part, scope) => {
    const at = text.indexOf(part);
    expect([...new Set(scopesOf(grammar, text).slice(at, at + part.length))]).toEqual([scope]);
  });

  test('a string ends with its line', () => {
    expect(scopesOf(grammar, '"open\nx').at(-1)).toBe('');
  });
});
