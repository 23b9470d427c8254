/** `(var $name TYPE? E)` in a function. */
import type { Form } from '../ast/nodes.ts';
import { misplacedVariable, wrongOperand } from '../diagnostics/types.ts';
import type { Expression, FunctionVariable } from '../ir/ir.ts';
import { none, type Type } from '../ir/types.ts';
import { controlForms } from '../ir/usage.ts';
import type { Span } from '../source/source-map.ts';
import { checkExpected, checkValue } from './check-node.ts';
import { type Context, failed } from './context.ts';
import { noteDefinition } from './notes.ts';
import { resolveType } from './resolve-type.ts';

/** @param declared - where each variable of the block is declared; gets this one */
export function checkVariable(form: Form, declared: Map<FunctionVariable, Span>, context: Context): Expression {
  const [name, first, second, extra] = form.args;
  if (name?.kind !== 'name' || !first || extra) {
    const { span } = extra ?? (name?.kind === 'name' ? form : (name ?? form));
    context.environment.sink.add(wrongOperand('var', 'a name and a value', span, controlForms.var.usage));
    return failed(form.span);
  }
  const type = second && resolveType(first, context.environment);
  // Whoever uses it is not to blame for a type in error.
  const value =
    type && second ? checkExpected(second, type, context) : checkValue(second ?? first, 'a value to hold', context);
  const variable = context.scope.declare(name.text, type ?? value.type);
  declared.set(variable, name.span);
  noteDefinition(context.environment, name, { kind: 'variable', variable });
  return { kind: 'var', variable, value, type: value.type.kind === 'never' ? value.type : none, span: form.span };
}

export function checkMisplacedVariable(form: Form, _expected: Type | undefined, context: Context): Expression {
  context.environment.sink.add(misplacedVariable(form.span));
  return failed(form.span);
}
