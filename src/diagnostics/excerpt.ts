/** One line of source, cut to what fits, and where the carets go. */
import { clusterWidth, visible } from './visible.ts';

export interface Excerpt {
  readonly text: string;
  /** Columns of a terminal before the carets. */
  readonly indent: number;
  /** Columns under which carets go; at least one. */
  readonly width: number;
}

/** Columns of an excerpt, ellipses not counted. */
const LIMIT = 110;
/** Where what is marked begins further right than this, the line is cut on the left. */
const FURTHEST = 80;
/** Columns that stay in front of it then. */
const LEAD = 30;
/** Lines can be megabytes long; so many UTF-16 units before and behind the place are looked at. */
const REACH = 400;
const TAB = 4;
const BYTE_ORDER_MARK = '\ufeff';

/** What a reader sees as one character. */
interface Cell {
  readonly text: string;
  readonly width: number;
  /** Of its first UTF-16 unit in the line. */
  readonly offset: number;
}

/** @param start and `end` in UTF-16 units of the line; where they are equal, one caret stands at `start`. */
export function excerptOf(line: string, start: number, end: number): Excerpt {
  const from = Math.max(0, start - REACH);
  const cells = cellsOf(line.slice(from, start + REACH), from);
  const skipped = cellsToSkip(cells, start);
  const shown = fitting(cells.slice(skipped));
  const left = from > 0 || skipped > 0 ? '…' : '';
  const right = skipped + shown.length < cells.length || start + REACH < line.length ? '…' : '';
  return {
    text: left + shown.map((cell) => cell.text).join('') + right,
    indent: left.length + widthOf(shown.filter((cell) => cell.offset < start)),
    width: Math.max(1, widthOf(shown.filter((cell) => cell.offset >= start && cell.offset < end))),
  };
}

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

function cellsOf(text: string, base: number): Cell[] {
  const cells: Cell[] = [];
  let column = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    const shown = shownAs(segment, column, base + index);
    const width = clusterWidth(shown);
    cells.push({ text: shown, width, offset: base + index });
    column += width;
  }
  return cells;
}

function shownAs(cluster: string, column: number, offset: number): string {
  if (cluster === '\t') return ' '.repeat(TAB - (column % TAB));
  return offset === 0 && cluster === BYTE_ORDER_MARK ? '' : visible(cluster);
}

function cellsToSkip(cells: readonly Cell[], start: number): number {
  const before = cells.filter((cell) => cell.offset < start);
  if (widthOf(before) <= FURTHEST) return 0;
  let lead = 0;
  const first = before.findLastIndex((cell) => {
    lead += cell.width;
    return lead > LEAD;
  });
  return first + 1;
}

function fitting(cells: readonly Cell[]): readonly Cell[] {
  let width = 0;
  const tooMuch = cells.findIndex((cell) => {
    width += cell.width;
    return width > LIMIT;
  });
  return tooMuch < 0 ? cells : cells.slice(0, tooMuch);
}

const widthOf = (cells: readonly Cell[]): number => cells.reduce((sum, cell) => sum + cell.width, 0);
