/** Cuts the text of a block into tokens, and reports the malformed ones. */
import type { IToken, TokenType } from 'chevrotain';
import {
  Alien,
  AlienName,
  Directive,
  DSL_COMMENTS,
  DSL_JUNK,
  DslDocComment,
  dslLexer,
  SingleQuoted,
  Tilde,
  UnclosedComment,
  UnclosedDslString,
} from '../../grammar/dsl-tokens.ts';
import {
  alienName,
  destructorInBlock,
  directiveInBlock,
  singleQuotes,
  unclosedDslComment,
} from '../diagnostics/dsl.ts';
import { unclosedString, unexpectedCharacters } from '../diagnostics/syntax.ts';
import { globalSpan } from '../frontend/cst.ts';
import type { ErrorList } from '../frontend/error-list.ts';
import type { Span } from '../source/source-map.ts';

export interface LexedBlock {
  /** With offsets in the block's text. */
  readonly tokens: readonly IToken[];
  /** The `///` ones only. */
  readonly docs: readonly IToken[];
  /** A comment that is never closed took the rest. */
  readonly isSwallowed: boolean;
}

/** @param base the global offset of the block's text. */
export function lexBlock(text: string, base: number, errors: ErrorList): LexedBlock {
  const { tokens, groups } = dslLexer.tokenize(text);
  const junk = groups[DSL_JUNK] ?? [];
  for (const token of [...junk, ...tokens.filter((each) => complaints.has(each.tokenType))]) {
    if (errors.isFull) break;
    complaints.get(token.tokenType)?.(token, globalSpan(token, base), errors);
  }
  return {
    tokens,
    docs: (groups[DSL_COMMENTS] ?? []).filter((comment) => comment.tokenType === DslDocComment),
    isSwallowed: junk.some((token) => token.tokenType === UnclosedComment),
  };
}

type Complaint = (token: IToken, span: Span, errors: ErrorList) => void;

const complaints: ReadonlyMap<TokenType, Complaint> = new Map<TokenType, Complaint>([
  [Alien, (token, span, errors) => errors.add(unexpectedCharacters(token.image, span))],
  [Tilde, (_, span, errors) => errors.add(destructorInBlock(span))],
  [AlienName, (token, span, errors) => errors.add(alienName(token.image, span))],
  [Directive, (_, span, errors) => errors.add(directiveInBlock(span))],
  [SingleQuoted, (token, span, errors) => errors.add(singleQuotes(token.image, span))],
  [UnclosedComment, (_, { start }, errors) => errors.add(unclosedDslComment({ start, end: start + 2 }))],
  [UnclosedDslString, (_, span, errors) => errors.add(unclosedString(span))],
]);

/** Tokens that the lexer has complained of already. */
export const isComplainedOf = (token: IToken): boolean => complaints.has(token.tokenType);
