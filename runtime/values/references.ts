/**
 * JavaScript values that core modules keep as numbers. A handle is `(generation << 20 | index) ^ key`: the generation
 * makes a handle that was dropped different from its slot's next one, and the key makes one instance's handles nonsense
 * to another. A slot whose generations are used up is never used again.
 */
import { ItlRangeError } from './errors.ts';

const mask = 0xfffff;
const nextGeneration = mask + 1;
/** One less than the last, since adding may have to skip one. */
const lastGeneration = 0xffe;
let tables = 0;

export interface References {
  readonly key: number;
  /** By index: the value, or of a free slot the next free one, -1 at the end. */
  readonly values: unknown[];
  /**
   * By index: what the live handle is without the key. Of a slot that is free the next one, and of one that is retired
   * anything, with all bits turned: its index is another then, so that it is no handle's.
   */
  live: Int32Array;
  /** The first free slot, or -1. */
  free: number;
}

/** @param key - what makes this table's handles differ from another's */
export const createReferences = (key = Math.imul(++tables, 0x9e3779b1)): References => ({
  key,
  values: [],
  // Not 0, which would be the first handle without the key.
  live: new Int32Array(8).fill(-1),
  free: -1,
});

/** A handle for any value, never 0. */
export const addReference = (references: References, value: unknown): number => {
  const index = references.free < 0 ? newSlot(references) : references.free;
  const { values, live } = references;
  const plain = ~(live[index] as number);
  references.free = values[index] as number;
  values[index] = value;
  live[index] = plain;
  const handle = plain ^ references.key;
  // One pair of generation and index gives 0, which C tests for "none".
  return handle === 0 ? skipZero(references, index) : handle;
};

function newSlot(references: References): number {
  const { values, live } = references;
  const index = values.length;
  if (index > mask) tooManyReferences();
  if (index === live.length) {
    references.live = new Int32Array(2 * index);
    references.live.set(live);
  }
  references.live[index] = ~index;
  values.push(-1);
  return index;
}

export function tooManyReferences(): never {
  throw new ItlRangeError(`more than ${mask + 1} references at once`);
}

function skipZero({ live, key }: References, index: number): number {
  const plain = key + nextGeneration;
  live[index] = plain;
  return plain ^ key;
}

/** @throws ItlRangeError for what is not a live handle of this table */
export const referenceOf = (references: References, handle: number): unknown => {
  const plain = handle ^ references.key;
  const index = plain & mask;
  if (references.live[index] !== plain) notLive(handle);
  return references.values[index];
};

/**
 * Gives what a handle stands for, and drops it.
 *
 * @throws ItlRangeError for what is not a live handle of this table
 */
export const takeReference = (references: References, handle: number): unknown => {
  const { values, live } = references;
  const plain = handle ^ references.key;
  const index = plain & mask;
  if (live[index] !== plain) notLive(handle);
  const value = values[index];
  values[index] = references.free;
  live[index] = ~(plain + nextGeneration);
  if (plain >>> 20 < lastGeneration) references.free = index;
  return value;
};

/** @throws ItlRangeError for what is not a live handle of this table */
export function dropReference(references: References, handle: number): void {
  takeReference(references, handle);
}

function notLive(handle: number): never {
  throw new ItlRangeError(`reference ${handle} is not a live handle of this instance`);
}

/** Drops all references. */
export function clearReferences(references: References): void {
  references.values.fill(undefined);
  references.live.forEach((_, index, live) => {
    live[index] = ~index;
  });
  references.free = -1;
}
