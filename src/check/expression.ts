/** Nodes → typed expressions. Literals take the expected type; everything else has a type of its own that must fit. */
import type { Form, NameAtom, Node } from '../ast/nodes.ts';
import { unknownInstruction } from '../diagnostics/names.ts';
import { bareName } from '../diagnostics/types.ts';
import type { Expression } from '../ir/ir.ts';
import { isOperation, operations } from '../ir/ops.ts';
import type { Type } from '../ir/types.ts';
import { type ControlName, controlForms } from '../ir/usage.ts';
import { checkCall, checkConversion, checkLocal } from './basic-forms.ts';
import { checkLiftFunction, checkLowerFunction, checkLowerPointer } from './callback-forms.ts';
import { checkAnd, checkNot, checkOr, truth } from './conditions.ts';
import { type Context, failed } from './context.ts';
import {
  checkBlock,
  checkDefer,
  checkIf,
  checkMatch,
  checkMisplacedLet,
  checkSwitch,
  checkUnreachable,
} from './control-forms.ts';
import { checkNumber, checkText } from './literals.ts';
import { checkLiftWhile, checkWhile } from './loops.ts';
import { checkOperation } from './operation.ts';
import { isTruth } from './truths.ts';
import { checkTry } from './try.ts';
import { checkMisplacedVariable } from './variables.ts';

type FormChecker = (form: Form, expected: Type | undefined, context: Context) => Expression;

const controlCheckers: Readonly<Record<ControlName, FormChecker>> = {
  local: checkLocal,
  let: checkMisplacedLet,
  var: checkMisplacedVariable,
  as: checkConversion,
  call: checkCall,
  if: checkIf,
  and: checkAnd,
  or: checkOr,
  not: checkNot,
  block: checkBlock,
  switch: checkSwitch,
  match: checkMatch,
  while: checkWhile,
  'lift-while': checkLiftWhile,
  try: checkTry,
  defer: checkDefer,
  unreachable: checkUnreachable,
  'lift-func': checkLiftFunction,
  'lower-func': checkLowerFunction,
  'lower-funcptr': checkLowerPointer,
};

/** What a {@link Context} is given as its `check`. */
export function checkNode(node: Node, expected: Type | undefined, context: Context): Expression {
  switch (node.kind) {
    case 'number':
      return checkNumber(node, expected, context);
    case 'string':
      return checkText(node, expected);
    case 'name':
      return checkName(node, context);
    case 'form':
      return checkForm(node, expected, context);
  }
}

/** The same for an editor: with a note of each type. A frame more for each level, which others do not pay. */
export function checkAndNote(node: Node, expected: Type | undefined, context: Context): Expression {
  const expression = checkNode(node, expected, context);
  context.environment.notes?.expressions.push({ span: node.span, type: expression.type });
  return expression;
}

function checkForm(form: Form, expected: Type | undefined, context: Context): Expression {
  const name = form.head.text;
  if (Object.hasOwn(controlCheckers, name)) return controlCheckers[name as ControlName](form, expected, context);
  if (isOperation(name)) return checkOperation(name, form, expected, context);
  const { sink } = context.environment;
  sink.add(unknownInstruction(name, form.head.span, [...Object.keys(controlForms), ...Object.keys(operations)]));
  return failed(form.span);
}

/** A name alone is one of the two truths, if anything. */
function checkName(node: NameAtom, { environment }: Context): Expression {
  if (isTruth(node)) return truth(node.text === 'true', node.span);
  environment.sink.add(bareName(node.text, node.span));
  return failed(node.span);
}
