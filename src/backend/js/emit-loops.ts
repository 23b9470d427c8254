/** Code that runs again and again. */

import type { Expression as Js } from 'estree';
import type { Expression, LiftWhileExpression, WhileExpression } from '../../ir/ir.ts';
import { call, id, not, truth } from './build/expressions.ts';
import { leaveLoop, repeat, statement, when } from './build/statements.ts';
import type { Destination, Scope } from './context.ts';
import { effect } from './destination.ts';
import { put, value } from './emit.ts';
import { typedArrayOf } from './memory-access.ts';
import { outside } from './values.ts';

/** @param each - makes the body */
function emitLoop(condition: Expression, each: (inner: Scope) => void, scope: Scope): void {
  const inner = scope.inner();
  const test = value(condition, inner);
  const isPlain = inner.out.length === 0;
  if (!isPlain) inner.push(when(not(test), [leaveLoop]));
  each(inner);
  scope.push(repeat(isPlain ? test : truth, inner.out));
}

/** `(while C BODY*)` */
export const emitWhile = ({ condition, body }: WhileExpression, _: Destination, scope: Scope): void =>
  emitLoop(condition, (inner) => put(body, effect, inner), scope);

/** `(lift-while TYPE C BODY+)` */
export function emitLiftWhile({ element, condition, body }: LiftWhileExpression, scope: Scope): Js {
  const { module } = scope;
  const View = typedArrayOf(element);
  const list = scope.constant('list', call(module.helper('newList'), ...(View ? [id(View)] : [])));
  const add = (inner: Scope): void => {
    const item = value(body, inner);
    if (body.type.kind === 'never') return;
    inner.push(statement(call(module.helper('addToList'), list, outside(element, item, module))));
  };
  emitLoop(condition, add, scope);
  return call(module.helper('endList'), list);
}
