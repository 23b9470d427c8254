/**
 * Gives every parenthesis its partner before any rule sees the tokens, so that one missing or too many is one error
 * and not the ruin of all that follows. Where, the author's indentation tells; where it tells nothing consistent,
 * parentheses are closed at the end of the file.
 */
import { createTokenInstance, type IToken, type TokenType } from 'chevrotain';
import { keywords, LeftParen, RightParen } from '../../grammar/itl-tokens.ts';
import type { Span } from '../source/source-map.ts';
import { ERROR_LIMIT } from './error-list.ts';
import { lineStartIfFirst } from './line-start.ts';

export type ParenError =
  | {
      readonly kind: 'missing';
      readonly count: number;
      /** Where the missing ones belong, as a local offset. */
      readonly at: number;
      /** The innermost parenthesis that is not closed. */
      readonly open: IToken;
    }
  | {
      readonly kind: 'surplus';
      /** How many follow each other directly. */
      count: number;
      /** Local offset of the first. */
      readonly start: number;
      /** What follows, and is indented as if it were still inside. */
      readonly orphan: IToken | undefined;
    };

export interface Balanced {
  readonly tokens: readonly IToken[];
  readonly errors: readonly ParenError[];
}

/**
 * @param swallowers where an unclosed string or comment took more than was meant: parentheses missing after that are
 *   added without an error.
 */
export function balance(text: string, tokens: readonly IToken[], swallowers: readonly Span[]): Balanced {
  if (isBalanced(tokens)) return { tokens, errors: [] };
  const byIndentation = repair(text, tokens, swallowers, true);
  const plainly = repair(text, tokens, swallowers, false);
  return byIndentation.edits <= plainly.edits ? byIndentation : plainly;
}

