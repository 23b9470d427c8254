/** Parts of what has items in a row. */
import { lengthOf } from './arrays.ts';
import { ItlRangeError } from './errors.ts';
import { copyOfView } from './typed-arrays.ts';

type Sequence = string | ArrayBufferView | readonly unknown[];

/**
 * A copy of the items from one place up to another: code units of a string, bytes of a buffer, elements of an array.
 *
 * @throws ItlRangeError where that is not all inside, or ends before it begins
 */
export function sliceOf<T extends Sequence>(sequence: T, start: number, end: number): T {
  const from = start >>> 0;
  const to = end >>> 0;
  const size = typeof sequence === 'string' ? sequence.length : lengthOf(sequence as ArrayLike<unknown>);
  if (from > to || to > size)
    throw new ItlRangeError(`a slice from ${from} to ${to} is outside what has length ${size}`);
  if (typeof sequence !== 'string' && ArrayBuffer.isView(sequence)) return copyOfView(sequence, from, to);
  return sequence.slice(from, to) as T;
}
