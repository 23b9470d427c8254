/** A source map for a core module, from the lines that a compiler wrote into it. */

import { joinBytes, withSize } from './bytes.ts';
import { type LineRow, readLineTable } from './line-table.ts';
import { appendCustomSection, codeSection, problemAsValue, readSections, withoutCustomSections } from './sections.ts';

export interface SourceText {
  /** What debuggers call the file. */
  readonly url: string;
  /** Absent where it is not there: debuggers step over it. */
  readonly text?: string;
}

/** A source map, version 3. */
export interface SourceMapJson {
  readonly version: 3;
  readonly sources: readonly string[];
  readonly sourcesContent: readonly (string | null)[];
  readonly names: readonly [];
  readonly mappings: string;
  /** Sources that debuggers step over. */
  readonly ignoreList: readonly number[];
}

/**
 * A module with a source map in place of its DWARF: all that browsers need to show sources and stop in them. One without DWARF, or
 * whose DWARF is damaged, as it is.
 * @param find - a source by its path as the compiler has it
 */
export function withSourceMap(wasm: Uint8Array, find: (path: string) => SourceText): Uint8Array {
  const rows = problemAsValue(() => rowsOf(wasm));
  if ('kind' in rows || rows.length === 0) return wasm;
  const map = JSON.stringify(sourceMapOf(rows, find));
  const url = `data:application/json;base64,${toBase64(new TextEncoder().encode(map))}`;
  const text = new TextEncoder().encode(url);
  const bare = withoutCustomSections(wasm, (name) => name.startsWith('.debug_'));
  return appendCustomSection(bare, 'sourceMappingURL', joinBytes(withSize(text)));
}

/** Rows by their offset in the module. */
function rowsOf(wasm: Uint8Array): readonly LineRow[] {
  const sections = readSections(wasm);
  const contentOf = (name: string): Uint8Array => {
    const content = sections.find((section) => section.name === name)?.content;
    return content ? wasm.subarray(content.offset, content.end) : new Uint8Array();
  };
  const code = codeSection(sections)?.content.offset ?? 0;
  const strings = { lineStrings: contentOf('.debug_line_str'), strings: contentOf('.debug_str') };
  const rows = readLineTable(contentOf('.debug_line'), strings);
  return rows.map((row) => ({ ...row, address: row.address + code })).sort((a, b) => a.address - b.address);
}

function sourceMapOf(rows: readonly LineRow[], find: (path: string) => SourceText): SourceMapJson {
  const files = [...new Set(rows.map(({ file }) => file))];
  const found = files.map(find);
  const indexOf = new Map(files.map((file, index) => [file, index]));
  return {
    version: 3,
    sources: found.map(({ url }) => url),
    sourcesContent: found.map(({ text }) => text ?? null),
    names: [],
    mappings: mappingsOf(rows, (file) => indexOf.get(file) ?? 0),
    ignoreList: found.flatMap(({ text }, index) => (text === undefined ? [index] : [])),
  };
}

/** One line of "generated code", whose columns are offsets in the module. */
function mappingsOf(rows: readonly LineRow[], indexOf: (file: string) => number): string {
  const segments: string[] = [];
  let last: readonly number[] = [0, 0, 0, 0];
  for (const { address, file, line, column } of rows) {
    const next = [address, indexOf(file), line - 1, Math.max(column - 1, 0)];
    if (segments.length > 0 && next[0] === last[0]) continue;
    segments.push(next.map((value, index) => vlq(value - (last[index] ?? 0))).join(''));
    last = next;
  }
  return segments.join(',');
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 digits of five bits each, the sign in the lowest. */
function vlq(value: number): string {
  let rest = value < 0 ? -value * 2 + 1 : value * 2;
  let text = '';
  do {
    const digit = rest % 32;
    rest = Math.floor(rest / 32);
    text += digits[rest > 0 ? digit + 32 : digit];
  } while (rest > 0);
  return text;
}

function toBase64(bytes: Uint8Array): string {
  let units = '';
  for (let start = 0; start < bytes.length; start += 8192)
    units += String.fromCharCode(...bytes.subarray(start, start + 8192));
  return btoa(units);
}
