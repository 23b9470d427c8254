import type { Expression, Local } from './ir.ts';
import { localsBoundBy, walk } from './visit.ts';

/** The locals that an expression reads but does not bind itself, in order of first use. */
export function capturesOf(expression: Expression): readonly Local[] {
  const bound = new Set<Local>();
  const read = new Set<Local>();
  walk(expression, (inner) => {
    for (const local of localsBoundBy(inner)) bound.add(local);
    if (inner.kind === 'local') read.add(inner.local);
  });
  return [...read].filter((local) => !bound.has(local));
}
