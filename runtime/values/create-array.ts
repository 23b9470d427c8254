/** Arrays of a length that a core module says: where nothing is read from memory, any number may come. */
import { newArray, newTypedArray } from './lifted.ts';
import type { TypedArrayConstructor } from './typed-arrays.ts';

/** @throws ItlRangeError where there is no room. */
export const createArray = (count: number, View?: TypedArrayConstructor): unknown[] =>
  View ? (newTypedArray<object>(View, count) as unknown[]) : newArray(count);
