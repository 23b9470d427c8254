/** What every emitter asks for, whatever the node: its value, or statements that bring that to where it is to go. */

import type { Expression as Js } from 'estree';
import type { Expression } from '../../ir/ir.ts';
import type { Destination, Scope, Wanted } from './context.ts';

/** The value as an expression; what has to happen before goes into the scope. */
export const value = (expression: Expression, scope: Scope, wanted: Wanted = 'exact'): Js =>
  scope.module.emitters.value(expression, scope, wanted);

/** Brings the value to where it is to go. */
export const put = (expression: Expression, destination: Destination, scope: Scope): void =>
  scope.module.emitters.put(expression, destination, scope);

/** Several values, in order: what one has to do before must not come before those in front of it. */
export function values(
  expressions: readonly Expression[],
  scope: Scope,
  wanted: Wanted | ((index: number) => Wanted) = 'exact',
): readonly Js[] {
  const made = expressions.map((expression, index) => {
    const aside = scope.aside();
    const js = value(expression, aside, typeof wanted === 'function' ? wanted(index) : wanted);
    return { js, before: aside.out };
  });
  const last = made.findLastIndex(({ before }) => before.length > 0);
  return made.map(({ js, before }, index) => {
    scope.push(...before);
    return index < last ? scope.stable(js, 'value') : js;
  });
}
