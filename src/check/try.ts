/** `(try BODY* (catch $error? BODY*))`. */
import type { Form } from '../ast/nodes.ts';
import { wrongOperand } from '../diagnostics/types.ts';
import type { Expression } from '../ir/ir.ts';
import { simple, type Type } from '../ir/types.ts';
import { controlForms } from '../ir/usage.ts';
import { bindLocal, type Context, failed } from './context.ts';
import { Agreement } from './control-forms.ts';
import { isBinder } from './truths.ts';

export function checkTry(form: Form, expected: Type | undefined, context: Context): Expression {
  const clause = form.args.at(-1);
  if (clause?.kind !== 'form' || clause.head.text !== 'catch') {
    const { span } = clause ?? form;
    context.environment.sink.add(wrongOperand('try', 'a (catch …) at its end', span, controlForms.try.usage));
    return failed(form.span);
  }
  const blocks = new Agreement(expected, context);
  const body = blocks.check(form.args.slice(0, -1), form.span);
  const [binder] = clause.args;
  const name = isBinder(binder) ? binder : undefined;
  return context.scope.within(() => {
    const error = bindLocal(name, simple('any'), context);
    const handler = blocks.check(name === undefined ? clause.args : clause.args.slice(1), clause.span);
    return { kind: 'try', body, error, handler, type: blocks.type, span: form.span };
  });
}
