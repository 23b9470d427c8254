import type { Expression, Local } from './ir.ts';
import { walk } from './visit.ts';

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

/** The locals that an expression itself, not one inside it, brings into being. */
export function localsBoundBy(expression: Expression): readonly Local[] {
  switch (expression.kind) {
    case 'let':
      return expression.locals;
    case 'match':
      return expression.arms.flatMap((arm) => (arm.binding ? [arm.binding] : []));
    case 'operation':
      return 'body' in expression.operands ? expression.operands.body.locals : [];
    default:
      return [];
  }
}
