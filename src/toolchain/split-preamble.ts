/** The includes at the head of a source: they take most of a compiler's time, and change least. */

export interface SplitSource {
  /** The lines up to the last include that nothing stands before. */
  readonly preamble: string;
  /** The whole source with empty lines in place of these includes, so that lines keep their numbers. */
  readonly rest: string;
}

/** Includes, and what no include can depend on: comments, `#line`, empty lines. */
const head = /^(?:[ \t]*(?:\/\/.*(?<!\\)|\/\*[\s\S]*?\*\/[ \t]*|#[ \t]*(?:include|line)\b.*|)\r?\n)*/;
const include = /^[ \t]*#[ \t]*include\b.*$/gm;

/** Undefined where there is no include before everything else. */
export function splitPreamble(text: string): SplitSource | undefined {
  const start = head.exec(text)?.[0] ?? '';
  const last = [...start.matchAll(include)].at(-1);
  if (!last) return undefined;
  const end = last.index + last[0].length;
  return { preamble: `${text.slice(0, end)}\n`, rest: text.slice(0, end).replace(include, '') + text.slice(end) };
}
