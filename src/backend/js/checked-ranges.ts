/** Code behind a check: loads and stores in a range that lies in memory, and numbers below a limit, need none of their own. */
import { hasEffect } from '../../ir/effects.ts';
import type { Callee, Expression, Local, MemoryPlace } from '../../ir/ir.ts';
import type { BodyOf } from '../../ir/memory-read.ts';
import { contains } from '../../ir/visit.ts';
import { binary, member, number } from './build/expressions.ts';
import type { Scope } from './context.ts';
import { addressOf } from './covered-loads.ts';

interface CheckedRange extends MemoryPlace {
  readonly base: Local;
  readonly size: number;
}

/** Runs `each` for the items of a block, with what the checks among them make sure of. */
export function coveringChecked(
  items: readonly Expression[],
  scope: Scope,
  each: (item: Expression, index: number) => void,
): void {
  const { covers, bounds } = scope.function;
  const mine = new Set<Local>();
  const bounded: Local[] = [];
  const end = (): void => {
    for (const base of mine) covers.delete(base);
    mine.clear();
  };
  items.forEach((item, index) => {
    if (mine.size > 0 && mayGrow(item, scope.module.bodyOf)) end();
    each(item, index);
    const bound = boundCheckedBy(item);
    if (bound && !bounds.has(bound.local)) {
      bounds.set(bound.local, bound.limit);
      bounded.push(bound.local);
    }
    const range = rangeCheckedBy(item);
    if (!range || covers.has(range.base) || !isReadIn(items.slice(index + 1), range, scope)) return;
    cover(range, scope);
    mine.add(range.base);
  });
  end();
  for (const local of bounded) bounds.delete(local);
}

/** `(if (>= (as u32 $number) LIMIT) …)`, likewise. */
function boundCheckedBy(item: Expression): { readonly local: Local; readonly limit: bigint } | undefined {
  if (item.kind !== 'if' || item.alternate || item.consequent.type.kind !== 'never') return undefined;
  const { condition } = item;
  if (condition.kind !== 'operation' || condition.operation !== '>=') return undefined;
  const { left, right } = condition.operands;
  const isUnsigned = left.kind === 'convert' && left.type.kind === 'simple' && left.type.name === 'u32';
  if (!isUnsigned || left.value.kind !== 'local' || right.kind !== 'integer') return undefined;
  return { local: left.value.local, limit: right.value };
}

/** `(if (not (memory-has MODULE "memory" $at SIZE)) …)`, where what happens then does not come back. */
function rangeCheckedBy(item: Expression): CheckedRange | undefined {
  if (item.kind !== 'if' || item.alternate || item.consequent.type.kind !== 'never') return undefined;
  const { condition } = item;
  if (condition.kind !== 'operation' || condition.operation !== '^') return undefined;
  const { left, right } = condition.operands;
  if (left.kind !== 'operation' || left.operation !== 'memory-has' || right.kind !== 'integer') return undefined;
  const { module, memory, pointer, length } = left.operands;
  if (right.value !== 1n || pointer.kind !== 'local' || length.kind !== 'integer') return undefined;
  return { module, memory, base: pointer.local, size: Number(length.value) };
}

/** Whether the items up to one that may make a memory grow get at something there. */
function isReadIn(items: readonly Expression[], range: CheckedRange, { module, function: own }: Scope): boolean {
  if (own.locals.get(range.base)?.kind !== 'value') return false;
  const end = items.findIndex((item) => mayGrow(item, module.bodyOf));
  return items.slice(0, end < 0 ? items.length : end).some((item) => contains(item, (inner) => isAccess(inner, range)));
}

function isAccess(expression: Expression, { module, memory, base }: CheckedRange): boolean {
  if (expression.kind !== 'operation') return false;
  if (expression.operation !== 'load' && expression.operation !== 'store') return false;
  const { operands } = expression;
  return operands.module === module && operands.memory === memory && addressOf(operands.pointer)?.base === base;
}

function cover({ module, memory, base, size }: CheckedRange, scope: Scope): void {
  const bound = scope.bound(base);
  if (bound.kind !== 'value') return;
  scope.module.views.add('data');
  const pointer = scope.constant('start', binary(bound.value, '>>>', number(0)));
  const data = scope.constant('data', member(scope.module.memory({ module, memory }), 'data'));
  scope.function.covers.set(base, { module, memory, data, pointer, size });
}

/**
 * Whether code may make a memory grow, and with that take its views away.
 *
 * @param seen - functions that were looked into before, or are being looked into
 */
function mayGrow(expression: Expression, bodyOf: BodyOf, seen = new Set<Callee>()): boolean {
  return contains(expression, (inner) => {
    if (hasEffect(inner, 'calls core') || hasEffect(inner, 'calls JavaScript')) return true;
    // What is deferred runs behind what is not looked at.
    if (inner.kind === 'defer' || (inner.kind === 'operation' && inner.operation === 'memory-grow')) return true;
    if (inner.kind !== 'call' || seen.has(inner.callee)) return false;
    seen.add(inner.callee);
    const body = bodyOf(inner.callee)?.body;
    return body === undefined || mayGrow(body, bodyOf, seen);
  });
}
