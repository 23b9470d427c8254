/** What a component says that stands for nothing. */
import { ItlRangeError } from './errors.ts';

/** @throws ItlRangeError for a number that names no case */
export function noCase(number: number, type: string): never {
  throw new ItlRangeError(`${number} is not a case of ${type}`);
}

/** @throws ItlRangeError for bits that stand for no flag */
export function noFlag(bits: number, type: string): never {
  throw new ItlRangeError(`${bits >>> 0} has bits that are not flags of ${type}`);
}

/** An array for so many elements. @throws ItlRangeError where there is no room */
export function newArray(length: number): unknown[] {
  const count = length >>> 0;
  // Of more elements V8 keeps a table by index, and ends the process when that grows too large.
  if (count > 2 ** 25) throw new ItlRangeError(`no room for an array of ${count} elements`);
  return new Array(count);
}

/** A typed array of so many elements. */
export function newTypedArray<T>(View: (new (length: number) => T) & { BYTES_PER_ELEMENT: number }, length: number): T {
  const count = length >>> 0;
  try {
    // In bytes: engines promise more than the machine has, and the process ends once it is used.
    if (count * View.BYTES_PER_ELEMENT < 2 ** 31) return new View(count);
  } catch {
    // Said below.
  }
  throw new ItlRangeError(`no room for an array of ${count} elements`);
}
