/** What decides: conditions, and `and or not true false`. */
import type { Form, Node } from '../ast/nodes.ts';
import { typeMismatch, wrongOperand } from '../diagnostics/types.ts';
import type { Expression } from '../ir/ir.ts';
import { simple, type Type } from '../ir/types.ts';
import { controlForms } from '../ir/usage.ts';
import type { Span } from '../source/source-map.ts';
import { checkValue } from './check-node.ts';
import { type Context, failed } from './context.ts';

/** Conditions may be `bool`, `u1` or i32. */
export function checkCondition(node: Node, context: Context): Expression {
  const condition = checkValue(node, 'a condition', context);
  if (condition.type.kind === 'never' || isCondition(condition.type)) return condition;
  context.environment.sink.add(
    typeMismatch('a condition: bool, u1 or i32', condition.type, condition.span, 'compare it, as in (!= … 0)'),
  );
  return failed(condition.span);
}

const isCondition = (type: Type): boolean => type.kind === 'simple' && ['bool', 'u1', 'i32'].includes(type.name);

const bool = simple('bool');

export const truth = (value: boolean, span: Span): Expression => ({
  kind: 'integer',
  value: value ? 1n : 0n,
  type: bool,
  span,
});

/** `(and C C*)`: the others only where the first holds. */
export const checkAnd = (form: Form, _expected: Type | undefined, context: Context): Expression =>
  checkChain('and', form, context, (first, rest, span) => choice(first, rest, truth(false, span), span));

/** `(or C C*)`: the others only where the first does not hold. */
export const checkOr = (form: Form, _expected: Type | undefined, context: Context): Expression =>
  checkChain('or', form, context, (first, rest, span) => choice(first, truth(true, span), rest, span));

const choice = (condition: Expression, consequent: Expression, alternate: Expression, span: Span): Expression => ({
  kind: 'if',
  condition,
  consequent,
  alternate,
  type: bool,
  span,
});

type Join = (first: Expression, rest: Expression, span: Span) => Expression;

function checkChain(head: 'and' | 'or', form: Form, context: Context, join: Join): Expression {
  const conditions = form.args.map((node) => checkTruth(node, context));
  const last = conditions.pop();
  if (last) return conditions.reduceRight((rest, first) => join(first, rest, form.span), last);
  context.environment.sink.add(wrongOperand(head, 'conditions', form.span, controlForms[head].usage));
  return failed(form.span);
}

function checkTruth(node: Node, context: Context): Expression {
  const value = checkCondition(node, context);
  const isBool = value.type.kind === 'simple' && value.type.name === 'bool';
  return isBool || value.type.kind === 'never' ? value : { kind: 'convert', value, type: bool, span: value.span };
}

/** `(not C)`. */
export function checkNot(form: Form, _expected: Type | undefined, context: Context): Expression {
  const [node, extra] = form.args;
  if (!node || extra) {
    const { span } = extra ?? form;
    context.environment.sink.add(wrongOperand('not', 'one condition', span, controlForms.not.usage));
    return failed(form.span);
  }
  const left = checkTruth(node, context);
  if (left.type.kind === 'never') return left;
  const right = truth(true, form.span);
  return { kind: 'operation', operation: '^', operands: { left, right }, type: bool, span: form.span };
}
