/**
 * JavaScript values that core modules keep as numbers. A handle is `(generation << 20 | index) ^ key`: the generation
 * makes a handle that was dropped different from its slot's next one, and the key makes one instance's handles nonsense
 * to another. A slot whose generations are used up is never used again.
 */
import { ItlRangeError } from './errors.ts';

const mask = 0xfffff;
const lastGeneration = 0xfff;
let tables = 0;

export interface References {
  readonly key: number;
  /** By index: the value, or of a free slot the next free one, -1 at the end. */
  readonly values: unknown[];
  /** By index: the live handle's generation, or the last one, negated, of a slot that is free or retired. */
  readonly generations: number[];
  /** The first free slot, or -1. */
  free: number;
}

/** @param key - what makes this table's handles differ from another's */
export const createReferences = (key = Math.imul(++tables, 0x9e3779b1)): References => ({
  key,
  values: [],
  generations: [],
  free: -1,
});

/** A handle for any value, never 0. */
export function addReference(references: References, value: unknown): number {
  const index = references.free < 0 ? newSlot(references) : references.free;
  const { values, generations } = references;
  references.free = values[index] as number;
  values[index] = value;
  const generation = 1 - (generations[index] as number);
  generations[index] = generation;
  const handle = ((generation << 20) | index) ^ references.key;
  // One pair of generation and index gives 0, which C tests for "none".
  return handle === 0 ? skipZero(references, index) : handle;
}

function newSlot({ values, generations }: References): number {
  if (values.length > mask) tooManyReferences();
  generations.push(0);
  return values.push(-1) - 1;
}

export function tooManyReferences(): never {
  throw new ItlRangeError(`more than ${mask + 1} references at once`);
}

function skipZero(references: References, index: number): number {
  const generation = (references.generations[index] as number) + 1;
  references.generations[index] = generation;
  return ((generation << 20) | index) ^ references.key;
}

/** @throws ItlRangeError for what is not a live handle of this table */
export function referenceOf(references: References, handle: number): unknown {
  const plain = handle ^ references.key;
  if (references.generations[plain & mask] !== plain >>> 20) notLive(handle);
  return references.values[plain & mask];
}

/** @throws ItlRangeError for what is not a live handle of this table */
export function dropReference(references: References, handle: number): void {
  const plain = handle ^ references.key;
  const index = plain & mask;
  const generation = plain >>> 20;
  if (references.generations[index] !== generation) notLive(handle);
  references.generations[index] = -generation;
  references.values[index] = references.free;
  // One less than the last, since adding may have to skip one.
  if (generation < lastGeneration - 1) references.free = index;
}

/** Both of it: the value of a handle that is dropped at once. */
export function takeReference(references: References, handle: number): unknown {
  const { values, generations } = references;
  const plain = handle ^ references.key;
  const index = plain & mask;
  const generation = plain >>> 20;
  if (generations[index] !== generation) notLive(handle);
  const value = values[index];
  generations[index] = -generation;
  values[index] = references.free;
  if (generation < lastGeneration - 1) references.free = index;
  return value;
}

function notLive(handle: number): never {
  throw new ItlRangeError(`reference ${handle} is not a live handle of this instance`);
}

/** Drops all of them. */
export function clearReferences(references: References): void {
  references.values.fill(undefined);
  references.generations.fill(-1);
  references.free = -1;
}