function isBalanced(tokens: readonly IToken[]): boolean {
  let depth = 0;
  for (const token of tokens) {
    if (token.tokenType === LeftParen) depth += 1;
    else if (token.tokenType === RightParen) depth -= 1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

interface Open {
  readonly paren: IToken;
  readonly head: TokenType | undefined;
  /** From 1; undefined where the parenthesis is not the first on its line. */
  readonly column: number | undefined;
  /** The column of the first one inside that is the first on its line. */
  childColumn: number | undefined;
}

interface Closed {
  readonly open: Open;
  /** Index of its `)` in the output. */
  readonly at: number;
}

interface Repair {
  readonly text: string;
  readonly tokens: IToken[];
  readonly errors: ParenError[];
  /** How many parentheses were added or left out. */
  edits: number;
  readonly open: Open[];
  /** The last one closed at the depth where the text now is. */
  lastClosed: Closed | undefined;
  /** Local offset of the last string or comment that swallowed something. */
  swallowedAt: number;
}

function repair(text: string, tokens: readonly IToken[], swallowers: readonly Span[], byIndentation: boolean): Repair {
  const state: Repair = { text, tokens: [], errors: [], edits: 0, open: [], lastClosed: undefined, swallowedAt: -1 };
  let swallowed = 0;
  const swallowBefore = (offset: number): void => {
    for (let next = swallowers[swallowed]; next !== undefined && next.start < offset; next = swallowers[swallowed]) {
      state.swallowedAt = next.start;
      swallowed += 1;
    }
  };
  for (const [index, token] of tokens.entries()) {
    swallowBefore(token.startOffset);
    if (token.tokenType === LeftParen) openParen(state, token, tokens[index + 1]?.tokenType, byIndentation);
    else if (token.tokenType === RightParen) closeParen(state, token);
    else state.tokens.push(token);
  }
  swallowBefore(Number.POSITIVE_INFINITY);
  closeDownTo(state, 0);
  return state;
}

function openParen(state: Repair, paren: IToken, head: TokenType | undefined, byIndentation: boolean): void {
  const column = columnIfFirst(state.text, paren.startOffset);
  if (byIndentation && column !== undefined) {
    closeDownTo(state, depthFor(state.open, column, head));
    reopenFor(state, paren, column, head);
    const holder = state.open.findLast(beginsLine);
    if (holder !== undefined) holder.childColumn ??= column;
  }
  state.tokens.push(paren);
  state.open.push({ paren, head, column, childColumn: undefined });
  state.lastClosed = undefined;
}

function closeParen(state: Repair, paren: IToken): void {
  const open = state.open.pop();
  if (open === undefined) {
    addSurplus(state, paren);
    return;
  }
  state.lastClosed = { open, at: state.tokens.length };
  state.tokens.push(paren);
}

function addSurplus(state: Repair, paren: IToken): void {
  const last = state.errors.at(-1);
  state.edits += 1;
  const start = paren.startOffset;
  if (last?.kind === 'surplus' && last.start + last.count === start) last.count += 1;
  else addError(state, { kind: 'surplus', count: 1, start, orphan: undefined });
}

/** Adds what is missing until only `depth` parentheses are open. */
function closeDownTo(state: Repair, depth: number): void {
  const unclosed = state.open.splice(depth);
  const innermost = unclosed.at(-1);
  if (innermost === undefined) return;
  const last = state.tokens.at(-1) ?? innermost.paren;
  const at = last.startOffset + last.image.length;
  const count = unclosed.filter((open) => open.paren.startOffset > state.swallowedAt).length;
  if (count > 0) addError(state, { kind: 'missing', count, at, open: innermost.paren });
  for (const _ of unclosed) state.tokens.push(createTokenInstance(RightParen, '', at, at, 0, 0, 0, 0));
  state.edits += unclosed.length;
  state.lastClosed = undefined;
}

/** Takes back the last `)` where `paren` is indented like a sibling of what stood inside it. */
function reopenFor(state: Repair, paren: IToken, column: number, head: TokenType | undefined): void {
  const { lastClosed } = state;
  if (lastClosed === undefined || !isIndentedInside(lastClosed.open, column, head, state.open.length === 0)) return;
  const holder = state.open.findLast(beginsLine);
  if (holder?.childColumn === column || !mayHold(lastClosed.open.head, head)) return;
  const [surplus] = state.tokens.splice(lastClosed.at, 1);
  state.edits += 1;
  state.open.push(lastClosed.open);
  reportReopened(state, surplus?.startOffset ?? paren.startOffset, paren);
}

/** Those that followed directly were surplus at top level already. */
function reportReopened(state: Repair, start: number, orphan: IToken): void {
  const last = state.errors.at(-1);
  const followed = last?.kind === 'surplus' && last.start === start + 1 ? last.count : 0;
  if (followed > 0) state.errors.pop();
  addError(state, { kind: 'surplus', count: 1 + followed, start, orphan });
}

/** Nothing but items can stand at top level. */
function isIndentedInside(closed: Open, column: number, head: TokenType | undefined, isTopLevel: boolean): boolean {
  if (closed.column === undefined || column <= closed.column) return false;
  const cannotStandHere = isTopLevel && (head === undefined || !itemHeads.has(head));
  return column === closed.childColumn || (closed.childColumn === undefined && cannotStandHere);
}

function addError(state: Repair, error: ParenError): void {
  if (state.errors.length <= ERROR_LIMIT) state.errors.push(error);
}

/** How many parentheses stay open before one that begins a line at `column`: those not indented less are over. */
function depthFor(open: readonly Open[], column: number, head: TokenType | undefined): number {
  let kept = open.length;
  for (let index = open.length - 1; index >= 0; index -= 1) {
    const candidate = open[index];
    if (candidate?.column === undefined) continue;
    if (isInside(candidate, candidate.column, open.slice(0, index).findLast(beginsLine), column, head)) return kept;
    kept = index;
  }
  return kept;
}

const beginsLine = (open: Open): boolean => open.column !== undefined;

function isInside(
  holder: Open,
  holderColumn: number,
  outer: Open | undefined,
  column: number,
  head: TokenType | undefined,
): boolean {
  if (column < holderColumn || !mayHold(holder.head, head)) return false;
  if (column > holderColumn || holder.childColumn === column) return true;
  return holder.childColumn === undefined && !indents(outer);
}

/** Whether an author who wrote `outer` moves to the right what stands inside. */
const indents = (outer: Open | undefined): boolean =>
  outer?.column !== undefined && outer.childColumn !== undefined && outer.childColumn > outer.column;

const { types, import: imports, module, func, export: exports, start, relay, component } = keywords;

const members: ReadonlyMap<TokenType, readonly TokenType[]> = new Map([
  [types, [func]],
  [imports, [func, relay]],
  [module, [func, imports, start]],
  [exports, [func]],
  [func, []],
  [component, []],
]);

const itemHeads: ReadonlySet<TokenType> = new Set([types, imports, module, func, exports, start, relay, component]);
const topLevelOnly: ReadonlySet<TokenType> = new Set([types, module, exports, component]);

function mayHold(holder: TokenType | undefined, head: TokenType | undefined): boolean {
  if (head === undefined || !itemHeads.has(head)) return true;
  const allowed = holder === undefined ? undefined : members.get(holder);
  return allowed === undefined ? !topLevelOnly.has(head) : allowed.includes(head);
}

function columnIfFirst(text: string, offset: number): number | undefined {
  const lineStart = lineStartIfFirst(text, offset);
  return lineStart === undefined ? undefined : offset - lineStart + 1;
}
