/** Gives lifts names, so that one rule finds them: `(f A (lift …))` becomes `(block (let $a A) (let $b (lift …)) (f $a $b))`. */
import { blockOf, letOf, localOf } from '../expressions.ts';
import type { BlockExpression, CallExpression, Expression, Local, OperationExpression } from '../ir.ts';
import { takenPart } from '../take-apart/can-take-apart.ts';
import { branchesOf, withChangedChildren } from '../visit.ts';
import { sourceOf, useIn, withValue } from './encodings.ts';

/** The same code with every lift that is lowered, or handed to a function of the component, bound to a local. */
export function nameLifts<E extends Expression>(expression: E): E {
  // A deferred action has locals of its own.
  if (expression.kind === 'defer') return expression;
  const inner: Expression = withChangedChildren(expression, nameLifts, nameLifts);
  if (inner.kind === 'block') return withoutInnerBlocks(inner) as Expression as E;
  if (inner.kind === 'match' && inner.subject.kind !== 'local' && endsInLift(inner.subject)) {
    const { lets, value } = hold(inner.subject);
    return blockOf([...lets, { ...inner, subject: value }]) as Expression as E;
  }
  return (inner.kind === 'call' ? nameArguments(inner) : inner.kind === 'operation' ? nameValue(inner) : inner) as E;
}

/** What a block of an inlined function binds before its lift is bound by the block around it. */
function withoutInnerBlocks(block: BlockExpression): BlockExpression {
  const items = block.items.flatMap((item) => {
    if (item.kind !== 'let' || item.value.kind !== 'block' || !endsInLift(item.value)) return [item];
    const { before, tail } = opened(item.value);
    return [...before, { ...item, value: tail }];
  });
  return items.every((item, index) => item === block.items[index]) ? block : { ...block, items };
}

/** What an expression gives, and what runs before that. */
function opened(expression: Expression): { readonly before: readonly Expression[]; readonly tail: Expression } {
  const last = expression.kind === 'block' ? expression.items.at(-1) : undefined;
  if (expression.kind !== 'block' || !last) return { before: [], tail: expression };
  const { before, tail } = opened(last);
  return { before: [...expression.items.slice(0, -1), ...before], tail };
}

/** Whether an expression gives a value that is lifted, or made, at its end. */
export const endsInLift = (expression: Expression): boolean => isMade(opened(expression).tail);

function isMade(value: Expression): boolean {
  if (sourceOf(value) !== undefined) return true;
  if (value.kind === 'operation') return makers.has(value.operation);
  return branchesOf(value).some(endsInLift);
}

const makers: ReadonlySet<string> = new Set<OperationExpression['operation']>([
  'make-record',
  'make-tuple',
  'make-variant',
  'lift-array',
  'lift-enum',
  'lift-flags',
]);

function nameArguments(call: CallExpression): Expression {
  const last = call.callee.kind === 'adapter' ? call.arguments.findLastIndex(endsInLift) : -1;
  if (last < 0) return call;
  const held = call.arguments.slice(0, last + 1).map((argument) => hold(argument));
  const args = [...held.map(({ value }) => value), ...call.arguments.slice(last + 1)];
  return blockOf([...held.flatMap(({ lets }) => lets), { ...call, arguments: args }]);
}

function nameValue(operation: OperationExpression): Expression {
  if (operation.operation === 'lower-array') return nameArray(operation);
  const taken = takenPart(operation);
  if (taken && taken.kind !== 'local' && endsInLift(taken)) {
    const { lets, value } = hold(taken);
    return blockOf([...lets, withChangedChildren(operation, (child) => (child === taken ? value : child))]);
  }
  const use = useIn(operation);
  if (!use?.destination || !endsInLift(use.value)) return operation;
  const { lets, value } = hold(use.value);
  return blockOf([...lets, withValue(operation, value)]);
}

/** Its pointer comes first. */
function nameArray(operation: Extract<OperationExpression, { operation: 'lower-array' }>): Expression {
  const { array, pointer } = operation.operands;
  if (!endsInLift(array)) return operation;
  const [place, held] = [hold(pointer), hold(array)];
  return blockOf([...place.lets, ...held.lets, withValue(operation, held.value, place.value)]);
}

/** A value that can be read more than once, and what has to come before. */
export interface Held {
  readonly lets: readonly Expression[];
  readonly value: Expression;
}

/** Bindings never change: what one is given, and a literal, need no other. */
export function hold(value: Expression, name = 'held'): Held {
  if (value.kind === 'local' || value.kind === 'integer') return { lets: [], value };
  const local: Local = { name, type: value.type };
  const { before, tail } = endsInLift(value) ? opened(value) : { before: [], tail: value };
  return { lets: [...before, letOf(local, tail)], value: localOf(local, value) };
}
