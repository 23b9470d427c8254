import type { Expression, FunctionVariable, Local, Variable } from './ir.ts';
import { localsBoundBy, partsOf, walk } from './visit.ts';

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

/** The variable that an expression by itself reads or changes. */
export const variableIn = (expression: Expression): Variable | undefined =>
  expression.kind === 'operation' && 'variable' in expression.operands ? expression.operands.variable : undefined;

/** The variables of a function around an expression that it uses. */
export function variablesAround(expression: Expression): readonly FunctionVariable[] {
  const own = new Set<Variable>();
  const used = new Set<FunctionVariable>();
  walk(expression, (inner) => {
    if (inner.kind === 'var') own.add(inner.variable);
    const variable = variableIn(inner);
    if (variable?.scope === 'function') used.add(variable);
  });
  return [...used].filter((variable) => !own.has(variable));
}

/** The variables of a function that code uses which is apart from it: what is deferred, and what may fail. */
export function sharedVariables(body: Expression): ReadonlySet<FunctionVariable> {
  const shared = new Set<FunctionVariable>();
  walk(body, (expression) => {
    for (const { code, runs } of partsOf(expression)) {
      if (runs === 'deferred' || expression.kind === 'try')
        for (const variable of variablesAround(code)) shared.add(variable);
    }
  });
  return shared;
}
