import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { firstAtLeast } from '../source/first-at-least.ts';
import type { SourceFile, Span } from '../source/source-map.ts';

/**
 * Tells errors that are not worth reporting: those on a line where an unclosed string or comment swallowed a part.
 *
 * @param swallowers local spans, in order.
 */
export function consequencesOf(file: SourceFile, swallowers: readonly Span[]): (error: Diagnostic) => boolean {
  let line: Line = { start: 0, end: -1, isSpoilt: false };
  return ({ span }) => {
    if (span === undefined || swallowers.length === 0) return false;
    const at = span.start - file.base;
    // There may be millions of errors on a line of megabytes.
    if (at < line.start || at > line.end) line = lineAt(file.text, at, swallowers);
    return line.isSpoilt;
  };
}

interface Line {
  readonly start: number;
  /** Where its line end is. */
  readonly end: number;
  readonly isSpoilt: boolean;
}

function lineAt(text: string, offset: number, swallowers: readonly Span[]): Line {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const newLine = text.indexOf('\n', offset);
  const end = newLine < 0 ? text.length : newLine;
  return { start, end, isSpoilt: beginsWithin(swallowers, start, end) };
}

/** Whether one of the spans, which are in order, begins from `start` up to `end`. */
function beginsWithin(spans: readonly Span[], start: number, end: number): boolean {
  const first = spans[firstAtLeast(spans, start, (span) => span.start)];
  return first !== undefined && first.start <= end;
}
