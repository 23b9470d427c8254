/** From a piece to its concrete tree, with what is wrong in it: one error, the first. */
import { type CstNode, EOF, type IToken, tokenMatcher } from 'chevrotain';
import { DslParser } from '../../grammar/dsl-grammar.ts';
import { DslString } from '../../grammar/dsl-tokens.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { expectedInBlock, missingSemicolon, nestedTypes } from '../diagnostics/dsl.ts';
import { shortened } from '../diagnostics/syntax.ts';
import { globalSpan } from '../frontend/cst.ts';
import type { TakeDoc } from '../frontend/docs.ts';
import type { Span } from '../source/source-map.ts';
import { insertedSemicolon, type Piece } from './cut-block.ts';
import { remedyFor, remedyForCase } from './explain.ts';
import { isComplainedOf } from './lex-block.ts';

export interface BlockContext {
  /** The global offset of the block's text. */
  readonly base: number;
  readonly takeDoc: TakeDoc;
  readonly report: (error: Diagnostic) => void;
}

/** The grammar's rules that take a piece. */
export type PieceRule =
  | 'importHead'
  | 'exportHead'
  | 'classHead'
  | 'container'
  | 'typeHead'
  | 'alias'
  | 'include'
  | 'func'
  | 'callback'
  | 'construct'
  | 'property'
  | 'constant'
  | 'field'
  | 'variantCase'
  | 'plainCase';

const withoutSemicolon: ReadonlySet<PieceRule> = new Set(['include', 'plainCase']);

/** So deep may types stand inside each other: ITL made from them stays within its own limit. */
export const TYPE_DEPTH_LIMIT = 32;

let parser: DslParser | undefined;

/** Undefined after a reported error; a semicolon that is missing at the end spoils nothing. */
export function parsePiece(rule: PieceRule, piece: Piece, context: BlockContext): CstNode | undefined {
  const deep = tooDeepIn(piece.tokens);
  if (deep !== undefined) {
    context.report(nestedTypes(TYPE_DEPTH_LIMIT, globalSpan(deep, context.base)));
    return undefined;
  }
  const lacksEnd = !piece.isEnded && !withoutSemicolon.has(rule);
  const tree = runRule(rule, lacksEnd ? [...piece.tokens, insertedSemicolon(piece)] : piece.tokens, piece, context);
  if (tree !== undefined && lacksEnd) context.report(missingSemicolon(endOf(piece, context)));
  return tree;
}

function runRule(rule: PieceRule, tokens: readonly IToken[], piece: Piece, context: BlockContext): CstNode | undefined {
  // Making one costs more than most files.
  parser ??= new DslParser();
  parser.input = [...tokens];
  const tree = parser[rule]();
  const [error] = parser.errors;
  if (error === undefined) return tree;
  reportUnexpected(error.message, error.token, piece, context, rule);
  return undefined;
}

function reportUnexpected(expected: string, found: IToken, piece: Piece, context: BlockContext, rule: PieceRule): void {
  if (isComplainedOf(found)) return;
  const isAtEnd = found.tokenType === EOF || found.isInsertedInRecovery === true;
  const span = isAtEnd ? endOf(piece, context) : globalSpan(found, context.base);
  const what = isAtEnd ? (piece.next ? quotedToken(piece.next) : 'the end of the block') : quotedToken(found);
  const index = isAtEnd ? piece.tokens.length : piece.tokens.indexOf(found);
  context.report(
    expectedInBlock(
      expected,
      what,
      span,
      (rule === 'variantCase' && remedyForCase(piece.tokens, index)) || remedyFor(piece.tokens, index),
    ),
  );
}

/** Behind the last token, where the missing one belongs. */
function endOf(piece: Piece, { base }: BlockContext): Span {
  const last = piece.tokens.at(-1);
  const end = base + (last === undefined ? 0 : last.startOffset + last.image.length);
  return { start: end, end };
}

export const quotedToken = (token: IToken): string =>
  tokenMatcher(token, DslString) ? shortened(token.image) : `'${shortened(token.image)}'`;

function tooDeepIn(tokens: readonly IToken[]): IToken | undefined {
  let depth = 0;
  for (const token of tokens) {
    if (token.image === '(' || token.image === '<') depth += 1;
    if (token.image === ')' || token.image === '>') depth -= 1;
    if (depth > TYPE_DEPTH_LIMIT) return token;
  }
  return undefined;
}
