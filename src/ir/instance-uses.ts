/** Which code has instances of resources, so that it matters who else gives them away while it runs. */
import { callersWithin } from './core-calls.ts';
import { hasEffect } from './effects.ts';
import type { AdapterFunction, Callee, Component, Expression } from './ir.ts';
import { mentionsResource } from './mentions-resource.ts';
import { withCallers } from './unwinds.ts';
import { contains } from './visit.ts';

const isOperation = (expression: Expression, operation: 'lower-resource' | 'take-resource'): boolean =>
  expression.kind === 'operation' && expression.operation === operation;

const givesAway = (expression: Expression): boolean => isOperation(expression, 'take-resource');

/** Whether an expression by itself hands an instance to a core module, or gets one from JavaScript. */
export const hasInstance = (expression: Expression): boolean =>
  givesAway(expression) ||
  isOperation(expression, 'lower-resource') ||
  (hasEffect(expression, 'calls JavaScript') && mentionsResource(expression.type));

const functionsWith = (
  { functions }: Component,
  isWanted: (inner: Expression) => boolean,
): readonly AdapterFunction[] => functions.filter(({ body }) => contains(body, isWanted)).map((body) => body.function);

/** Functions that give instances away themselves. */
export const functionsGivingAway = (component: Component): readonly AdapterFunction[] =>
  functionsWith(component, givesAway);

/** Functions whose code has instances, wherever those come from; what it is given in parameters is not looked at. */
export const functionsWithInstances = (component: Component): readonly AdapterFunction[] =>
  functionsWith(component, hasInstance);

/** Which functions have no instances while they run, nor what they call, in a component that gives some away. */
export function withoutInstances(component: Component): (callee: Callee) => boolean {
  if (functionsGivingAway(component).length === 0) return () => false;
  const having = withCallers(functionsWithInstances(component), callersWithin(component));
  return (callee) =>
    callee.kind === 'adapter' && !having.has(callee) && !callee.params.some(({ type }) => mentionsResource(type));
}
