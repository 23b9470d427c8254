/** Arrays of numbers between JavaScript and linear memory, all elements at once. */
import { ItlRangeError } from '../values/errors.ts';
import { emptyLength, type TypedArray, type TypedArrayConstructor } from '../values/typed-arrays.ts';
import { type Memory, reach, type View } from './memory.ts';

/** A copy of so many elements. */
export function liftArray(memory: Memory, view: View, pointer: number, length: number): TypedArray {
  const at = pointer >>> 0;
  const count = length >>> 0;
  const bytes = count * memory[view].BYTES_PER_ELEMENT;
  if (at + bytes >= memory.u8.length) reach(memory, at, bytes);
  const elements = memory[view];
  const index = at / elements.BYTES_PER_ELEMENT;
  if (index % 1 === 0) return elements.slice(index, index + count);
  return new (elements.constructor as TypedArrayConstructor)(memory.u8.slice(at, at + bytes).buffer);
}

/** Copies every element of an array of that very type, or of numbers. */
export function lowerArray(memory: Memory, view: View, array: ArrayLike<number | bigint>, pointer: number): void {
  const at = pointer >>> 0;
  const bytes = lengthOf(array) * memory[view].BYTES_PER_ELEMENT;
  if (at + bytes >= memory.u8.length) reach(memory, at, bytes);
  const elements = memory[view];
  const index = at / elements.BYTES_PER_ELEMENT;
  if (index % 1 === 0) elements.set(array as never, index);
  // Only bytes can be put anywhere.
  else memory.u8.set(new Uint8Array(new (elements.constructor as TypedArrayConstructor)(array as never).buffer), at);
}

/** The elements themselves, as long as the memory does not grow. */
export function viewArray(memory: Memory, view: View, pointer: number, length: number): TypedArray {
  const at = pointer >>> 0;
  const count = length >>> 0;
  const elements = memory[view];
  const size = elements.BYTES_PER_ELEMENT;
  if (at + count * size >= memory.u8.length) reach(memory, at, count * size);
  if (at % size !== 0)
    throw new ItlRangeError(`pointer ${at} is not a multiple of ${size}: no view of ${memory.label}`);
  return new (elements.constructor as TypedArrayConstructor)(memory.u8.buffer as ArrayBuffer, at, count);
}

/** @throws ItlRangeError for a view of memory that has grown: it shows nothing any more. */
export const lengthOf = (array: ArrayLike<unknown>): number => array.length || emptyLength(array);
