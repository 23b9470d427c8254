/**
 * Arithmetic by the interface type's width and signedness. In JavaScript a value of up to 32 bits is a number in its
 * type's range, one of 64 bits a bigint, `bool` a boolean, `char` its code; an f32 is a number that was rounded to one.
 */

import type { Expression } from 'estree';
import { type NumberType, numberTypeOf } from '../../ir/numbers.ts';
import type { Type } from '../../ir/types.ts';
import { bigint, binary, boolean, call, conditional, member, number, unary } from './build/expressions.ts';
import type { ModuleContext, Wanted } from './context.ts';

export function numberOf(type: Type): NumberType {
  const found = numberTypeOf(type);
  if (!found) throw new Error(`${type.kind} is no number`);
  return found;
}

const is64 = ({ machine }: NumberType): boolean => machine === 'i64';

const global = (object: string, name: string, ...args: readonly Expression[]): Expression =>
  call(member(object, name), ...args);

export const toF32 = (value: Expression): Expression => global('Math', 'fround', value);

const wrap64 = ({ signed, bits }: NumberType, value: Expression): Expression =>
  global('BigInt', signed ? 'asIntN' : 'asUintN', number(bits), value);

/** Brings a number into the type's range, as a C cast does. */
export function wrap(to: NumberType, value: Expression, wanted: Wanted): Expression {
  if (to.float) return to.bits === 32 && wanted === 'exact' ? toF32(value) : value;
  if (is64(to)) return wanted === 'exact' ? wrap64(to, value) : value;
  if (to.bits >= 21) return wanted === 'exact' ? toWord(to, value) : value;
  if (!to.signed) return binary(value, '&', number(2 ** to.bits - 1));
  const shift = number(32 - to.bits);
  return binary(binary(value, '<<', shift), '>>', shift);
}

const toWord = ({ signed }: NumberType, value: Expression): Expression =>
  binary(beforeWord(value), signed ? '|' : '>>>', number(0));

/** Of two such steps the last one counts. */
function beforeWord(value: Expression): Expression {
  const isWord =
    value.type === 'BinaryExpression' &&
    (value.operator === '|' || value.operator === '>>>') &&
    value.right.type === 'Literal' &&
    value.right.value === 0;
  return isWord ? (value.left as Expression) : value;
}

/** What JavaScript gave, as a value of the type: with the sign of zero or the digits that it has there. */
export function normalised(type: Type, value: Expression): Expression {
  const of = numberTypeOf(type);
  if (!of || of.name === 'bool' || of.machine === 'f64' || is64(of)) return value;
  return of.float ? toF32(value) : toWord(of, value);
}

/** An integer that JavaScript gave, without the sign that zero may have there; anything else as it is. */
export function withoutSign(type: Type, value: Expression): Expression {
  const of = numberTypeOf(type);
  return of && !of.float && of.name !== 'u1' && of.name !== 'char' ? normalised(type, value) : value;
}

/** A literal: one that does not fit its type is wrapped. */
export function integerLiteral(type: Type, value: bigint): Expression {
  const to = numberOf(type);
  if (to.name === 'bool') return boolean(value !== 0n);
  if (to.name === 'u1') return number(value === 0n ? 0 : 1);
  if (to.float) return number(to.bits === 32 ? roundOnce(value) : Number(value));
  const wrapped = to.signed ? BigInt.asIntN(to.bits, value) : BigInt.asUintN(to.bits >= 21 ? 32 : to.bits, value);
  if (is64(to)) return bigint(to.signed ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value));
  return number(Number(wrapped));
}

/** To an f32: by way of a double it could be rounded twice. */
function roundOnce(value: bigint): number {
  const size = value < 0n ? -value : value;
  let shift = 0n;
  while (size >> shift > 0xffffffffn) shift++;
  const cut = size >> shift;
  const sticky = cut << shift === size ? cut : cut | 1n;
  return Math.fround(Number(sticky << shift)) * (value < 0n ? -1 : 1);
}

export const floatLiteral = (type: Type, value: number): Expression =>
  number(numberOf(type).bits === 32 ? Math.fround(value) : value);

