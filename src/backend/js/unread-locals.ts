import type { Component, Local } from '../../ir/ir.ts';
import { bindingsBehind, walk } from '../../ir/visit.ts';

/** The locals that code of a component binds and none reads: they need no name. */
export function unreadLocals({ functions }: Component): ReadonlySet<Local> {
  const bound = new Set<Local>();
  for (const { body } of functions)
    walk(body, (inner) => {
      for (const local of bindingsBehind(inner)) bound.add(local);
    });
  for (const { body } of functions)
    walk(body, (inner) => {
      if (inner.kind === 'local') bound.delete(inner.local);
    });
  return bound;
}
