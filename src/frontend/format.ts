/** `itlc fmt`: a source, comments and all, in the one layout. */
import type { IToken, TokenType } from 'chevrotain';
import {
  BlockComment,
  DocComment,
  LeftParen,
  LineComment,
  RightParen,
  StringLiteral,
} from '../../grammar/itl-tokens.ts';
import { layOut } from '../ast/layout.ts';
import type { Piece } from '../ast/pieces.ts';
import { quoteString } from '../ast/quote-string.ts';
import { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import type { SourceFile } from '../source/source-map.ts';
import { ErrorList } from './error-list.ts';
import { parseItl } from './itl.ts';
import { lexItl } from './lex-itl.ts';
import { readString } from './string-literal.ts';

/**
 * The file's text in the layout of {@link layOut}: the same tokens (strings with no more escapes than they need), all
 * comments, at most one blank line in a row, lines ended with a line feed. Undefined, and the sink says why, where the
 * syntax is wrong.
 */
export function formatItl(file: SourceFile, sink: DiagnosticSink): string | undefined {
  const found = new DiagnosticSink();
  parseItl(file, found);
  for (const diagnostic of found.all) sink.add(diagnostic);
  return found.hasErrors ? undefined : formatWellFormed(file);
}

/** The same of a file whose syntax is known to be right. */
export const formatWellFormed = (file: SourceFile): string => layOut(piecesOf(file));

/** Rests on the parentheses being balanced. */
function piecesOf(file: SourceFile): readonly Piece[] {
  const { tokens, comments } = lexItl(file, new ErrorList());
  const top: Piece[] = [];
  const open = [top];
  let end = 0;
  for (const token of inOrder(tokens, comments)) {
    const linesBefore = countLineEnds(file.text.slice(end, token.startOffset));
    end = token.startOffset + token.image.length;
    if (token.tokenType === RightParen) {
      open.pop();
      continue;
    }
    const children: Piece[] = [];
    open.at(-1)?.push(pieceOf(token, children, linesBefore));
    if (token.tokenType === LeftParen) open.push(children);
  }
  return top;
}

function pieceOf(token: IToken, children: readonly Piece[], linesBefore: number): Piece {
  if (token.tokenType === LeftParen) return { kind: 'list', children, linesBefore };
  if (comments.has(token.tokenType)) return { kind: 'comment', text: commentText(token), linesBefore };
  if (token.tokenType !== StringLiteral) return { kind: 'atom', text: token.image, linesBefore };
  return { kind: 'atom', text: quoteString(readString(token.image, 0, () => {})), linesBefore };
}

const comments: ReadonlySet<TokenType> = new Set([DocComment, LineComment, BlockComment]);

const commentText = (token: IToken): string => withLineFeeds(token.image).trimEnd();

const withLineFeeds = (text: string): string => text.replace(/\r\n?/g, '\n');

const countLineEnds = (blank: string): number => withLineFeeds(blank).split('\n').length - 1;

const inOrder = (tokens: readonly IToken[], comments: readonly IToken[]): readonly IToken[] =>
  [...tokens, ...comments].sort((left, right) => left.startOffset - right.startOffset);
