/** What the checker and the back-ends need to know about numeric types. */
import { type Carrier, carrierOfScalar, type ScalarName, scalarSize } from '../../runtime/abi.ts';
import type { SimpleName, Type } from './types.ts';

/** Scalars and the core number types: everything that `as` converts between. */
export type NumberName = ScalarName | 'i32' | 'i64';

/** The number types of WebAssembly, which know no signs. */
export type MachineType = 'i32' | 'i64' | 'f32' | 'f64';

export interface NumberType {
  readonly name: NumberName;
  /** Significant bits; a value wider than this is not of the type. */
  readonly bits: number;
  readonly signed: boolean;
  readonly float: boolean;
  /** What it is inside the adapter. */
  readonly machine: MachineType;
}

const integer = (name: NumberName, bits: number, signed: boolean): NumberType => ({
  name,
  bits,
  signed,
  float: false,
  machine: bits > 32 ? 'i64' : 'i32',
});

const numberTypes: Readonly<Record<NumberName, NumberType>> = {
  u1: integer('u1', 1, false),
  bool: integer('bool', 1, false),
  s8: integer('s8', 8, true),
  u8: integer('u8', 8, false),
  s16: integer('s16', 16, true),
  u16: integer('u16', 16, false),
  s32: integer('s32', 32, true),
  u32: integer('u32', 32, false),
  s64: integer('s64', 64, true),
  u64: integer('u64', 64, false),
  char: integer('char', 21, false),
  i32: integer('i32', 32, true),
  i64: integer('i64', 64, true),
  f32: { name: 'f32', bits: 32, signed: true, float: true, machine: 'f32' },
  f64: { name: 'f64', bits: 64, signed: true, float: true, machine: 'f64' },
};

/** The numeric view of a type, `bool`, `u1` and `char` included; undefined for others. */
export function numberTypeOf(type: Type): NumberType | undefined {
  return type.kind === 'simple' && Object.hasOwn(numberTypes, type.name)
    ? numberTypes[type.name as NumberName]
    : undefined;
}

/** Types that `+ < & …` work on: numbers proper, neither `bool` nor `char`. */
export function arithmeticTypeOf(type: Type): NumberType | undefined {
  const number = numberTypeOf(type);
  return number && number.name !== 'bool' && number.name !== 'char' ? number : undefined;
}

export function scalarNameOf(type: Type): ScalarName | undefined {
  return type.kind === 'simple' && Object.hasOwn(scalarSize, type.name) ? (type.name as ScalarName) : undefined;
}

/** How a value of the type lies in memory: core integers as their signed cousins, of which they have the bits. */
export function memoryScalarOf(type: Type): ScalarName | undefined {
  if (type.kind !== 'simple') return undefined;
  if (type.name === 'i32') return 's32';
  return type.name === 'i64' ? 's64' : scalarNameOf(type);
}

/** Scalars whose arrays are typed arrays in JavaScript. */
export function typedArrayElementOf(type: Type): ScalarName | undefined {
  const scalar = scalarNameOf(type);
  return scalar && scalar !== 'u1' && scalar !== 'bool' && scalar !== 'char' ? scalar : undefined;
}

/** Bytes of an element of what `mem-to-target` fills. */
export function elementSize(target: Type): number {
  const scalar = target.kind === 'target' ? scalarNameOf(target.element) : undefined;
  return scalar ? scalarSize[scalar] : 1;
}

/** How values of a type travel between the adapter and JavaScript. */
export function carrierOf(type: Type): Carrier {
  if (type.kind !== 'simple') return 'ref';
  const scalar = scalarNameOf(type);
  if (scalar) return carrierOfScalar[scalar];
  return isCoreNumber(type.name) ? type.name : 'ref';
}

const isCoreNumber = (name: SimpleName): name is 'i32' | 'i64' => name === 'i32' || name === 'i64';
