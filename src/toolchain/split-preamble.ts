/** The includes at the head of a source: they take most of a compiler's time, and change least. */

export interface SplitSource {
  /** The includes that nothing but comments and `#line` stands before, a line each: what else is at the head may change. */
  readonly preamble: string;
  /** Of each line of the preamble: where the compiler takes it to stand; without a file in the source itself. */
  readonly places: readonly Place[];
  /** The whole source with empty lines in place of these includes, so that lines keep their numbers. */
  readonly rest: string;
}

export interface Place {
  readonly file?: string;
  readonly line: number;
}

/** A line of the head, or a comment of several: `#include`, `#line`, or what no include can depend on. */
const piece =
  /[ \t]*(?:\/\/.*(?<!\\)|\/\*[\s\S]*?\*\/[ \t]*|(?<include>#[ \t]*include\b.*)|#[ \t]*line\b(?<line>.*)|)\r?\n/y;

/** One that goes on in the next line. */
const isOpen = (directive: string): boolean => /\\\s*$|\/\*(?!.*\*\/)/.test(directive);

/** Undefined where there is no include before everything else. */
export function splitPreamble(text: string): SplitSource | undefined {
  const includes: string[] = [];
  const places: Place[] = [];
  let rest = '';
  let at = 0;
  for (let place: Place = { line: 1 }; ; ) {
    piece.lastIndex = at;
    const found = piece.exec(text);
    const { include, line } = found?.groups ?? {};
    if (!found || isOpen(include ?? line ?? '')) break;
    if (include !== undefined) {
      includes.push(include.trimEnd());
      places.push(place);
    }
    rest += include === undefined ? found[0] : found[0].replace(include, '');
    place = line === undefined ? { ...place, line: place.line + lines(found[0]) } : placeBehind(line, place);
    at = piece.lastIndex;
  }
  if (includes.length === 0) return undefined;
  return { preamble: `${includes.join('\n')}\n`, places, rest: rest + text.slice(at) };
}

const lines = (text: string): number => text.split('\n').length - 1;

/** @param said - behind `#line`: `7`, `7 "people.cpp"` */
function placeBehind(said: string, before: Place): Place {
  const [, line = '', file] = /^\s*(\d+)(?:\s+"([^"]*)")?/.exec(said) ?? [];
  return { ...before, ...(file !== undefined && { file }), line: line === '' ? before.line + 1 : Number(line) };
}
