/**
 * JavaScript values that core modules keep as numbers. A handle is `(generation << 20 | index) ^ key`: the generation
 * makes a handle that was dropped different from its slot's next one, and the key makes one instance's handles nonsense
 * to another. A slot whose generations are used up is never used again.
 */
import { ItlRangeError } from '../values/errors.ts';

const mask = 0xfffff;
const lastGeneration = 0xfff;
let tables = 0;

export interface References {
  readonly key: number;
  readonly values: unknown[];
  /** By index: the live handle's generation, or the last one, negated, of a slot that is free or retired. */
  readonly generations: number[];
  readonly free: number[];
}

export const createReferences = (): References => ({
  key: Math.imul(++tables, 0x9e3779b1),
  values: [],
  generations: [],
  free: [],
});

/** A handle for any value, never 0. */
export function addReference(references: References, value: unknown): number {
  const { key, values, generations, free } = references;
  const index = free.length > 0 ? (free.pop() as number) : newSlot(references);
  let generation = 1 - (generations[index] as number);
  // One pair of generation and index gives 0, which C tests for "none".
  if ((((generation << 20) | index) ^ key) === 0) generation++;
  generations[index] = generation;
  values[index] = value;
  return ((generation << 20) | index) ^ key;
}

function newSlot({ values, generations }: References): number {
  if (values.length > mask) throw new ItlRangeError(`more than ${mask + 1} references at once`);
  generations.push(0);
  return values.push(undefined) - 1;
}

/** @throws ItlRangeError for what is not a live handle of this table */
export function referenceOf({ key, values, generations }: References, handle: number): unknown {
  const plain = handle ^ key;
  if (generations[plain & mask] !== plain >>> 20) notLive(handle);
  return values[plain & mask];
}

/** @throws ItlRangeError for what is not a live handle of this table */
export function dropReference({ key, values, generations, free }: References, handle: number): void {
  const plain = handle ^ key;
  const index = plain & mask;
  const generation = plain >>> 20;
  if (generations[index] !== generation) notLive(handle);
  values[index] = undefined;
  generations[index] = -generation;
  // One less than the last, since adding may have to skip one.
  if (generation < lastGeneration - 1) free.push(index);
}

function notLive(handle: number): never {
  throw new ItlRangeError(`reference ${handle} is not a live handle of this instance`);
}

/** Drops all of them. */
export function clearReferences({ values, generations }: References): void {
  values.fill(undefined);
  generations.fill(-1);
}
