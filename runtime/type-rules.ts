/**
 * What JavaScript may hand in for each type: the test, the words of a refusal and its error class, once for every
 * target. A rule is data: the loader makes a closure of it, the compiler prints code of it. Types with structure have
 * no rule here, but their words are below.
 *
 * A refusal reads `must be EXPECTED, got VALUE`. A value of the wrong kind is an ItlTypeError, one outside the range
 * an ItlRangeError.
 */
import type { PrimitiveName } from './abi.ts';
import { oneOfNames } from './values/one-of-names.ts';

/** The typed array that stands for an array of a type. */
export type ViewName =
  | 'Int8Array'
  | 'Uint8Array'
  | 'Int16Array'
  | 'Uint16Array'
  | 'Int32Array'
  | 'Uint32Array'
  | 'BigInt64Array'
  | 'BigUint64Array'
  | 'Float32Array'
  | 'Float64Array';

interface Rule {
  /** The words for a value of the wrong kind: an ItlTypeError. */
  readonly expected: string;
  /** Absent where arrays of the type are plain arrays. */
  readonly view?: ViewName;
}

/** `typeof` alone decides. The value goes in as it is. */
export interface TypeofRule extends Rule {
  readonly kind: 'typeof';
  readonly typeof: 'number' | 'boolean' | 'string';
}

/** A number without a fraction from `low` to `high`. -0 goes in as 0. */
export interface IntegerRule extends Rule {
  readonly kind: 'integer';
  readonly low: number;
  readonly high: number;
  /** The words for a number outside the range: an ItlRangeError. */
  readonly inRange: string;
  /** Booleans are taken too, as 0 and 1. */
  readonly takesBooleans: boolean;
}

/** A bigint from `low` to `high`. */
export interface BigintRule extends Rule {
  readonly kind: 'bigint';
  readonly low: bigint;
  readonly high: bigint;
  /** The words for a bigint outside the range: an ItlRangeError. */
  readonly inRange: string;
}

/** A string of one Unicode scalar value: one code unit that is no surrogate, or one pair of surrogates. */
export interface CharRule extends Rule {
  readonly kind: 'char';
}

/** An ArrayBuffer, a SharedArrayBuffer or a view of one that is still there. It goes in as a Uint8Array. */
export interface BytesRule extends Rule {
  readonly kind: 'bytes';
}

/** A Date that is one; it goes in as a copy. */
export interface DateRule extends Rule {
  readonly kind: 'date';
}

/** Every value. */
export interface AnyRule extends Rule {
  readonly kind: 'any';
}

export type TypeRule = TypeofRule | IntegerRule | BigintRule | CharRule | BytesRule | DateRule | AnyRule;

const rangeWords = (name: string, low: number | bigint, high: number | bigint): string =>
  `an integer from ${low} to ${high} (${name})`;

const integer = (name: PrimitiveName, low: number, high: number, view?: ViewName): IntegerRule => ({
  kind: 'integer',
  expected: 'a number',
  inRange: rangeWords(name, low, high),
  low,
  high,
  takesBooleans: name === 'u1',
  ...(view && { view }),
});

const bigint = (name: PrimitiveName, low: bigint, high: bigint, view: ViewName): BigintRule => ({
  kind: 'bigint',
  expected: 'a bigint',
  inRange: rangeWords(name, low, high),
  low,
  high,
  view,
});

const byTypeof = (name: TypeofRule['typeof'], view?: ViewName): TypeofRule => ({
  kind: 'typeof',
  typeof: name,
  expected: `a ${name}`,
  ...(view && { view }),
});

export const typeRules = {
  u1: integer('u1', 0, 1),
  s8: integer('s8', -0x80, 0x7f, 'Int8Array'),
  u8: integer('u8', 0, 0xff, 'Uint8Array'),
  s16: integer('s16', -0x8000, 0x7fff, 'Int16Array'),
  u16: integer('u16', 0, 0xffff, 'Uint16Array'),
  s32: integer('s32', -0x80000000, 0x7fffffff, 'Int32Array'),
  u32: integer('u32', 0, 0xffffffff, 'Uint32Array'),
  s64: bigint('s64', -(1n << 63n), (1n << 63n) - 1n, 'BigInt64Array'),
  u64: bigint('u64', 0n, (1n << 64n) - 1n, 'BigUint64Array'),
  f32: byTypeof('number', 'Float32Array'),
  f64: byTypeof('number', 'Float64Array'),
  bool: byTypeof('boolean'),
  string: byTypeof('string'),
  char: { kind: 'char', expected: 'a string of one character' },
  buffer: { kind: 'bytes', expected: 'an ArrayBuffer or a view of one' },
  date: { kind: 'date', expected: 'a valid Date' },
  any: { kind: 'any', expected: 'anything' },
} as const satisfies Readonly<Record<PrimitiveName, TypeRule>>;

/** The rule of a type as the `itl` section has it; undefined for one with structure, and for what is no type. */
export const ruleOf = (type: unknown): TypeRule | undefined =>
  typeof type === 'string' && Object.hasOwn(typeRules, type) ? typeRules[type as PrimitiveName] : undefined;

/** The words for types with structure; those for arrays and tuples are in values/items.ts. What they refuse is an ItlTypeError. */
export const expectedWords = {
  func: 'a function',
  record: (name: string): string => `an object (${name})`,
  flags: (name: string): string => `an object of booleans (${name})`,
  enum: oneOfNames,
  /** Of variants, results and options in options. */
  variant: "an object with a 'tag'",
} as const;
