/** `while` and `lift-while`. */
import type { Form, Node } from '../ast/nodes.ts';
import { wrongOperand } from '../diagnostics/types.ts';
import type { BlockExpression, Expression } from '../ir/ir.ts';
import { none, type Type } from '../ir/types.ts';
import { controlForms } from '../ir/usage.ts';
import { checkCondition } from './conditions.ts';
import { type Context, failed } from './context.ts';
import { checkSequence } from './control-forms.ts';
import { resolveType } from './resolve-type.ts';

/** `(while C BODY*)`. */
export function checkWhile(form: Form, _expected: Type | undefined, context: Context): Expression {
  const [conditionNode, ...nodes] = form.args;
  if (!conditionNode) return refuse('while', 'a condition', form, context);
  const condition = checkCondition(conditionNode, context);
  const body = checkBody(nodes, none, form, context);
  return { kind: 'while', condition, body, type: none, span: form.span };
}

/** `(lift-while TYPE C BODY+)`. */
export function checkLiftWhile(form: Form, _expected: Type | undefined, context: Context): Expression {
  const [typeNode, conditionNode, ...nodes] = form.args;
  if (!typeNode || !conditionNode || nodes.length === 0) {
    return refuse('lift-while', 'a type, a condition and the code for an element', form, context);
  }
  const element = resolveType(typeNode, context.environment);
  const condition = checkCondition(conditionNode, context);
  if (!element) return failed(form.span);
  const body = checkBody(nodes, element, form, context);
  return { kind: 'lift-while', element, condition, body, type: { kind: 'array', element }, span: form.span };
}

const checkBody = (nodes: readonly Node[], type: Type, { span }: Form, context: Context): BlockExpression =>
  checkSequence(nodes, type, span, context);

function refuse(head: 'while' | 'lift-while', expected: string, form: Form, { environment }: Context): Expression {
  environment.sink.add(wrongOperand(head, expected, form.span, controlForms[head].usage));
  return failed(form.span);
}
