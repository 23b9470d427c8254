/** `defer`: what runs when the function is left. */

import type { PrivateIdentifier, SpreadElement } from 'estree';
import { calleeOf, hasEffect } from '../../ir/effects.ts';
import type { BlockExpression, Callee, Expression as Code, DeferExpression } from '../../ir/ir.ts';
import { contains, walk } from '../../ir/visit.ts';
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

/** What is done around code, besides running what it defers. */
export interface Around {
  readonly enter: readonly Statement[];
  /** What becomes of an error, once all that was deferred has run. */
  readonly failing: (error: Expression) => readonly Statement[];
  readonly leave: readonly Statement[];
}

const nothingMore: Around = { enter: [], failing: (error) => [thrown(error)], leave: [] };

/**
 * Whether it may stand around the `try` for what a function defers first. It is entered behind all that comes before that,
 * which must not trap, and left before that runs.
 * @param isFor - whether a call needs it
 */
export function mayStandAround({ items }: BlockExpression, isFor: (callee: Callee) => boolean): boolean {
  const first = items.findIndex(isDefer);
  const action = items[first];
  if (!action || items.slice(0, first).some((item) => contains(item, (inner) => calls(inner, () => true))))
    return false;
  return !contains(action, (inner) => calls(inner, isFor));
}

function calls(inner: Code, isFor: (callee: Callee) => boolean): boolean {
  const callee = calleeOf(inner);
  return callee !== undefined ? isFor(callee) : hasEffect(inner, 'calls core') || hasEffect(inner, 'calls JavaScript');
}

/** Code with what runs whatever it defers, when it is over. `defers` is the name of the list. */
export function putDeferring(
  code: Code,
  destination: Destination,
  defers: string,
  scope: Scope,
  around = nothingMore,
): void {
  const { module, function: context } = scope;
  const { isAsync } = context;
  const flat = code.kind === 'block' ? { ...code, items: flatItems(code) } : undefined;
  if (!isAsync && flat && countDefers(flat) === flat.items.filter(isDefer).length)
    return putBehindDefers(flat, destination, scope, around);
  scope.push(constant(defers, array([])));
  const inner = new Scope({ ...context, defers }, scope.inner().names);
  put(code, destination, inner);
  const run = (name: 'undo' | 'undoLater' | 'finish' | 'finishLater', ...args: readonly Expression[]): Expression => {
    const called = call(module.helper(name), id(defers), ...args);
    return isAsync ? awaited(called) : called;
  };
  const failed = run(isAsync ? 'undoLater' : 'undo', id('error'));
  scope.push(
    ...around.enter,
    attempt(inner.out, 'error', around.failing(failed)),
    ...around.leave,
    statement(run(isAsync ? 'finishLater' : 'finish')),
  );
}

/** What runs one after the other, also inside of blocks: bindings have no other place than the function. */
const flatItems = ({ items }: BlockExpression): readonly Code[] =>
  items.flatMap((item): readonly Code[] => {
    if (item.kind === 'block') return flatItems(item);
    if (item.kind !== 'let' || item.value.kind !== 'block') return [item];
    const inner = flatItems(item.value);
    const last = inner.at(-1);
    return last ? [...inner.slice(0, -1), { ...item, value: last }] : [item];
  });

const isDefer = ({ kind }: Code): boolean => kind === 'defer';

function countDefers(code: Code): number {
  let count = 0;
  walk(code, (inner) => {
    if (isDefer(inner)) count++;
  });
  return count;
}

/** Where every defer is reached before anything behind it: each has a `try` around that, and none needs a list. */
function putBehindDefers(code: BlockExpression, destination: Destination, scope: Scope, around: Around): void {
  const index = code.items.findIndex(isDefer);
  const found = code.items[index];
  if (found?.kind !== 'defer') return put(code, destination, scope);
  for (const item of code.items.slice(0, index)) put(item, effect, scope);
  const leaving = scope.inner();
  const error = leaving.names.free('error');
  put(found.action, effect, leaving);
  const rest = scope.inner();
  putBehindDefers({ ...code, items: code.items.slice(index + 1) }, destination, rest, nothingMore);
  scope.push(
    ...around.enter,
    attempt(rest.out, error, afterFailure(id(error), leaving.out, scope, around)),
    ...around.leave,
    ...(leaving.out.length === 1 ? leaving.out : [block(leaving.out)]),
  );
}

/** What is deferred runs, and what it throws does not count: an error is on its way already. */
function afterFailure(
  error: Expression,
  leaving: readonly Statement[],
  { module }: Scope,
  around: Around,
): readonly Statement[] {
  const [only] = leaving;
  const called = only?.type === 'ExpressionStatement' && leaving.length === 1 ? only.expression : undefined;
  const isPlain =
    called?.type === 'CallExpression' && called.callee.type === 'Identifier' && called.arguments.every(isPlainValue);
  if (!isPlain) return [attempt(leaving, undefined, []), ...around.failing(error)];
  const values = called.arguments as Expression[];
  return around.failing(call(module.helper('cleanedUp'), error, called.callee as Expression, ...values));
}

/** What can be worked out before the action runs, since it cannot throw. */
const isPlainValue = (value: Expression | SpreadElement | PrivateIdentifier): boolean =>
  value.type === 'Identifier' ||
  value.type === 'Literal' ||
  (value.type === 'UnaryExpression' && isPlainValue(value.argument)) ||
  (value.type === 'BinaryExpression' && isPlainValue(value.left) && isPlainValue(value.right));

/** Whether there is an `await` in it: only what may wait is waited for. */
const waits = (body: readonly Statement[]): boolean =>
  JSON.stringify(body, ignoreBigints).includes('"AwaitExpression"');

const ignoreBigints = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? '' : value);

/** `() => call()` where that is all. */
function bodyOf(out: readonly Statement[]): Expression | ReturnType<typeof block> {
  const [only] = out;
  return only?.type === 'ExpressionStatement' && out.length === 1 ? only.expression : block(out);
}
