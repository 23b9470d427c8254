/** Arrays of numbers between JavaScript and linear memory, all elements at once. */
import { ItlRangeError, ItlTypeError } from './errors.ts';
import { type Memory, reach, type View } from './memory.ts';
import { emptyLength, type TypedArray, type TypedArrayConstructor } from './typed-arrays.ts';

/** A copy of so many elements. @param shift - an element has 2 to the power of that many bytes */
export const liftArray = (memory: Memory, view: View, shift: number, pointer: number, length: number): TypedArray => {
  const at = pointer >>> 0;
  const count = length >>> 0;
  const bytes = count * (1 << shift);
  if (at + bytes >= memory.u8.length) reach(memory, at, bytes);
  const index = at >>> shift;
  if (index << shift === (at | 0)) return memory[view].slice(index, index + count);
  const { constructor: Elements } = memory[view];
  return new (Elements as TypedArrayConstructor)(memory.u8.slice(at, at + bytes).buffer);
};

/**
 * Copies every element of an array of that very type, or of numbers that were checked.
 *
 * @param count - how many there were when the array was checked
 * @param isTyped - where it is known: engines do not ask that of a view in line
 */
export const lowerArray = (
  memory: Memory,
  view: View,
  shift: number,
  array: ArrayLike<number | bigint>,
  pointer: number,
  count = lengthOf(array),
  isTyped = ArrayBuffer.isView(array),
): void => {
  const at = pointer >>> 0;
  const bytes = count * (1 << shift);
  if (at + bytes >= memory.u8.length) reach(memory, at, bytes);
  const index = at >>> shift;
  const elements = memory[view] as Float32Array;
  if (index << shift === (at | 0)) lowerInto(elements, array as ArrayLike<number>, count, index, view, isTyped);
  else {
    // Only bytes can be put anywhere.
    const copy = new (elements.constructor as Float32ArrayConstructor)(count);
    lowerInto(copy, array as ArrayLike<number>, count, 0, view, isTyped);
    memory.u8.set(new Uint8Array(copy.buffer), at);
  }
};

function lowerInto(
  elements: Float32Array,
  array: ArrayLike<number>,
  count: number,
  index: number,
  view: View,
  isTyped: boolean,
): void {
  if (isTyped && array.length === count) elements.set(array, index);
  else if (view === 'f32' || view === 'f64') lowerFloats(elements, array, count, index);
  else lowerIntegers(elements, array, count, index);
}

/** Says what is wrong with an element. */
type Refuse = (value: unknown, item: number) => never;

/**
 * Copies floats into a typed array, and checks them once more: JavaScript may have changed its array while a call was
 * under way.
 */
export function lowerFloats(
  elements: Float32Array,
  array: ArrayLike<number>,
  count: number,
  index: number,
  refuse: Refuse = changed,
): void {
  for (let item = 0; item < count; item++) {
    const value = array[item] as number;
    if (typeof value !== 'number') refuse(value, item);
    elements[index + item] = value;
  }
}

/** Copies integers into a typed array, and checks them once more: one that does not fit comes back as another. */
export function lowerIntegers(
  elements: Float32Array,
  array: ArrayLike<number>,
  count: number,
  index: number,
  refuse: Refuse = changed,
): void {
  for (let item = 0; item < count; item++) {
    const value = array[item] as number;
    if (typeof value !== 'number') refuse(value, item);
    elements[index + item] = value;
    if (elements[index + item] !== value) refuse(value, item);
  }
}

function changed(): never {
  throw new ItlTypeError('an array was changed while it was in use');
}

/** The elements themselves, as long as the memory does not grow. */
export function viewArray(memory: Memory, view: View, pointer: number, length: number): TypedArray {
  const at = pointer >>> 0;
  const count = length >>> 0;
  const size = memory[view].BYTES_PER_ELEMENT;
  if (at + count * size >= memory.u8.length) reach(memory, at, count * size);
  if (at % size !== 0)
    throw new ItlRangeError(
      `pointer ${memory.u8.byteOffset + at} is not a multiple of ${size}: no view of ${memory.label}`,
    );
  return new (memory[view].constructor as TypedArrayConstructor)(
    memory.u8.buffer as ArrayBuffer,
    memory.u8.byteOffset + at,
    count,
  );
}

/** @throws ItlRangeError for a view of memory that has grown: it shows nothing any more. */
export const lengthOf = (array: ArrayLike<unknown>): number => array.length || emptyLength(array);
