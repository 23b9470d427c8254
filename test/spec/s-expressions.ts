/** Text in parentheses, as far as telling the steps of a script apart needs it. */

export interface List {
  readonly kind: 'list';
  readonly items: readonly Expression[];
  readonly start: number;
  readonly end: number;
}

export type Expression =
  | List
  | { readonly kind: 'word'; readonly text: string; readonly start: number; readonly end: number }
  | {
      readonly kind: 'string';
      readonly bytes: Uint8Array;
      readonly text: string;
      readonly start: number;
      readonly end: number;
    };

const token = /\s+|;;[^\n]*|(\()|(\))|"((?:[^"\\]|\\.)*)"|([^\s()";]+)/gy;

/** All lists of a file, comments left out. */
export function readLists(text: string): readonly List[] {
  const top: Expression[] = [];
  const open: { readonly start: number; readonly items: Expression[] }[] = [];
  let at = 0;
  while (at < text.length) {
    if (text.startsWith('(;', at)) {
      at = endOfComment(text, at);
      continue;
    }
    token.lastIndex = at;
    const found = token.exec(text);
    if (!found) throw new Error(`unexpected character at ${at}: ${text.slice(at, at + 20)}`);
    const end = token.lastIndex;
    const [, opens, closes, string, word] = found;
    const into = open.at(-1)?.items ?? top;
    if (opens !== undefined) open.push({ start: at, items: [] });
    else if (closes !== undefined) {
      const closed = open.pop();
      if (!closed) throw new Error(`unbalanced at ${at}`);
      (open.at(-1)?.items ?? top).push({ kind: 'list', items: closed.items, start: closed.start, end });
    } else if (string !== undefined) {
      const bytes = bytesOf(string);
      into.push({ kind: 'string', bytes, text: new TextDecoder().decode(bytes), start: at, end });
    } else if (word !== undefined) into.push({ kind: 'word', text: word, start: at, end });
    at = end;
  }
  return top.filter((one) => one.kind === 'list');
}

/** Comments of blocks may be nested. */
function endOfComment(text: string, start: number): number {
  let depth = 0;
  for (let at = start; at < text.length; at++) {
    if (text.startsWith('(;', at)) depth++;
    else if (text.startsWith(';)', at)) {
      depth--;
      at++;
      if (depth === 0) return at + 1;
    }
  }
  return text.length;
}

const escapes: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, '"': 34, "'": 39, '\\': 92 };

function bytesOf(text: string): Uint8Array {
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const [, unicode, hex, simple, plain] of text.matchAll(
    /\\u\{([0-9a-fA-F_]+)\}|\\([0-9a-fA-F]{2})|\\(.)|([^\\]+)/gs,
  )) {
    if (unicode !== undefined)
      bytes.push(...encoder.encode(String.fromCodePoint(Number.parseInt(unicode.replaceAll('_', ''), 16))));
    else if (hex !== undefined) bytes.push(Number.parseInt(hex, 16));
    else if (simple !== undefined) bytes.push(escapes[simple] ?? simple.charCodeAt(0));
    else if (plain !== undefined) for (const byte of encoder.encode(plain)) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

export const wordAt = (list: List, index: number): string | undefined => {
  const item = list.items[index];
  return item?.kind === 'word' ? item.text : undefined;
};
