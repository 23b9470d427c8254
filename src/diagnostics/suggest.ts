/** Finds the name that a user most likely meant. */

/** Longer names are not compared: what is that long was copied, not typed. */
const LONGEST = 100;

/** More edits than this make another name, however long it is. */
const MOST_EDITS = 8;

/** Upper case for lower case, or `-` for `_`, weighs less than another letter. */
const VARIANT_COST = 0.25;

/**
 * The candidate nearest to `wanted`: at most about a third of its letters are inserted, left out, replaced or swapped
 * with their neighbour; a difference of case alone hardly counts. Of equally near ones the first.
 */
export function didYouMean(wanted: string, candidates: Iterable<string>): string | undefined {
  if (wanted.length === 0 || wanted.length > LONGEST) return undefined;
  const letters = wordOf(wanted);
  let nearest: string | undefined;
  let limit = Math.min(MOST_EDITS, Math.max(Math.floor(wanted.length / 3), VARIANT_COST * wanted.length));
  for (const candidate of candidates) {
    if (candidate === wanted || Math.abs(candidate.length - wanted.length) > limit) continue;
    const distance = distanceWithin(letters, wordOf(candidate), limit);
    if (distance > limit || (nearest !== undefined && distance === limit)) continue;
    nearest = candidate;
    limit = distance;
  }
  return nearest;
}

/** The hint of a diagnostic about an unknown name; nothing where no candidate is near. */
export function hintFor(wanted: string, candidates: Iterable<string>): string | undefined {
  const meant = didYouMean(wanted, candidates);
  return meant === undefined ? undefined : `did you mean '${meant}'?`;
}

/** Longer lists are of no help. */
const MOST_LISTED = 12;

/** Names to choose from: `'a', 'b' and 3 more`. */
export function listOf(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LISTED).map((name) => `'${name}'`);
  const rest = names.length - shown.length;
  if (rest > 0) return `${shown.join(', ')} and ${rest} more`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** The same as a clause. */
export const thereAre = (names: readonly string[]): string =>
  `there ${names.length === 1 ? 'is' : 'are'} ${listOf(names)}`;

interface Word {
  readonly exact: string;
  /** In lower case, `-` taken for `_`. */
  readonly folded: string;
}

const wordOf = (text: string): Word => ({ exact: text, folded: text.toLowerCase().replaceAll('-', '_') });

/** Optimal string alignment, row by row; infinity as soon as a whole row is beyond `limit`. */
function distanceWithin(left: Word, right: Word, limit: number): number {
  const width = right.exact.length;
  let beforePrevious = new Float64Array(width + 1);
  let previous = Float64Array.from({ length: width + 1 }, (_, column) => column);
  let current = new Float64Array(width + 1);
  for (let row = 1; row <= left.exact.length; row += 1) {
    if (fillRow(left, right, row, current, previous, beforePrevious, limit) > limit) return Number.POSITIVE_INFINITY;
    [beforePrevious, previous, current] = [previous, current, beforePrevious];
  }
  return previous[width] ?? Number.POSITIVE_INFINITY;
}

/** Fills the columns that can still be within the limit, and gives the row's minimum. */
function fillRow(
  left: Word,
  right: Word,
  row: number,
  current: Float64Array,
  previous: Float64Array,
  beforePrevious: Float64Array,
  limit: number,
): number {
  const at = (cells: Float64Array, column: number): number => cells[column] ?? Number.POSITIVE_INFINITY;
  const reach = Math.ceil(limit);
  const first = Math.max(1, row - reach);
  const last = Math.min(right.exact.length, row + reach);
  current.fill(Number.POSITIVE_INFINITY);
  if (row <= reach) current[0] = row;
  let least = at(current, 0);
  for (let column = first; column <= last; column += 1) {
    const swap = isSwap(left, right, row, column) ? at(beforePrevious, column - 2) + 1 : Number.POSITIVE_INFINITY;
    const change = at(previous, column - 1) + changeCost(left, right, row, column);
    const cost = Math.min(change, at(previous, column) + 1, at(current, column - 1) + 1, swap);
    current[column] = cost;
    least = Math.min(least, cost);
  }
  return least;
}

function changeCost(left: Word, right: Word, row: number, column: number): number {
  if (left.exact[row - 1] === right.exact[column - 1]) return 0;
  return left.folded[row - 1] === right.folded[column - 1] ? VARIANT_COST : 1;
}

const isSwap = (left: Word, right: Word, row: number, column: number): boolean =>
  row > 1 &&
  column > 1 &&
  left.folded[row - 1] === right.folded[column - 2] &&
  left.folded[row - 2] === right.folded[column - 1];