/** `(as TYPE value)`: C's casts; out-of-range floats saturate. The value is exact. */
export function convert(
  from: NumberType,
  to: NumberType,
  value: Expression,
  wanted: Wanted,
  module: ModuleContext,
): Expression {
  if (from.name === to.name) return value;
  if (to.name === 'bool') return binary(value, '!==', zeroOf(from));
  if (to.name === 'u1') return toBit(from, value);
  if (to.float) return toFloat(from, to, value, wanted, module);
  if (from.float) return wrapUnlessHeld(from, to, truncate(to, value, module), wanted);
  return integer(from, to, value, wanted);
}

/** A char has 32 until it leaves the component, where it has to be the code of one. */
const bitsInside = ({ name, bits }: NumberType): number => (name === 'char' ? 32 : bits);

const zeroOf = (type: NumberType): Expression => (is64(type) ? bigint(0n) : number(0));

function toBit(from: NumberType, value: Expression): Expression {
  const test = from.name === 'bool' ? value : binary(value, '!==', zeroOf(from));
  return conditional(test, number(1), number(0));
}

/** A boolean as the number that it is elsewhere. */
const plain = (from: NumberType, value: Expression): Expression =>
  from.name === 'bool' ? call('Number', value) : value;

function toFloat(
  from: NumberType,
  to: NumberType,
  value: Expression,
  wanted: Wanted,
  module: ModuleContext,
): Expression {
  if (is64(from)) return to.bits === 64 ? call('Number', value) : call(module.helper('roundToF32'), value);
  const isHeld = to.bits === 64 || (!from.float && bitsInside(from) <= 24);
  return isHeld || wanted === 'wrapped' ? plain(from, value) : toF32(plain(from, value));
}

function truncate(to: NumberType, value: Expression, module: ModuleContext): Expression {
  const isSigned = to.signed || to.bits < 21;
  if (is64(to)) return call(module.helper(isSigned ? 'truncateS64' : 'truncateU64'), value);
  return call(module.helper(isSigned ? 'truncateS32' : 'truncateU32'), value);
}

function integer(from: NumberType, to: NumberType, value: Expression, wanted: Wanted): Expression {
  if (is64(from) && is64(to)) return wanted === 'exact' ? wrap64(to, value) : value;
  if (is64(from)) {
    const bits = to.bits >= 21 ? { ...to, bits: 32 } : to;
    return call('Number', wrap64(bits, value));
  }
  const number = plain(from, value);
  if (!is64(to)) return wrapUnlessHeld(from, to, number, wanted);
  const big = call('BigInt', number);
  return from.signed && !to.signed && wanted === 'exact' ? wrap64(to, big) : big;
}

/** No code for what the source type cannot exceed, such as u8 → s32 or u8 → s16. */
function wrapUnlessHeld(from: NumberType, to: NumberType, value: Expression, wanted: Wanted): Expression {
  if (from.float) return to.bits < 21 ? wrap(to, value, wanted) : value;
  const spare = Number(to.signed && !from.signed);
  const held = bitsInside(from) + spare <= bitsInside(to) && (to.signed || !from.signed);
  return held ? value : wrap(to, value, wanted);
}

type Arithmetic = (
  type: NumberType,
  left: Expression,
  right: Expression,
  wanted: Wanted,
  module: ModuleContext,
) => Expression;

const plainly =
  (operator: '+' | '-'): Arithmetic =>
  (type, left, right, wanted) =>
    wrap(type, binary(left, operator, right), wanted);

const times: Arithmetic = (type, left, right, wanted) => {
  if (type.float || is64(type)) return wrap(type, binary(left, '*', right), wanted);
  return wrap(type, global('Math', 'imul', left, right), type.signed && type.bits >= 21 ? 'wrapped' : wanted);
};

/** What `(not C)` is. */
function opposite(value: Expression): Expression {
  if (value.type !== 'BinaryExpression') return unary('!', value);
  if (value.operator === '===') return { ...value, operator: '!==' };
  return value.operator === '!==' ? { ...value, operator: '===' } : unary('!', value);
}

