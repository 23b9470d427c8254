/** Arrays of a length that is not known beforehand. */
import { createArray } from './create-array.ts';
import type { TypedArrayConstructor } from './typed-arrays.ts';

/** What is added lies in `items` up to `length`; typed arrays have room beyond it. */
export interface GrowingList {
  items: unknown[];
  length: number;
  readonly View: TypedArrayConstructor | undefined;
}

const FIRST_ROOM = 16;

export const newList = (View: TypedArrayConstructor | undefined): GrowingList => ({
  items: View ? createArray(FIRST_ROOM, View) : [],
  length: 0,
  View,
});

/** @throws ItlRangeError where there is no room. */
export function addToList(list: GrowingList, value: unknown): void {
  const { items, length, View } = list;
  if (View && length === items.length) {
    list.items = createArray(2 * length, View);
    (list.items as unknown as Uint8Array).set(items as unknown as Uint8Array);
  } else if (!View && length === items.length && length >= MOST_VALUES) createArray(length + 1);
  list.items[list.length++] = value;
}

/** How many elements an array of values may have, see `createArray`. */
const MOST_VALUES = 2 ** 25;

export const endList = ({ items, length, View }: GrowingList): unknown => (View ? items.slice(0, length) : items);
