/** Gives lifts names, so that one rule finds them: `(f A (lift …))` becomes `(block (let $a A) (let $b (lift …)) (f $a $b))`. */
import type { BlockExpression, CallExpression, Expression, LetExpression, Local, OperationExpression } from '../ir.ts';
import { withChangedChildren } from '../visit.ts';
import { sourceOf, useIn, withValue } from './encodings.ts';

/** The same code with every lift that is lowered, or handed to a function of the component, bound to a local. */
export function nameLifts<E extends Expression>(expression: E): E {
  // A deferred action has locals of its own.
  if (expression.kind === 'defer') return expression;
  const inner: Expression = withChangedChildren(expression, nameLifts);
  return (inner.kind === 'call' ? nameArguments(inner) : inner.kind === 'operation' ? nameValue(inner) : inner) as E;
}

function nameArguments(call: CallExpression): Expression {
  const last = call.callee.kind === 'adapter' ? call.arguments.findLastIndex((argument) => sourceOf(argument)) : -1;
  if (last < 0) return call;
  const held = call.arguments.slice(0, last + 1).map((argument) => hold(argument));
  const args = [...held.map(({ value }) => value), ...call.arguments.slice(last + 1)];
  return blockOf([...held.flatMap(({ lets }) => lets), { ...call, arguments: args }]);
}

function nameValue(operation: OperationExpression): Expression {
  const use = useIn(operation);
  if (!use?.destination || !sourceOf(use.value)) return operation;
  const value = hold(use.value);
  if (operation.operation !== 'lower-array') return blockOf([...value.lets, withValue(operation, value.value)]);
  // Its pointer comes first.
  const pointer = hold(use.destination.pointer);
  return blockOf([...pointer.lets, ...value.lets, withValue(operation, value.value, pointer.value)]);
}

/** A value that can be read more than once, and what has to come before. */
export interface Held {
  readonly lets: readonly LetExpression[];
  readonly value: Expression;
}

/** Bindings never change: what one is given, and a literal, need no other. */
export function hold(value: Expression, name = 'held'): Held {
  if (value.kind === 'local' || value.kind === 'integer') return { lets: [], value };
  const local: Local = { name, type: value.type };
  return { lets: [letOf(local, value)], value: localOf(local, value) };
}

export const letOf = (local: Local, value: Expression): LetExpression => ({
  kind: 'let',
  locals: [local],
  value,
  type: { kind: 'none' },
  span: value.span,
});

export const localOf = (local: Local, { span }: Expression): Expression => ({
  kind: 'local',
  local,
  type: local.type,
  span,
});

/** What the last item gives. */
export function blockOf(items: readonly Expression[]): BlockExpression {
  const { type, span } = items.at(-1) as Expression;
  return { kind: 'block', items, type, span };
}
