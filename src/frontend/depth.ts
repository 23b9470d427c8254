import type { IToken } from 'chevrotain';
import { LeftParen, RightParen } from '../../grammar/itl-tokens.ts';

/** How deep parentheses may stand inside each other; whatever recurses over forms relies on it. */
export const DEPTH_LIMIT = 200;

/** The tokens without the outermost groups that go deeper than the limit; `report` gets the first paren too deep in each. */
export function withoutTooDeep(tokens: readonly IToken[], report: (paren: IToken) => void): readonly IToken[] {
  if (deepest(tokens) <= DEPTH_LIMIT) return tokens;
  const kept: IToken[] = [];
  let depth = 0;
  let groupStart = 0;
  let cutting = false;
  for (const token of tokens) {
    if (depth === 0) {
      cutting = false;
      groupStart = kept.length;
    }
    depth = depthAfter(token, depth);
    if (depth > DEPTH_LIMIT && !cutting) {
      report(token);
      cutting = true;
      kept.length = groupStart;
    }
    if (!cutting) kept.push(token);
  }
  return kept;
}

function deepest(tokens: readonly IToken[]): number {
  let depth = 0;
  let most = 0;
  for (const token of tokens) {
    depth = depthAfter(token, depth);
    if (depth > most) most = depth;
  }
  return most;
}

/** A surplus `)` leaves the depth at nothing. */
function depthAfter(token: IToken, depth: number): number {
  if (token.tokenType === LeftParen) return depth + 1;
  return token.tokenType === RightParen && depth > 0 ? depth - 1 : depth;
}
