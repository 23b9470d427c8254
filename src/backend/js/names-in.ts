import type { Item } from './build/statements.ts';

/** All identifiers that code mentions. */
export function namesIn(items: readonly Item[]): ReadonlySet<string> {
  const found = new Set<string>();
  const open: unknown[] = [...items];
  for (let node = open.pop(); open.length > 0 || node !== undefined; node = open.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    const { type, name } = node as { readonly type?: unknown; readonly name?: unknown };
    if (type === 'Identifier' && typeof name === 'string') found.add(name);
    open.push(...Object.values(node));
  }
  return found;
}
