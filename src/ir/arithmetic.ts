/**
 * What conversions and arithmetic mean, as data: the steps that a machine with four number types takes. Back-ends print
 * them; none decides for itself when a result has to be wrapped or how signedness matters.
 */
import type { MachineType, NumberType } from './numbers.ts';

/** One step from number to number. */
export type NumberStep =
  /** 1 for what is not 0, else 0: an i32. */
  | { readonly kind: 'is-nonzero'; readonly of: MachineType }
  /** Rounds to the nearest. */
  | {
      readonly kind: 'integer-to-float';
      readonly from: 'i32' | 'i64';
      readonly signed: boolean;
      readonly to: 'f32' | 'f64';
    }
  /** Rounds towards zero and saturates at the ends of the range; NaN gives 0. */
  | {
      readonly kind: 'float-to-integer';
      readonly from: 'f32' | 'f64';
      readonly signed: boolean;
      readonly to: 'i32' | 'i64';
    }
  /** f32 to f64: exact. */
  | { readonly kind: 'promote' }
  /** f64 to f32: rounds to the nearest. */
  | { readonly kind: 'demote' }
  /** i64 to i32: the low half. */
  | { readonly kind: 'low-half' }
  /** i32 to i64. */
  | { readonly kind: 'extend'; readonly signed: boolean }
  /** The low bits of an i32, as a number of that many bits with or without sign. */
  | { readonly kind: 'wrap'; readonly bits: number; readonly signed: boolean };

export type ArithmeticOperator =
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '&'
  | '|'
  | '^'
  | '<<'
  | '>>'
  | '>>>'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>=';

export type MachineOperator =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'rem'
  | 'and'
  | 'or'
  | 'xor'
  | 'shl'
  | 'shr'
  | 'eq'
  | 'ne'
  | 'lt'
  | 'le'
  | 'gt'
  | 'ge';

/** How an operator computes: steps on each operand, one machine operation, steps on what that gives. */
export interface Computation {
  readonly left: readonly NumberStep[];
  readonly right: readonly NumberStep[];
  /** Of both operands. Comparisons give an i32, 0 or 1; everything else this type. */
  readonly on: MachineType;
  readonly operator: MachineOperator;
  /** Absent where the operation is the same for numbers with and without sign, and for floats. */
  readonly signed: boolean | undefined;
  readonly result: readonly NumberStep[];
}

/** A `char` is an i32 that is only looked at when it leaves the adapter, so only narrower integers are wrapped. */
const WIDEST_WRAPPED = 16;

const isNarrow = ({ float, bits }: NumberType): boolean => !float && bits <= WIDEST_WRAPPED;

/** Brings an i32 that may have too many bits back into a narrow type's range, as a C cast does. */
const wrapped = (type: NumberType): readonly NumberStep[] =>
  isNarrow(type) ? [{ kind: 'wrap', bits: type.bits, signed: type.signed }] : [];

const isTruth = ({ name }: NumberType): boolean => name === 'u1' || name === 'bool';

/** `(as TYPE value)`: C's casts; floats out of range saturate, which C leaves undefined. No steps: the same bits. */
export function conversion(from: NumberType, to: NumberType): readonly NumberStep[] {
  if (from.name === to.name) return [];
  if (isTruth(to)) return isTruth(from) ? [] : [{ kind: 'is-nonzero', of: from.machine }];
  if (to.float) return toFloat(from, to);
  const resized = from.float ? truncated(from, to) : resize(from, to);
  return holds(from, to) ? resized : [...resized, ...wrapped(to)];
}

function toFloat(from: NumberType, to: NumberType): readonly NumberStep[] {
  const target = to.bits === 32 ? 'f32' : 'f64';
  if (from.float) return [{ kind: to.bits > from.bits ? 'promote' : 'demote' }];
  return [{ kind: 'integer-to-float', from: registerOf(from), signed: from.signed, to: target }];
}

/** What is narrower than a register is cut out of a signed one. */
function truncated(from: NumberType, to: NumberType): readonly NumberStep[] {
  const source = from.bits === 32 ? 'f32' : 'f64';
  return [{ kind: 'float-to-integer', from: source, signed: to.signed || isNarrow(to), to: registerOf(to) }];
}

const registerOf = ({ bits }: NumberType): 'i32' | 'i64' => (bits > 32 ? 'i64' : 'i32');

function resize(from: NumberType, to: NumberType): readonly NumberStep[] {
  if (from.machine === to.machine) return [];
  return to.machine === 'i32' ? [{ kind: 'low-half' }] : [{ kind: 'extend', signed: from.signed }];
}

/** Whether every number of one type is one of the other, such as u8 → s32 or u8 → s16. */
function holds(from: NumberType, to: NumberType): boolean {
  const signBit = Number(to.signed && !from.signed);
  return !from.float && from.bits + signBit <= to.bits && (to.signed || !from.signed);
}

type Describe = (type: NumberType) => Omit<Computation, 'on'>;

const none: readonly NumberStep[] = [];

const computes = (
  operator: MachineOperator,
  signed: boolean | undefined,
  { left = none, right = none, result = none }: Partial<Computation> = {},
): Omit<Computation, 'on'> => ({ operator, signed, left, right, result });

const signOf = ({ float, signed }: NumberType): boolean | undefined => (float ? undefined : signed);

const wrapping =
  (operator: MachineOperator): Describe =>
  (type) =>
    computes(operator, undefined, { result: wrapped(type) });

const bitwise =
  (operator: MachineOperator): Describe =>
  () =>
    computes(operator, undefined);

const bySign =
  (operator: MachineOperator): Describe =>
  (type) =>
    computes(operator, signOf(type));

/** Counts are modulo the width; machines do that only for their own two widths. */
const shiftCount = ({ bits }: NumberType): readonly NumberStep[] =>
  bits >= 32 ? none : [{ kind: 'wrap', bits: Math.log2(bits), signed: false }];

/** The bits of a narrow signed number without its sign, so that zeros are shifted in. */
const unsigned = (type: NumberType): readonly NumberStep[] =>
  isNarrow(type) && type.signed ? [{ kind: 'wrap', bits: type.bits, signed: false }] : none;

const describe: Readonly<Record<ArithmeticOperator, Describe>> = {
  '+': wrapping('add'),
  '-': wrapping('sub'),
  '*': wrapping('mul'),
  '/': (type) => computes('div', signOf(type), { result: wrapped(type) }),
  '%': bySign('rem'),
  '&': bitwise('and'),
  '|': bitwise('or'),
  '^': bitwise('xor'),
  '<<': (type) => computes('shl', undefined, { right: shiftCount(type), result: wrapped(type) }),
  '>>': (type) => computes('shr', signOf(type), { right: shiftCount(type) }),
  '>>>': (type) => computes('shr', false, { left: unsigned(type), right: shiftCount(type), result: wrapped(type) }),
  '==': bitwise('eq'),
  '!=': bitwise('ne'),
  '<': bySign('lt'),
  '<=': bySign('le'),
  '>': bySign('gt'),
  '>=': bySign('ge'),
};

/** How an operator works on two numbers of a type. */
export const computation = (operator: ArithmeticOperator, type: NumberType): Computation => ({
  ...describe[operator](type),
  on: type.machine,
});

export const isArithmetic = (name: string): name is ArithmeticOperator => Object.hasOwn(describe, name);
