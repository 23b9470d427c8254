/**
 * Typed arrays for numbers on their way from a plain array into memory. One stays for the next call: whoever takes it has
 * it alone, and whatever begins meanwhile gets one of its own.
 */
import { newTypedArray } from './lifted.ts';
import type { TypedArray, TypedArrayConstructor } from './typed-arrays.ts';

/** Bytes of the largest one that stays. */
const largestSpare = 0x100000;

/**
 * Elements from which one spare array serves all lengths. Of shorter ones one is kept for each length: to make another
 * takes longer than to fill it.
 */
const fewest = 32;

/** An emitted module has one for each type of element. */
export interface Spare {
  readonly View: TypedArrayConstructor;
  /** The one that stays, unless somebody has it. */
  free: TypedArray | undefined;
  /** Short ones that stay, by their lengths. */
  readonly short: (TypedArray | undefined)[];
  /** The last one that somebody took. */
  taken: TypedArray | undefined;
}

/** An array of that length; its elements are whatever they were. */
export function takeSpare(spare: Spare, length: number): TypedArray {
  spare.taken = length < fewest ? takeShort(spare, length) : takeLong(spare, length);
  return spare.taken;
}

function takeShort({ View, short }: Spare, length: number): TypedArray {
  const free = short[length];
  short[length] = undefined;
  return free ?? new View(length);
}

function takeLong(spare: Spare, length: number): TypedArray {
  const { View, free } = spare;
  spare.free = undefined;
  return free !== undefined && free.length === length ? free : anotherSpare(View, free, length);
}

function anotherSpare(View: TypedArrayConstructor, free: TypedArray | undefined, length: number): TypedArray {
  const { buffer } = free ?? {};
  const fits = buffer !== undefined && buffer.byteLength >= length * View.BYTES_PER_ELEMENT;
  return fits ? new View(buffer as ArrayBuffer, 0, length) : (newTypedArray<object>(View, length) as TypedArray);
}

/** The array is in memory. One of the user's stays the user's. */
export function giveSpare(spare: Spare, array: unknown): void {
  const { taken, short } = spare;
  if (array !== taken || taken === undefined) return;
  if (taken.length < fewest) short[taken.length] = taken;
  else if (taken.byteLength <= largestSpare) spare.free = taken;
}
