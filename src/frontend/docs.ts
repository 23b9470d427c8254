/** Finds the doc comments of declarations. */
import type { IToken } from 'chevrotain';
import { lineStartIfFirst } from './line-start.ts';

interface DocBlock {
  readonly lines: string[];
  /** Local offset of the line below the block. */
  nextLine: number;
}

/**
 * Gives the block of doc lines (`;;;`, in the C++ DSL `///`) directly above the line where the declaration at a local
 * offset begins, or the empty string. A block goes to the first declaration of that line; they have to be asked for in
 * the order of the text.
 */
export type TakeDoc = (offset: number) => string;

/** @param comments the doc comments only; three signs and a line. */
export function docsOf(text: string, comments: readonly IToken[]): TakeDoc {
  const blocks = docBlocks(text, comments);
  let next = 0;
  return (offset) => {
    for (let block = blocks[next]; block !== undefined && block.nextLine <= offset; block = blocks[next]) {
      next += 1;
      if (offset < lineAfter(text, block.nextLine)) return block.lines.join('\n');
    }
    return '';
  };
}

function docBlocks(text: string, comments: readonly IToken[]): DocBlock[] {
  const blocks: DocBlock[] = [];
  for (const comment of comments) {
    const lineStart = lineStartIfFirst(text, comment.startOffset);
    if (lineStart === undefined) continue;
    const line = comment.image.slice(3).trimEnd().replace(/^ /, '');
    const nextLine = lineAfter(text, comment.startOffset + comment.image.length);
    const above = blocks.at(-1);
    if (above?.nextLine !== lineStart) {
      blocks.push({ lines: [line], nextLine });
      continue;
    }
    above.lines.push(line);
    above.nextLine = nextLine;
  }
  return blocks;
}

/** Where the line after the one of `offset` begins. */
function lineAfter(text: string, offset: number): number {
  const lineEnd = /\r\n?|\n|$/g;
  lineEnd.lastIndex = offset;
  return lineEnd.test(text) ? lineEnd.lastIndex : text.length;
}
