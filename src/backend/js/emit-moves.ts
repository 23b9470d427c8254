/** Values that go from one memory to another, measured and copied without being made. */

import type { Expression as Js } from 'estree';
import { measuredIn } from '../../ir/forward-copies/encodings.ts';
import type { CopyExpression, MeasureExpression, WindowExpression } from '../../ir/ir.ts';
import { binary, call, id, number } from './build/expressions.ts';
import { statement, variable, when } from './build/statements.ts';
import type { Destination, Scope } from './context.ts';
import { assignTo, effect, place } from './destination.ts';
import { put, value, values } from './emit.ts';
import type { HelperName } from './library/library.ts';

/** Bytes up to which a value of them surely fits into an engine; what is longer is made, which may fail. */
const mostBytes = 2 ** 28;

export function emitMeasure({ lift }: MeasureExpression, scope: Scope): Js {
  const source = measuredIn(lift);
  if (!source) throw new Error(`measure: ${lift.operation} lifts nothing that can be measured`);
  const { module } = scope;
  const memory = module.memory(source);
  const [pointer, length] = values([source.pointer, ...(source.length ? [source.length] : [])], scope);
  if (!length || !pointer) return call(module.helper('measureUpToNul'), memory, pointer ?? number(0));
  const text = textLifts.get(lift.operation);
  if (text) {
    if (isUpTo(length, mostBytes)) return call(module.helper('measureText'), memory, pointer, length);
    return call(module.helper('measureText'), module.textMemory(source), pointer, length, module.helper(text));
  }
  const count = scope.stable(length, 'length');
  const measured = call(module.helper('measureUnits'), memory, pointer, count, number(source.unit));
  const most = mostBytes / source.unit;
  if (source.encoding === '' || isUpTo(count, most)) return measured;
  const size = scope.names.free('size');
  const long = scope.inner();
  put(lift, effect, long);
  const short = scope.inner();
  place(measured, assignTo(id(size)), short);
  place(number(-1), assignTo(id(size)), long);
  const isLong = binary(binary(count, '>>>', number(0)), '>', number(most));
  scope.push(variable(size), when(isLong, long.out, short.out));
  return id(size);
}

/** What makes a string of UTF-8. */
const textLifts: ReadonlyMap<string, HelperName> = new Map([
  ['mem-to-string', 'liftText'],
  ['mem-to-strict-string', 'liftStrictText'],
]);

/** Whether a length that the source has as a number is none of those that are too long. */
const isUpTo = (count: Js, most: number): boolean =>
  count.type === 'Literal' && typeof count.value === 'number' && count.value >= 0 && count.value <= most;

export function emitCopy(copy: CopyExpression, _: Destination, scope: Scope): void {
  const { module } = scope;
  const size = scope.stable(value(copy.size, scope), 'size');
  const slow = scope.inner();
  put(copy.otherwise, effect, slow);
  const fast = scope.inner();
  const bytes = copy.unit === 1 ? size : binary(size, '*', number(copy.unit));
  const from = module.memory(copy.from);
  const to = module.memory(copy.to);
  const [source, destination] = values([copy.source, copy.destination], fast);
  if (source && destination)
    fast.push(statement(call(module.helper('moveBytes'), from, source, to, destination, bytes)));
  scope.push(when(binary(size, '===', number(-1)), slow.out, fast.out));
}

/** Where a 64-bit pointer is in the window on its memory. */
export function emitWindow({ place: of, pointer, length, unit }: WindowExpression, scope: Scope): Js {
  const { module } = scope;
  return call(module.helper('windowAt'), module.memory(of), ...values([pointer, length], scope), number(unit));
}
