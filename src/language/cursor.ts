/** Where a cursor is among the parentheses, whatever is still missing of them: from the tokens alone. */
import type { IToken } from 'chevrotain';
import { LeftParen, RightParen, StringLiteral, UnclosedString } from '../../grammar/itl-tokens.ts';
import { ErrorList } from '../frontend/error-list.ts';
import { lexItl } from '../frontend/lex-itl.ts';

/** A list around the cursor. */
export interface OpenList {
  /** What it begins with; undefined where that is no word, or is the word at the cursor. */
  readonly head: string | undefined;
  /** The items in front of the cursor's, the head among them; a list counts as one, without a text. */
  readonly before: readonly (string | undefined)[];
}

export interface Cursor {
  /** From the outermost list to the innermost. */
  readonly lists: readonly OpenList[];
  /** The word or string that the cursor is in or behind: what a completion replaces. Empty where there is none. */
  readonly word: { readonly start: number; readonly end: number; readonly text: string };
  readonly inString: boolean;
  readonly inComment: boolean;
}

const endOf = (token: IToken): number => token.startOffset + token.image.length;

export function cursorAt(text: string, offset: number): Cursor {
  const { tokens, comments } = lexItl({ path: '', text, base: 0 }, new ErrorList());
  const open: (string | undefined)[][] = [];
  let word: IToken | undefined;
  for (const token of tokens) {
    if (token.startOffset >= offset) break;
    if (token.tokenType === LeftParen) open.push([]);
    else if (token.tokenType === RightParen) closeList(open);
    else if (endOf(token) >= offset && !isClosedString(token, offset)) word = token;
    else open.at(-1)?.push(token.image);
  }
  return {
    lists: open.map((before) => ({ before, head: before[0] })),
    word: wordOf(word, offset),
    inString: word !== undefined && isString(word),
    inComment: comments.some((comment) => comment.startOffset < offset && offset <= endOf(comment)),
  };
}

function closeList(open: (string | undefined)[][]): void {
  open.pop();
  open.at(-1)?.push(undefined);
}

const isString = ({ tokenType }: IToken): boolean => tokenType === StringLiteral || tokenType === UnclosedString;

/** Behind its quote a string is done. */
const isClosedString = (token: IToken, offset: number): boolean =>
  token.tokenType === StringLiteral && endOf(token) === offset;

const wordOf = (token: IToken | undefined, offset: number): Cursor['word'] =>
  token ? { start: token.startOffset, end: endOf(token), text: token.image } : { start: offset, end: offset, text: '' };
