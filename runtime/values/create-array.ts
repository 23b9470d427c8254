/** Arrays of a length that a core module says: where nothing is read from memory, any number may come. */
import { ItlRangeError } from './errors.ts';
import type { TypedArrayConstructor } from './typed-arrays.ts';

/** Of more elements V8 keeps a table by index, and ends the process when that grows too large. */
const longest = 2 ** 25;

/** In bytes: engines promise more than the machine has, and the process ends once it is used. */
const largest = 2 ** 31;

/** @throws ItlRangeError where there is no room. */
export function createArray(count: number, View?: TypedArrayConstructor): unknown[] {
  try {
    if (View ? count * View.BYTES_PER_ELEMENT < largest : count <= longest)
      return new (View ?? Array)(count) as unknown[];
  } catch {
    // Said below.
  }
  throw new ItlRangeError(`no room for an array of ${count} elements`);
}
