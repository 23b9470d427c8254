import type { BlockExpression, Expression, Local } from '../../ir/ir.ts';
import type { BodyOf } from '../../ir/memory-read.ts';
import { contains, withChangedChildren } from '../../ir/visit.ts';

/**
 * Code that only hands locals and literals on to a function of the component whose code is one expression without calls: that code
 * itself, with them in the places of its parameters. Any other code as it is.
 */
export function withoutCall(block: BlockExpression, bodyOf: BodyOf): BlockExpression {
  const [item, second] = block.items;
  if (item?.kind !== 'call' || second || !item.arguments.every(isPlain)) return block;
  const body = bodyOf(item.callee);
  const [only, more] = body?.body.items ?? [];
  if (!body || !only || more || only.type.kind === 'none' || only.type.kind === 'never' || calls(only)) return block;
  const given = new Map<Local, Expression>();
  body.function.params.forEach((param, index) => {
    const argument = item.arguments[index];
    if (argument) given.set(param, argument);
  });
  return { ...block, items: [substituted(only, given)] };
}

const calls = (expression: Expression): boolean => contains(expression, ({ kind }) => kind === 'call');

const isPlain = ({ kind }: Expression): boolean => kind === 'local' || kind === 'integer';

function substituted(expression: Expression, given: ReadonlyMap<Local, Expression>): Expression {
  if (expression.kind === 'local') return given.get(expression.local) ?? expression;
  return withChangedChildren(expression, (child) => substituted(child, given));
}
