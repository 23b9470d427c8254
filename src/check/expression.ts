/** Nodes → typed expressions. Literals take the expected type; everything else has a type of its own that must fit. */
import type { Form, NameAtom, Node, NumberAtom, StringAtom } from '../ast/nodes.ts';
import { unknownInstruction } from '../diagnostics/names.ts';
import { bareName, literalOutOfRange } from '../diagnostics/types.ts';
import type { Expression } from '../ir/ir.ts';
import { arithmeticTypeOf, type NumberType, numberTypeOf } from '../ir/numbers.ts';
import { isOperation, operations } from '../ir/ops.ts';
import { simple, type Type } from '../ir/types.ts';
import { type ControlName, controlForms } from '../ir/usage.ts';
import type { Span } from '../source/source-map.ts';
import { checkCall, checkConversion, checkLocal } from './basic-forms.ts';
import { checkLiftFunction, checkLowerFunction, checkLowerPointer } from './callback-forms.ts';
import { type Context, failed, fit, single } from './context.ts';
import {
  checkBlock,
  checkDefer,
  checkIf,
  checkMatch,
  checkMisplacedLet,
  checkSwitch,
  checkUnreachable,
} from './control-forms.ts';
import { readNumeral } from './numerals.ts';
import { checkOperation } from './operation.ts';

/** `expected` guides literals and is passed down to where the value comes from; whether it fits is the caller's to check. */
export type FormChecker = (form: Form, expected: Type | undefined, context: Context) => Expression;

const controlCheckers: Readonly<Record<ControlName, FormChecker>> = {
  local: checkLocal,
  let: checkMisplacedLet,
  as: checkConversion,
  call: checkCall,
  if: checkIf,
  block: checkBlock,
  switch: checkSwitch,
  match: checkMatch,
  defer: checkDefer,
  unreachable: checkUnreachable,
  'lift-func': checkLiftFunction,
  'lower-func': checkLowerFunction,
  'lower-funcptr': checkLowerPointer,
};

/** An expression that must give exactly the expected type. */
export const checkExpected = (node: Node, expected: Type, context: Context): Expression =>
  fit(check(node, expected, context), expected, context);

/** An expression that must give one value of whatever type; `wanted` says in a message what for. */
export const checkValue = (node: Node, wanted: string, context: Context, hint?: Type): Expression =>
  single(check(node, hint, context), wanted, context);

export function check(node: Node, expected: Type | undefined, context: Context): Expression {
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

function checkForm(form: Form, expected: Type | undefined, context: Context): Expression {
  const name = form.head.text;
  if (Object.hasOwn(controlCheckers, name)) return controlCheckers[name as ControlName](form, expected, context);
  if (isOperation(name)) return checkOperation(name, form, expected, context);
  const { sink } = context.environment;
  sink.add(unknownInstruction(name, form.head.span, [...Object.keys(controlForms), ...Object.keys(operations)]));
  return failed(form.span);
}

function checkName(node: NameAtom, { environment }: Context): Expression {
  environment.sink.add(bareName(node.text, node.span));
  return failed(node.span);
}

const isType = (type: Type | undefined, name: string): type is Type => type?.kind === 'simple' && type.name === name;

/** A text of one character is a `char` where one is expected. */
function checkText({ value, span }: StringAtom, expected: Type | undefined): Expression {
  const point = value.codePointAt(0);
  if (isType(expected, 'char') && point !== undefined && value === String.fromCodePoint(point)) {
    return { kind: 'integer', type: expected, value: BigInt(point), span };
  }
  return { kind: 'text', type: simple('string'), value, span };
}

function checkNumber({ text, span }: NumberAtom, expected: Type | undefined, context: Context): Expression {
  const numeral = readNumeral(text);
  const wanted = expected && literalTypeFor(expected);
  if (numeral.kind === 'float') {
    return checkFloat(text, numeral.value, wanted?.float ? simple(wanted.name) : simple('f64'), span, context);
  }
  if (wanted?.float) {
    const value = numeral.negativeZero ? -0 : Number(numeral.value);
    return checkFloat(text, value, simple(wanted.name), span, context);
  }
  return checkInteger(text, numeral.value, wanted ? simple(wanted.name) : simple('i32'), span, context);
}

/** `bool` and `char` have no number literals. */
const literalTypeFor = (expected: Type): NumberType | undefined => arithmeticTypeOf(expected);

/** As in WebAssembly's text: what rounds to infinity is a mistake, infinity itself is written `inf`. */
function checkFloat(text: string, value: number, type: Type, span: Span, { environment }: Context): Expression {
  const isSingle = isType(type, 'f32');
  const isLost = !Number.isFinite(isSingle ? Math.fround(value) : value);
  if (!isLost || /inf|nan/i.test(text)) return { kind: 'float', type, value, span };
  const range = `it holds up to ${isSingle ? '3.4028235e38' : '1.7976931348623157e308'}; infinity is 'inf'`;
  environment.sink.add(literalOutOfRange(text, type, range, span));
  return failed(span);
}

function checkInteger(text: string, value: bigint, type: Type, span: Span, { environment }: Context): Expression {
  const [low, high] = literalRange(type);
  if (value >= low && value <= high) return { kind: 'integer', type, value, span };
  environment.sink.add(literalOutOfRange(text, type, `it holds ${low} to ${high}`, span));
  return failed(span);
}

/** Core integers have no sign of their own: both readings of their bits can be written. */
export function literalRange(type: Type): readonly [low: bigint, high: bigint] {
  const { name, bits, signed } = numberTypeOf(type) as NumberType;
  const size = BigInt(bits);
  if (name === 'i32' || name === 'i64') return [-(1n << (size - 1n)), (1n << size) - 1n];
  return signed ? [-(1n << (size - 1n)), (1n << (size - 1n)) - 1n] : [0n, (1n << size) - 1n];
}
