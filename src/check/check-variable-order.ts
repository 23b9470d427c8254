/** Variables of the instance get their first values in source order: what one is made from stands before it. */
import { variableLater } from '../diagnostics/names.ts';
import { variableIn } from '../ir/captures.ts';
import type { Callee, FunctionBody, InstanceVariable } from '../ir/ir.ts';
import type { BodyOf } from '../ir/memory-read.ts';
import { reachedCode } from '../ir/reached-code.ts';
import type { Environment } from './environment.ts';

export function checkVariableOrder(
  variables: readonly InstanceVariable[],
  functions: readonly FunctionBody[],
  { sink }: Environment,
): void {
  const bodies = new Map<Callee, FunctionBody>(functions.map((body) => [body.function, body]));
  const bodyOf: BodyOf = (callee) => bodies.get(callee);
  for (const [index, { name, initial, span }] of variables.entries()) {
    const body = bodyOf(initial)?.body;
    // Not those in functions that are only handed on, to be called afterwards.
    const used = new Set(body && reachedCode([body], bodyOf).map(variableIn));
    const later = variables.slice(index).find((variable) => used.has(variable));
    if (later) sink.add(variableLater(name, later.name, span));
  }
}
