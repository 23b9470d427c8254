/** Code that runs again and again. */
import type { Expression, LiftWhileExpression, WhileExpression } from '../../../ir/ir.ts';
import { carrierOf } from '../../../ir/numbers.ts';
import { none } from '../../../ir/types.ts';
import { typeText } from '../../type-json.ts';
import { emitAs, operand } from './emit-expression.ts';
import type { FunctionContext } from './function-context.ts';
import { familySignatures } from './host-imports.ts';
import { call, get, set } from './instructions.ts';
import type { Wat } from './wat.ts';

function emitLoop(condition: Expression, each: () => readonly Wat[], context: FunctionContext): Wat {
  const test = operand(condition, context);
  return ['loop', '$again', ['if', test, ['then', ...each(), ['br', '$again']]]];
}

/** `(while C BODY*)` */
export const emitWhile = ({ condition, body }: WhileExpression, context: FunctionContext): readonly Wat[] => [
  emitLoop(condition, () => emitAs(body, none, context), context),
];

/** `(lift-while TYPE C BODY+)` */
export function emitLiftWhile(
  { element, condition, body }: LiftWhileExpression,
  context: FunctionContext,
): readonly Wat[] {
  const { hosts } = context.module;
  const list = context.scratch('list', 'externref');
  const carrier = carrierOf(element);
  const make = hosts.useFamily('list_new', typeText(element), familySignatures.list_new);
  const add = hosts.useFamily('list_add', carrier, familySignatures.list_add(carrier));
  const item = { ...body, type: body.type.kind === 'never' ? body.type : element };
  const loop = emitLoop(condition, () => [call(add, get(list), operand(item, context))], context);
  return [set(list, call(make)), loop, call(hosts.use('list_end'), get(list))];
}
