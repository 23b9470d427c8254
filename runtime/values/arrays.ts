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
 * Copies every element of a typed array of that very type.
 *
 * @param count - how many there were when the array was checked
 */
export const lowerTyped = (
  memory: Memory,
  view: View,
  shift: number,
  array: ArrayLike<number | bigint>,
  pointer: number,
  count = lengthOf(array),
): void => {
  if (array.length !== count) return lowerPlain(memory, view, shift, array, pointer, count);
  const index = indexAt(memory, shift, pointer, count);
  const elements = memory[view] as Float32Array;
  if (index >= 0) elements.set(array as Float32Array, index);
  else putBytes(memory, new (classOf(elements))(array as Float32Array), pointer);
};

/** Copies every element of a plain array of numbers that were checked. */
export const lowerPlain = (
  memory: Memory,
  view: View,
  shift: number,
  array: ArrayLike<number | bigint>,
  pointer: number,
  count = lengthOf(array),
): void => {
  const index = indexAt(memory, shift, pointer, count);
  const elements = memory[view] as Float32Array;
  const target = index >= 0 ? elements : new (classOf(elements))(count);
  const lower = view === 'f32' || view === 'f64' ? lowerFloats : lowerIntegers;
  lower(target, array as ArrayLike<number>, count, Math.max(index, 0));
  if (index < 0) putBytes(memory, target, pointer);
};

/** Makes sure of so many elements. Gives the first one's index, or -1 for a pointer that is no multiple of their size. */
const indexAt = (memory: Memory, shift: number, pointer: number, count: number): number => {
  const at = pointer >>> 0;
  const bytes = count * (1 << shift);
  if (at + bytes >= memory.u8.length) reach(memory, at, bytes);
  return at % (1 << shift) === 0 ? at >>> shift : -1;
};

const classOf = (elements: Float32Array): Float32ArrayConstructor => elements.constructor as Float32ArrayConstructor;

/** Only bytes can be put anywhere. */
const putBytes = (memory: Memory, { buffer }: Float32Array, pointer: number): void =>
  memory.u8.set(new Uint8Array(buffer), pointer >>> 0);

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
