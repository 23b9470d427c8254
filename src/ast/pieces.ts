/** What the layout is made from: s-expressions with their comments, and where lines ended in the source. */

interface Spaced {
  /** Line ends between what stands before and this: none, one, or several. */
  readonly linesBefore: number;
}

export interface AtomPiece extends Spaced {
  readonly kind: 'atom';
  readonly text: string;
}

export interface CommentPiece extends Spaced {
  readonly kind: 'comment';
  /** With its `;;` or `(;` and `;)`; the lines of a block comment end with a line feed. */
  readonly text: string;
}

export interface ListPiece extends Spaced {
  readonly kind: 'list';
  readonly children: readonly Piece[];
}

export type Piece = AtomPiece | CommentPiece | ListPiece;

/** An atom or a list with the comments on its line, or comments that have a line of their own. */
export interface Unit extends Spaced {
  readonly before: readonly CommentPiece[];
  readonly node: AtomPiece | ListPiece | undefined;
  readonly after: readonly CommentPiece[];
}

const isLineComment = (comment: CommentPiece): boolean => comment.text.startsWith(';;');

/** Whether nothing more can stand on the unit's line. */
export const endsLine = (unit: Unit): boolean => unit.node === undefined || unit.after.some(isLineComment);

/** Whether the line ended behind the unit's comments: in a spread list it does so again, so that they keep their place. */
export const isLastOfLine = (unit: Unit): boolean => unit.node === undefined || unit.after.length > 0;

/** Gives each comment to what it stands beside on its line. */
export function unitsOf(pieces: readonly Piece[]): readonly Unit[] {
  const units: Unit[] = [];
  let comments: CommentPiece[] = [];
  for (const [index, piece] of pieces.entries()) {
    if (piece.kind !== 'comment') {
      const { linesBefore } = comments[0] ?? piece;
      units.push({ before: comments, node: piece, after: [], linesBefore });
      comments = [];
      continue;
    }
    comments.push(piece);
    const next = pieces[index + 1];
    if (next?.linesBefore === 0 && !isLineComment(piece)) continue;
    placeComments(units, comments);
    comments = [];
  }
  return units;
}

/** Comments after which the line ended (or the list): behind what stands before them on their line, or by themselves. */
function placeComments(units: Unit[], comments: readonly CommentPiece[]): void {
  const linesBefore = comments[0]?.linesBefore ?? 0;
  const left = units.at(-1);
  if (linesBefore > 0 || left === undefined || endsLine(left)) {
    units.push({ before: comments, node: undefined, after: [], linesBefore });
  } else {
    units[units.length - 1] = { ...left, after: comments };
  }
}
