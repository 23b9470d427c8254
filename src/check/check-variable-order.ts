/** Variables of the instance get their first values in source order: what one is made from stands before it. */
import { variableLater } from '../diagnostics/names.ts';
import { variableIn } from '../ir/captures.ts';
import type { Callee, FunctionBody, InstanceVariable } from '../ir/ir.ts';
import { walk } from '../ir/visit.ts';
import type { Environment } from './environment.ts';

type Bodies = ReadonlyMap<unknown, FunctionBody>;

export function checkVariableOrder(
  variables: readonly InstanceVariable[],
  functions: readonly FunctionBody[],
  { sink }: Environment,
): void {
  const bodies: Bodies = new Map(functions.map((body) => [body.function, body]));
  for (const [index, { name, initial, span }] of variables.entries()) {
    const used = variablesOf(initial, bodies);
    const later = variables.slice(index).find((variable) => used.has(variable));
    if (later) sink.add(variableLater(name, later.name, span));
  }
}

/** Those that are read or set when the function runs; not in functions that it only hands on, to be called afterwards. */
function variablesOf(initial: Callee, bodies: Bodies): ReadonlySet<InstanceVariable> {
  const found = new Set<InstanceVariable>();
  const reached = new Set<Callee>([initial]);
  for (const callee of reached) {
    const body = bodies.get(callee)?.body;
    if (!body) continue;
    walk(body, (expression) => {
      const variable = variableIn(expression);
      if (variable?.scope === 'instance') found.add(variable);
      if (expression.kind === 'call') reached.add(expression.callee);
    });
  }
  return found;
}
