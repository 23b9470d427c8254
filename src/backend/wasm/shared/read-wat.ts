import type { Wat } from './wat.ts';

/** The forms in a piece of WebAssembly text, as trees: for code that says more as text than as nested arrays. */
export function readWat(text: string): readonly Wat[] {
  const open: Wat[][] = [[]];
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[()]|[^\s()"]+/g)) {
    if (token === '(') open.push([]);
    else {
      const done = token === ')' ? open.pop() : token;
      if (done !== undefined) open.at(-1)?.push(done);
    }
  }
  return open[0] ?? [];
}
