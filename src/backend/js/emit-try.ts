/** `(try BODY* (catch $error? BODY*))` */

import { calleeOf } from '../../ir/effects.ts';
import type { BlockExpression, TryExpression } from '../../ir/ir.ts';
import { contains } from '../../ir/visit.ts';
import { call, id } from './build/expressions.ts';
import { attempt, statement, thrown, variable, when } from './build/statements.ts';
import type { Destination, Scope } from './context.ts';
import { assignTo, effect, place } from './destination.ts';
import { put } from './emit.ts';
import { putDeferring } from './emit-defer.ts';

/** The value goes by way of a variable: what becomes of it then may throw too, and is not to be caught here. */
export function emitTry(expression: TryExpression, destination: Destination, scope: Scope): void {
  const { body, error, handler, type } = expression;
  const hasResult = type.kind !== 'none' && type.kind !== 'never' && destination.kind !== 'effect';
  const held = hasResult ? scope.names.free('value') : undefined;
  if (held !== undefined) scope.push(variable(held));
  const target = held === undefined ? effect : assignTo(id(held));
  const tried = scope.inner();
  putPart({ ...body, type: hasResult ? type : body.type }, target, tried);
  const caught = scope.inner();
  const name = caught.names.free(error.name ?? 'error');
  caught.push(when(call(scope.module.helper('isTrap'), id(name)), [thrown(id(name))]));
  restoreStacks(body, scope, caught);
  caught.bind(error, id(name));
  putPart({ ...handler, type: hasResult ? type : handler.type }, target, caught);
  scope.push(attempt(tried.out, name, caught.out));
  if (held !== undefined) place(id(held), destination, scope);
}

/** What it defers runs when it is left. */
function putPart(code: BlockExpression, destination: Destination, scope: Scope): void {
  if (!contains(code, ({ kind }) => kind === 'defer')) return put(code, destination, scope);
  putDeferring(code, destination, scope.names.free('defers'), scope);
}

/** C does not see what is thrown through it. */
function restoreStacks(body: BlockExpression, before: Scope, caught: Scope): void {
  const { module } = before;
  const usesStacks = contains(body, (expression) => {
    const callee = calleeOf(expression);
    return callee !== undefined && module.guardOf(callee, true)?.stacks === true;
  });
  if (!usesStacks) return;
  const mark = before.constant('mark', call(module.helper('markStacks'), module.stacks));
  caught.push(statement(call(module.helper('setStacks'), module.stacks, mark)));
}
