/** `defer`: what runs when the function is left. */

import type { BlockExpression, Expression as Code, DeferExpression } from '../../ir/ir.ts';
import { walk } from '../../ir/visit.ts';
import { array, arrow, awaited, call, id, member } from './build/expressions.ts';
import { attempt, block, constant, type Expression, type Statement, statement, thrown } from './build/statements.ts';
import { type Destination, Scope } from './context.ts';
import { effect } from './destination.ts';
import { put } from './emit.ts';

export function emitDefer({ action }: DeferExpression, _: Destination, scope: Scope): void {
  const { defers } = scope.function;
  if (defers === undefined) throw new Error('a function without a list of what it defers');
  const inner = scope.inner();
  put(action, effect, inner);
  scope.push(
    statement(
      call(member(id(defers), 'push'), arrow([], bodyOf(inner.out), scope.function.isAsync && waits(inner.out))),
    ),
  );
}

/** Code with what runs whatever it defers, when it is over. `defers` is the name of the list. */
export function putDeferring(code: Code, destination: Destination, defers: string, scope: Scope): void {
  const { module, function: context } = scope;
  const { isAsync } = context;
  if (!isAsync && code.kind === 'block' && countDefers(code) === code.items.filter(isDefer).length)
    return putBehindDefers(code, destination, scope);
  scope.push(constant(defers, array([])));
  const inner = new Scope({ ...context, defers }, scope.inner().names);
  put(code, destination, inner);
  const run = (name: 'undo' | 'undoLater' | 'finish' | 'finishLater', ...args: readonly Expression[]): Expression => {
    const called = call(module.helper(name), id(defers), ...args);
    return isAsync ? awaited(called) : called;
  };
  const failed = run(isAsync ? 'undoLater' : 'undo', id('error'));
  scope.push(attempt(inner.out, 'error', [thrown(failed)]), statement(run(isAsync ? 'finishLater' : 'finish')));
}

const isDefer = ({ kind }: Code): boolean => kind === 'defer';

function countDefers(code: Code): number {
  let count = 0;
  walk(code, (inner) => {
    if (isDefer(inner)) count++;
  });
  return count;
}

/** Where every defer is reached before anything behind it: each has a `try` around that, and none needs a list. */
function putBehindDefers(code: BlockExpression, destination: Destination, scope: Scope): void {
  const index = code.items.findIndex(isDefer);
  const found = code.items[index];
  if (found?.kind !== 'defer') return put(code, destination, scope);
  for (const item of code.items.slice(0, index)) put(item, effect, scope);
  const leaving = scope.inner();
  const error = leaving.names.free('error');
  put(found.action, effect, leaving);
  const rest = scope.inner();
  putBehindDefers({ ...code, items: code.items.slice(index + 1) }, destination, rest);
  scope.push(
    attempt(rest.out, error, [attempt(leaving.out, undefined, []), thrown(id(error))]),
    ...(leaving.out.length === 1 ? leaving.out : [block(leaving.out)]),
  );
}

/** Whether there is an `await` in it: only what may wait is waited for. */
const waits = (body: readonly Statement[]): boolean =>
  JSON.stringify(body, ignoreBigints).includes('"AwaitExpression"');

const ignoreBigints = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? '' : value);

/** `() => call()` where that is all. */
function bodyOf(out: readonly Statement[]): Expression | ReturnType<typeof block> {
  const [only] = out;
  return only?.type === 'ExpressionStatement' && out.length === 1 ? only.expression : block(out);
}
