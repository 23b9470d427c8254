/** What the tests know of scalars by themselves, not by the code under test. */
import type { ScalarName } from '../../runtime/abi.ts';
import type { InterfaceType } from './interface-type.ts';

type IntegerRange = readonly [low: bigint, high: bigint];

const signed = (bits: bigint): IntegerRange => [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n];
const unsigned = (bits: bigint): IntegerRange => [0n, (1n << bits) - 1n];

export const integerRanges: Readonly<Partial<Record<ScalarName, IntegerRange>>> = {
  u1: unsigned(1n),
  s8: signed(8n),
  u8: unsigned(8n),
  s16: signed(16n),
  u16: unsigned(16n),
  s32: signed(32n),
  u32: unsigned(32n),
  s64: signed(64n),
  u64: unsigned(64n),
};

type MakeTyped = (items: readonly unknown[]) => object;

const numbers = (items: readonly unknown[]): number[] => items.map(Number);
const bigints = (items: readonly unknown[]): bigint[] => items.map((item) => item as bigint);

const typedArrays: Readonly<Partial<Record<ScalarName, MakeTyped>>> = {
  s8: (items) => Int8Array.from(numbers(items)),
  u8: (items) => Uint8Array.from(numbers(items)),
  s16: (items) => Int16Array.from(numbers(items)),
  u16: (items) => Uint16Array.from(numbers(items)),
  s32: (items) => Int32Array.from(numbers(items)),
  u32: (items) => Uint32Array.from(numbers(items)),
  s64: (items) => BigInt64Array.from(bigints(items)),
  u64: (items) => BigUint64Array.from(bigints(items)),
  f32: (items) => Float32Array.from(numbers(items)),
  f64: (items) => Float64Array.from(numbers(items)),
};

/** Makes the typed array for elements of the type, where there is one. */
export const typedArrayOf = (element: InterfaceType): MakeTyped | undefined =>
  element.kind === 'scalar' ? typedArrays[element.name] : undefined;