const bitwise =
  (operator: '&' | '|' | '^'): Arithmetic =>
  (type, left, right, wanted) => {
    if (operator === '^' && right.type === 'Literal' && right.value === true) return opposite(left);
    const value = binary(left, operator, right);
    if (type.name === 'bool') return binary(value, '!==', number(0));
    return is64(type) || type.signed || type.bits < 21 || wanted === 'wrapped' ? value : toWord(type, value);
  };

/** Counts are modulo the width; JavaScript does that for 32 bits only. */
const shiftCount = (type: NumberType, count: Expression): Expression => {
  if (is64(type)) return binary(count, '&', bigint(63n));
  return type.bits >= 21 ? count : binary(count, '&', number(type.bits - 1));
};

const shiftLeft: Arithmetic = (type, left, right, wanted) => {
  const shifted = binary(left, '<<', shiftCount(type, right));
  return wrap(type, shifted, type.signed && type.bits === 32 ? 'wrapped' : wanted);
};

/** Numbers without a sign are shifted as such. */
const shiftRight: Arithmetic = (type, left, right) =>
  binary(left, type.signed || is64(type) ? '>>' : '>>>', shiftCount(type, right));

const shiftRightZero: Arithmetic = (type, left, right, wanted) => {
  if (is64(type)) {
    const unsigned = type.signed ? wrap64({ ...type, signed: false }, left) : left;
    return wrap(type, binary(unsigned, '>>', shiftCount(type, right)), wanted);
  }
  const bits = type.signed && type.bits < 21 ? binary(left, '&', number(2 ** type.bits - 1)) : left;
  const shifted = binary(bits, '>>>', shiftCount(type, right));
  return type.signed ? wrap(type, shifted, wanted) : shifted;
};

const divide: Arithmetic = (type, left, right, wanted, module) => {
  if (type.float) return wrap(type, binary(left, '/', right), wanted);
  if (is64(type))
    return type.signed
      ? call(module.helper('quotient64'), left, right)
      : binary(left, '/', call(module.helper('nonZero'), right));
  if (type.signed && isDivisor(right)) return wrap(type, binary(binary(left, '/', right), '|', number(0)), 'wrapped');
  if (type.signed) {
    const value = call(module.helper('quotient'), left, right);
    return type.bits < 21 ? wrap(type, value, wanted) : value;
  }
  return binary(binary(left, '/', divisor(right, module)), '>>>', number(0));
};

/** A literal by which every number can be divided. */
const isDivisor = (value: Expression): boolean => value.type === 'Literal' && value.value !== 0;

const divisor = (value: Expression, module: ModuleContext): Expression =>
  value.type === 'Literal' && value.value !== 0 && value.value !== 0n ? value : call(module.helper('nonZero'), value);

const remainder: Arithmetic = (type, left, right, wanted, module) => {
  if (type.float) return wrap(type, binary(left, '%', right), wanted);
  const value = binary(left, '%', divisor(right, module));
  // Without the sign that zero would have.
  return is64(type) || !type.signed ? value : binary(value, '|', number(0));
};

const comparison =
  (operator: '===' | '!==' | '<' | '<=' | '>' | '>='): Arithmetic =>
  (_, left, right) =>
    binary(left, operator, right);

export const arithmetic = {
  '+': plainly('+'),
  '-': plainly('-'),
  '*': times,
  '/': divide,
  '%': remainder,
  '&': bitwise('&'),
  '|': bitwise('|'),
  '^': bitwise('^'),
  '<<': shiftLeft,
  '>>': shiftRight,
  '>>>': shiftRightZero,
  '==': comparison('==='),
  '!=': comparison('!=='),
  '<': comparison('<'),
  '<=': comparison('<='),
  '>': comparison('>'),
  '>=': comparison('>='),
} as const satisfies Readonly<Record<string, Arithmetic>>;

export type ArithmeticName = keyof typeof arithmetic;

/** Whether the operands may be what a register would still have to wrap: JavaScript's operator does that by itself. */
export const takesWrapped = (operation: ArithmeticName, type: NumberType): boolean =>
  !type.float && !is64(type) && type.bits >= 21 && ['+', '-', '*', '&', '|', '^', '<<'].includes(operation);
