/** Finds the comments that document what follows them. */
import type { ILexingResult, IToken } from 'chevrotain';
import { WIT_COMMENTS } from '../../grammar/wit-tokens.ts';
import { firstAtLeast } from '../source/first-at-least.ts';

/** Gives the text of the doc comments (`///`, `/** … *\/`) between the token before a local offset and the offset itself. */
export type DocsBefore = (offset: number) => string;

export function docsBefore(text: string, { tokens, groups }: ILexingResult): DocsBefore {
  const comments = (groups[WIT_COMMENTS] ?? []).filter(({ image }) => isDoc(image));
  const startOf = ({ startOffset }: IToken): number => startOffset;
  return (offset) => {
    const before = tokens[firstAtLeast(tokens, offset, startOf) - 1];
    const from = before ? before.startOffset + before.image.length : 0;
    // A comment behind something, in its line, is about that.
    const end = before ? text.indexOf('\n', from) : -1;
    const found: string[] = [];
    for (let index = firstAtLeast(comments, from, startOf); index < comments.length; index += 1) {
      const comment = comments[index];
      if (!comment || comment.startOffset >= offset) break;
      if (end < 0 || comment.startOffset > end || offset < end) found.push(...linesOf(comment.image));
    }
    return found.join('\n').trim();
  };
}

const isDoc = (image: string): boolean => image.startsWith('///') || /^\/\*\*(?!\/)/.test(image);

function linesOf(image: string): readonly string[] {
  if (image.startsWith('///')) return [image.replace(/^\/\/\/+ ?/, '').trimEnd()];
  return image
    .slice(3, -2)
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd());
}
