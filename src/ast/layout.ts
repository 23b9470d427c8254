/**
 * The layout of ITL. What fits on a line stands on one; otherwise the head and what belongs to it stand on the first
 * line, and each of the rest below, indented by two. Layouts of layouts are the same again.
 */
import { firstLineEnd, isAlwaysSpread, type Role, roleWithin } from './layout-rules.ts';
import { type CommentPiece, endsLine, type ListPiece, type Piece, type Unit, unitsOf } from './pieces.ts';

const WIDTH = 100;
const INDENT = 2;
/** Of what continues a first line that is too long, to set it apart from what stands below. */
const CONTINUATION = 4;

/** Lays out a file; the result ends with a line end unless it is empty. */
export function layOut(pieces: readonly Piece[]): string {
  const writer = new Writer();
  const tree = measured({ kind: 'list', children: pieces, linesBefore: 0 }, 'document');
  writeLines(writer, tree.units, 0, 0);
  const text = writer.text;
  return text === '' ? '' : `${text}\n`;
}
