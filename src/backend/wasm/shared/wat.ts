/** WebAssembly text as a tree, and its printing. */

/** An atom, or a parenthesised list. */
export type Wat = string | readonly Wat[];

const WIDTH = 100;

/** One line where it fits, else the head with its leading atoms, and the rest below, indented by two. */
export function printWat(tree: Wat): string {
  const lines: string[] = [];
  print(tree, 0, lines);
  return `${lines.join('\n')}\n`;
}

function print(tree: Wat, indent: number, lines: string[]): void {
  const margin = ' '.repeat(indent);
  const flat = flatten(tree, WIDTH - indent);
  if (flat !== undefined || typeof tree === 'string') {
    lines.push(margin + (flat ?? tree));
    return;
  }
  const leading = leadingAtoms(tree);
  lines.push(`${margin}(${tree.slice(0, leading).map(printInline).join(' ')}`);
  for (const child of tree.slice(leading)) print(child, indent + 2, lines);
  lines[lines.length - 1] += ')';
}

/** Clauses that stay on the first line of a function or a block. */
const headClauses = new Set(['export', 'param', 'result', 'memory']);
const withClauses = new Set(['func', 'block', 'loop', 'if', 'call_indirect', 'data']);

const isClause = (tree: Wat): boolean => typeof tree !== 'string' && headClauses.has(String(tree[0]));

function leadingAtoms(tree: readonly Wat[]): number {
  const first = tree.findIndex(
    (child) => typeof child !== 'string' && !(withClauses.has(String(tree[0])) && isClause(child)),
  );
  return first < 0 ? tree.length : Math.max(first, 1);
}

/** On one line, however long. */
export const printInline = (tree: Wat): string =>
  typeof tree === 'string' ? tree : `(${tree.map(printInline).join(' ')})`;

/** The text on one line, or undefined as soon as it is longer than `room`. */
function flatten(tree: Wat, room: number): string | undefined {
  if (typeof tree === 'string') return tree.length <= room ? tree : undefined;
  let text = '(';
  for (const child of tree) {
    const part = flatten(child, room - text.length);
    if (part === undefined) return undefined;
    text += text.length > 1 ? ` ${part}` : part;
  }
  return text.length < room && !breaksAlways(tree) ? `${text})` : undefined;
}

/** Functions with code read better with the code below their head. */
const breaksAlways = (tree: readonly Wat[]): boolean =>
  tree[0] === 'func' && tree.some((child) => typeof child !== 'string' && !isClause(child));

const encoder = new TextEncoder();

/** Bytes as a WAT string. */
export function watBytes(bytes: Uint8Array): string {
  const parts = Array.from(bytes, (byte) => {
    const plain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
    return plain ? String.fromCharCode(byte) : `\\${byte.toString(16).padStart(2, '0')}`;
  });
  return `"${parts.join('')}"`;
}

export const watString = (text: string): string => watBytes(encoder.encode(text));

/** An identifier: `$` and the name, with characters that WAT does not allow replaced. */
export const identifier = (name: string): string => `$${name.replace(/[^A-Za-z0-9!#$%&'*+\-./:<=>?@\\^_`|~]/g, '_')}`;
