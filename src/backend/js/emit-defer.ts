/** `defer`: what runs when the function is left. */

import type { DeferExpression } from '../../ir/ir.ts';
import { arrow, call, id, member } from './build/expressions.ts';
import { block, type Expression, type Statement, statement } from './build/statements.ts';
import type { Destination, Scope } from './context.ts';
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

/** Whether there is an `await` in it: only what may wait is waited for. */
const waits = (body: readonly Statement[]): boolean =>
  JSON.stringify(body, ignoreBigints).includes('"AwaitExpression"');

const ignoreBigints = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? '' : value);

/** `() => call()` where that is all. */
function bodyOf(out: readonly Statement[]): Expression | ReturnType<typeof block> {
  const [only] = out;
  return only?.type === 'ExpressionStatement' && out.length === 1 ? only.expression : block(out);
}
