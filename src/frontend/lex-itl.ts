import type { IToken, TokenType } from 'chevrotain';
import {
  Alien,
  COMMENTS,
  Excess,
  itlLexer,
  JUNK,
  MalformedName,
  MalformedNumber,
  StrayCommentEnd,
  StraySemicolon,
  StringLiteral,
  TOKEN_LIMIT,
  UnclosedComment,
  UnclosedString,
} from '../../grammar/itl-tokens.ts';
import {
  emptyName,
  malformedName,
  malformedNumber,
  strayCommentEnd,
  straySemicolon,
  tooLarge,
  unclosedComment,
  unclosedString,
  unexpectedCharacters,
} from '../diagnostics/syntax.ts';
import type { SourceFile, Span } from '../source/source-map.ts';
import { globalSpan, localSpan } from './cst.ts';
import type { ErrorList } from './error-list.ts';
import { readString } from './string-literal.ts';

export interface LexedText {
  readonly tokens: readonly IToken[];
  readonly comments: readonly IToken[];
  /**
   * Local offsets, in order, where something took more of the text than its author meant: an unclosed string the rest
   * of its line, an unclosed comment the rest of the file. What is missing after that is a consequence.
   */
  readonly swallowers: readonly Span[];
}

/** Cuts a file into tokens, and reports the malformed ones. */
export function lexItl(file: SourceFile, errors: ErrorList): LexedText {
  const { tokens, groups } = itlLexer.tokenize(file.text);
  const junk = groups[JUNK] ?? [];
  const suspects = [...junk, ...tokens.filter((token) => complaints.has(token.tokenType))].sort(byOffset);
  for (const token of suspects) {
    if (errors.isFull) break;
    complaints.get(token.tokenType)?.(token, globalSpan(token, file.base), errors);
  }
  return {
    tokens,
    comments: groups[COMMENTS] ?? [],
    swallowers: suspects.filter((token) => swallows.has(token.tokenType)).map(localSpan),
  };
}

const byOffset = (left: IToken, right: IToken): number => left.startOffset - right.startOffset;

const swallows: ReadonlySet<TokenType> = new Set([UnclosedComment, UnclosedString, StraySemicolon, Excess]);

type Complaint = (token: IToken, span: Span, errors: ErrorList) => void;

const complaints: ReadonlyMap<TokenType, Complaint> = new Map<TokenType, Complaint>([
  [Alien, (token, span, errors) => errors.add(unexpectedCharacters(token.image, span))],
  [Excess, (_, span, errors) => errors.add(tooLarge(TOKEN_LIMIT, firstUnits(span, 1)))],
  [StrayCommentEnd, (_, span, errors) => errors.add(strayCommentEnd(span))],
  [StraySemicolon, (_, span, errors) => errors.add(straySemicolon(firstUnits(span, 1)))],
  [UnclosedComment, (_, span, errors) => errors.add(unclosedComment(firstUnits(span, 2)))],
  [UnclosedString, (_, span, errors) => errors.add(unclosedString(span))],
  [StringLiteral, (token, span, errors) => readString(token.image, span.start, (error) => errors.add(error))],
  [MalformedNumber, (token, span, errors) => errors.add(malformedNumber(token.image, span))],
  [MalformedName, complainOfName],
]);

/** What of a malformed name can stay a name. */
export const withoutAliens = (word: string): string => word.replace(/[^!-~]|[,[\]{}]/g, '');

function complainOfName(token: IToken, span: Span, errors: ErrorList): void {
  const aliens = token.image.replace(/[!#-'*+\-./0-:<-Z\\^-z|~]/g, '');
  errors.add(aliens === '' ? emptyName(span) : malformedName(token.image, aliens, span));
}

const firstUnits = (span: Span, count: number): Span => ({ start: span.start, end: span.start + count });
