/** Typed access to Chevrotain's concrete syntax trees. */
import { type CstElement, type CstNode, type IToken, tokenMatcher } from 'chevrotain';
import { MalformedName, MalformedNumber, StringLiteral, UnclosedString } from '../../grammar/itl-tokens.ts';
import { shortened } from '../diagnostics/syntax.ts';
import type { Span } from '../source/source-map.ts';

export const isToken = (element: CstElement): element is IToken => 'image' in element;

const isRule = (element: CstElement): element is CstNode => !isToken(element);

/** All children under a label, in the order of the text. */
export const childrenOf = (node: CstNode, label: string): readonly CstElement[] => node.children[label] ?? [];

export const rulesOf = (node: CstNode, label: string): readonly CstNode[] => childrenOf(node, label).filter(isRule);

export const ruleOf = (node: CstNode, label: string): CstNode | undefined => rulesOf(node, label)[0];

/** A token that the text has; one that recovery made up counts as absent. */
export function tokenOf(node: CstNode, label: string): IToken | undefined {
  const [child] = childrenOf(node, label);
  return child !== undefined && isToken(child) && child.isInsertedInRecovery !== true ? child : undefined;
}

/** Where a token is, in its file. */
export const localSpan = (token: IToken): Span => ({
  start: token.startOffset,
  end: token.startOffset + token.image.length,
});

/** Where a token is, among all files. */
export const globalSpan = (token: IToken, base: number): Span => ({
  start: base + token.startOffset,
  end: base + token.startOffset + token.image.length,
});

/** From its own parenthesis to the last. */
export function parenthesized(node: CstNode, base: number): Span {
  const left = tokenOf(node, 'LeftParen');
  const right = tokenOf(node, 'RightParen');
  if (left === undefined || right === undefined) throw new Error(`rule '${node.name}' has no parentheses`);
  return { start: base + left.startOffset, end: base + right.startOffset + right.image.length };
}

/** Tokens that the lexer has complained of already. */
export const isMalformed = (token: IToken): boolean =>
  token.tokenType === MalformedName || token.tokenType === MalformedNumber || token.tokenType === UnclosedString;

/** A token as messages quote it. */
export const quoted = (token: IToken): string =>
  tokenMatcher(token, StringLiteral) ? shortened(token.image) : `'${shortened(token.image)}'`;
