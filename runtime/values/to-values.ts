/** Values of JavaScript as the types want them, where that takes more than a test. Each throws what says what is wrong. */
import { bytesIn } from './bytes.ts';
import { mapOf, setOf } from './collections.ts';
import { dateIn } from './dates.ts';
import { type At, outOfRange, refuse } from './expected.ts';
import { isArray, itemsIn, tupleIn, typedIn, unknownFlag } from './items.ts';
import { targetIn } from './targets.ts';
import type { TypedArrayName } from './typed-arrays.ts';
import { isUsual } from './typed-arrays.ts';

/** A `u1`, which may be a boolean. */
export function toBit(value: unknown, at: string, isField = false): number {
  if (value === true || value === 1) return 1;
  if (value === false || value === 0) return 0;
  return outOfRange(value, at, 'an integer from 0 to 1 (u1)', isField);
}

/** The bytes of a `buffer`: the very ones, not a copy. */
export function toBytes(value: unknown, at: string, isField = false): Uint8Array {
  if (isUsual(value, Uint8Array)) return value;
  const bytes = bytesIn(value);
  return typeof bytes === 'string' ? refuseItem(value, at, bytes, isField) : bytes;
}

/** What a component fills: a typed array of the very kind, not a copy. */
export function toTarget(value: unknown, view: TypedArrayName, at: string, isField = false): ArrayBufferView {
  const target = targetIn(value, view);
  return typeof target === 'string' ? refuseItem(value, at, target, isField) : target;
}

/** A typed array of the very type, whose length cannot change: handed on as it is. `undefined` for anything else. */
export function sameArray<T extends ArrayBufferView>(
  value: unknown,
  View: new (...args: never[]) => T,
  at: At,
): T | undefined {
  const typed = typedIn(value, View);
  return typeof typed === 'string' ? refuse(at(''), typed) : typed;
}

/**
 * The items of an array or another iterable, not a copy of an array's.
 *
 * @param check - checks an array: where there may be no end to the items, the first of them are checked before others are read
 */
export function itemsOf(
  value: unknown,
  at: At,
  check: (items: readonly unknown[], at: At) => unknown,
  isField = false,
): readonly unknown[] {
  if (isArray(value)) {
    if (value.length > mostItems) check(value.slice(0, firstItems), at);
    return value;
  }
  const iterable = itemsIn(value);
  if (typeof iterable === 'string') return refuseItem(value, at(''), iterable, isField);
  const items: unknown[] = [];
  try {
    for (const item of iterable) if (items.push(item) === firstItems) check(items, at);
  } catch (error) {
    // What is wrong with an item that was there comes before what stopped the others.
    check(items, at);
    throw error;
  }
  return items;
}

/** More than any array has, but one of holes. */
const mostItems = 2 ** 25;

const firstItems = 1024;

/** The items of a tuple. */
export function tupleItems(value: unknown, length: number, at: At, isField = false): readonly unknown[] {
  const items = tupleIn(value, length);
  return typeof items === 'string' ? refuseItem(value, at(''), items, isField) : items;
}

/** A copy of a Date that is one. */
export function toDate(value: unknown, at: string, isField = false): Date {
  const date = dateIn(value);
  return typeof date === 'string' ? refuseItem(value, at, date, isField) : date;
}

/** A Map of pairs whose keys are different. */
export function toMap(entries: readonly (readonly [unknown, unknown])[], at: At): Map<unknown, unknown> {
  const map = mapOf(entries);
  return typeof map === 'string' ? refuse(at(''), map) : map;
}

/** A Set of items that are different. */
export function toSet(items: readonly unknown[], at: At): Set<unknown> {
  const set = setOf(items);
  return typeof set === 'string' ? refuse(at(''), set) : set;
}

function refuseItem(value: unknown, at: string, words: string, isField: boolean): never {
  return refuse(at, isField && value === undefined ? 'is missing' : words);
}

/** A field that every object has by birth, `constructor` above all, counts only as its own. */
export const ownField = (object: object, name: string): unknown =>
  Object.hasOwn(object, name) ? (object as Readonly<Record<string, unknown>>)[name] : undefined;

/** @throws ItlTypeError for a key that is none of the flags */
export function onlyFlags(value: object, flags: readonly string[], at: string): void {
  const words = unknownFlag(value, flags);
  if (words) refuse(at, words);
}
