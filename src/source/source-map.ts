/**
 * One address space over all source files of a compilation: file N starts where file N-1 ends (plus one), so that a
 * position is a single number, and a span needs no file of its own.
 */

export interface Span {
  /** Global offset of the first UTF-16 unit. */
  readonly start: number;
  /** Global offset past the last. */
  readonly end: number;
}

/** A file of a compilation. */
export interface SourceFile {
  /** As whoever compiles has given it. */
  readonly path: string;
  /** All of it. */
  readonly text: string;
  /** Global offset of the file's first unit. */
  readonly base: number;
}

/** Where a global offset is. */
export interface Place {
  /** The file that it is in. */
  readonly file: SourceFile;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units. */
  readonly column: number;
}

interface Entry {
  readonly file: SourceFile;
  lineStarts: readonly number[] | undefined;
}

/** The files of a compilation, and what is where in them. */
export class SourceMap {
  readonly #entries: Entry[] = [];
  #end = 0;

  /** Adds a file; its spans begin at the returned `base`. */
  add(path: string, text: string): SourceFile {
    const file: SourceFile = { path, text, base: this.#end };
    this.#entries.push({ file, lineStarts: undefined });
    this.#end += text.length + 1;
    return file;
  }

  /** In the order in which they were added. */
  get files(): readonly SourceFile[] {
    return this.#entries.map((entry) => entry.file);
  }

  /** Where a global offset is. An offset past everything is the end of the last file. */
  locate(offset: number): Place {
    const entry = lastAtOrBefore(this.#entries, offset, (candidate) => candidate.file.base);
    const local = Math.min(offset - entry.file.base, entry.file.text.length);
    entry.lineStarts ??= lineStartsOf(entry.file.text);
    const starts = entry.lineStarts;
    const line = indexAtOrBefore(starts, local, (start) => start);
    return { file: entry.file, line: line + 1, column: local - (starts[line] ?? 0) + 1 };
  }

  /** The text of a line (from 1) without its end. */
  lineText(file: SourceFile, line: number): string {
    const entry = lastAtOrBefore(this.#entries, file.base, (candidate) => candidate.file.base);
    entry.lineStarts ??= lineStartsOf(file.text);
    const start = entry.lineStarts[line - 1] ?? 0;
    const end = entry.lineStarts[line] ?? file.text.length + 1;
    const text = file.text.slice(start, end - 1);
    return text.endsWith('\r') ? text.slice(0, -1) : text;
  }
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function indexAtOrBefore<T>(items: readonly T[], offset: number, key: (item: T) => number): number {
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (key(items[middle] as T) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function lastAtOrBefore<T>(items: readonly T[], offset: number, key: (item: T) => number): T {
  return items[indexAtOrBefore(items, offset, key)] as T;
}
