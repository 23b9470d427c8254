import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { SourceFile, Span } from '../source/source-map.ts';

/**
 * Tells errors that are not worth reporting: those on a line where an unclosed string or comment swallowed a part.
 *
 * @param swallowers local spans, in order.
 */
export function consequencesOf(file: SourceFile, swallowers: readonly Span[]): (error: Diagnostic) => boolean {
  return (error) => {
    if (error.span === undefined || swallowers.length === 0) return false;
    const at = error.span.start - file.base;
    const lineStart = file.text.lastIndexOf('\n', at - 1) + 1;
    const newLine = file.text.indexOf('\n', at);
    return beginsWithin(swallowers, lineStart, newLine < 0 ? file.text.length : newLine);
  };
}

/** Whether one of the spans, which are in order, begins from `start` up to `end`. */
function beginsWithin(spans: readonly Span[], start: number, end: number): boolean {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  const first = spans[low];
  return first !== undefined && first.start <= end;
}
