/** Numbers in WebAssembly: conversions and arithmetic by the interface type's width and signedness. */
import type { NumberType } from '../../ir/numbers.ts';
import type { Wat } from '../wat.ts';

const constant = (type: NumberType['wasm'], value: number): Wat => [`${type}.const`, String(value)];

/** Brings an i32 that may have too many bits back into a small type's range, as a C cast does. */
export function wrap(to: NumberType, value: Wat): Wat {
  if (to.float || to.bits >= 21) return value;
  if (to.signed) return [`i32.extend${to.bits}_s`, value];
  return ['i32.and', value, constant('i32', 2 ** to.bits - 1)];
}

const isTruth = ({ name }: NumberType): boolean => name === 'u1' || name === 'bool';

/** `(as TYPE value)`: C's casts; out-of-range floats saturate, where C leaves it open. */
export function convert(from: NumberType, to: NumberType, value: Wat): Wat {
  if (from.name === to.name) return value;
  if (isTruth(to)) return isTruth(from) ? value : [`${from.wasm}.ne`, value, constant(from.wasm, 0)];
  if (to.float) return toFloat(from, to, value);
  return wrapUnlessHeld(from, to, from.float ? truncate(from, to, value) : resize(from, to, value));
}

function toFloat(from: NumberType, to: NumberType, value: Wat): Wat {
  if (!from.float) return [`${to.wasm}.convert_${from.wasm}_${from.signed ? 's' : 'u'}`, value];
  return to.bits > from.bits ? ['f64.promote_f32', value] : ['f32.demote_f64', value];
}

function truncate(from: NumberType, to: NumberType, value: Wat): Wat {
  const sign = to.signed || to.bits < 21 ? 's' : 'u';
  return [`${to.wasm}.trunc_sat_${from.wasm}_${sign}`, value];
}

function resize(from: NumberType, to: NumberType, value: Wat): Wat {
  if (from.wasm === to.wasm) return value;
  return to.wasm === 'i32' ? ['i32.wrap_i64', value] : [`i64.extend_i32_${from.signed ? 's' : 'u'}`, value];
}

/** No code for what the source type cannot exceed, such as u8 → s32 or u8 → s16. */
function wrapUnlessHeld(from: NumberType, to: NumberType, value: Wat): Wat {
  const spare = Number(to.signed && !from.signed);
  const held = !from.float && from.bits + spare <= to.bits && (to.signed || !from.signed);
  return held ? value : wrap(to, value);
}

type Arithmetic = (type: NumberType, left: Wat, right: Wat) => Wat;

const plain =
  (instruction: string): Arithmetic =>
  (type, left, right) =>
    wrap(type, [`${type.wasm}.${instruction}`, left, right]);

const signedness = (type: NumberType): string => (type.float ? '' : type.signed ? '_s' : '_u');

const bySign =
  (instruction: string): Arithmetic =>
  (type, left, right) => [`${type.wasm}.${instruction}${signedness(type)}`, left, right];

const divide: Arithmetic = (type, left, right) => wrap(type, bySign('div')(type, left, right));

/** Counts are modulo the width; the engine does that only for its own two widths. */
function shiftCount(type: NumberType, count: Wat): Wat {
  return type.bits >= 32 ? count : ['i32.and', count, constant('i32', type.bits - 1)];
}

/** The bits of a small signed type without its sign, so that zeros are shifted in. */
function zeroExtended(type: NumberType, value: Wat): Wat {
  return type.bits >= 32 || !type.signed ? value : ['i32.and', value, constant('i32', 2 ** type.bits - 1)];
}

const shiftLeft: Arithmetic = (type, left, right) => wrap(type, [`${type.wasm}.shl`, left, shiftCount(type, right)]);

const shiftRight: Arithmetic = (type, left, right) => bySign('shr')(type, left, shiftCount(type, right));

const shiftRightZero: Arithmetic = (type, left, right) =>
  wrap(type, [`${type.wasm}.shr_u`, zeroExtended(type, left), shiftCount(type, right)]);

const unwrapped =
  (instruction: string): Arithmetic =>
  (type, left, right) => [`${type.wasm}.${instruction}`, left, right];

/** Everything but `%`, which floats need the loader for. */
export const arithmetic = {
  '+': plain('add'),
  '-': plain('sub'),
  '*': plain('mul'),
  '/': divide,
  '&': unwrapped('and'),
  '|': unwrapped('or'),
  '^': unwrapped('xor'),
  '<<': shiftLeft,
  '>>': shiftRight,
  '>>>': shiftRightZero,
  '==': unwrapped('eq'),
  '!=': unwrapped('ne'),
  '<': bySign('lt'),
  '<=': bySign('le'),
  '>': bySign('gt'),
  '>=': bySign('ge'),
} as const satisfies Readonly<Record<string, Arithmetic>>;

export const integerRemainder = bySign('rem');
