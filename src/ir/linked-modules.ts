/** What core modules have of each other: what runs in one of them, or is written, is then another's affair too. */
import type { CoreModule } from './ir.ts';

/** A module that may be entered from another one, both by name. */
interface Entered {
  readonly callee: string;
  readonly caller: string;
}

/** A function is called by who imports it, a table's elements by all that have the table. */
export const enteredByLinks = (modules: readonly CoreModule[]): readonly Entered[] =>
  modules.flatMap(({ name, links }) =>
    links.flatMap(({ kind, module }): readonly Entered[] => {
      if (kind === 'function') return [{ callee: module, caller: name }];
      if (kind !== 'table') return [];
      return [
        { callee: module, caller: name },
        { callee: name, caller: module },
      ];
    }),
  );

/** The modules that have a memory in common with one, itself included, whoever of them has made it. */
export function sharingMemory(modules: readonly CoreModule[], name: string): ReadonlySet<string> {
  const pairs = modules.flatMap((module) =>
    module.links.flatMap(({ kind, module: other }) => (kind === 'memory' ? [[module.name, other] as const] : [])),
  );
  const found = new Set([name]);
  // A set's iteration goes on to what is added meanwhile.
  for (const one of found) {
    for (const [left, right] of pairs) {
      if (left === one) found.add(right);
      if (right === one) found.add(left);
    }
  }
  return found;
}
