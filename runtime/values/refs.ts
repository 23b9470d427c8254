/**
 * JavaScript values that wasm keeps as numbers. A handle is `(generation << 20 | index) ^ key`: the generation makes
 * a handle that was dropped different from its slot's next one, and the key makes one instance's handles nonsense to
 * another. A slot whose generations are used up is never used again.
 */
import { ItlRangeError } from './errors.ts';

const indexBits = 20;
const indexMask = (1 << indexBits) - 1;
const lastGeneration = (1 << (32 - indexBits)) - 1;

export interface References {
  /** A handle for any value, never 0. */
  add(value: unknown): number;
  /** @throws ItlRangeError for what is not a live handle of this table. */
  get(handle: number): unknown;
  /** @throws ItlRangeError for what is not a live handle of this table. */
  drop(handle: number): void;
  /** Drops everything. */
  clear(): void;
  readonly key: () => number;
  /** @throws ItlRangeError that says so. */
  readonly full: () => never;
  /** How many handles are live. */
  live(): number;
}

let tables = 0;

/** @param key - what makes this table's handles differ from another's */
export function createReferences(key = Math.imul(++tables, 0x9e3779b1)): References {
  const values: unknown[] = [];
  /** By index: the live handle's generation, or the last one, negated, of a slot that is free or retired. */
  const generations: number[] = [];
  const free: number[] = [];
  let live = 0;

  const encode = (generation: number, index: number): number => ((generation << indexBits) | index) ^ key;

  function indexOf(handle: number): number {
    const plain = handle ^ key;
    const index = plain & indexMask;
    if (generations[index] !== plain >>> indexBits) {
      throw new ItlRangeError(`reference ${handle} is not a live handle of this instance`);
    }
    return index;
  }

  function freshIndex(): number {
    if (values.length > indexMask) full();
    generations.push(0);
    return values.push(undefined) - 1;
  }

  function full(): never {
    throw new ItlRangeError(`more than ${indexMask + 1} references at once`);
  }

  return {
    key: () => key,
    full,
    add(value) {
      const index = free.pop() ?? freshIndex();
      let generation = 1 - (generations[index] ?? 0);
      // One pair of generation and index gives 0, which C tests for "none".
      if (encode(generation, index) === 0) generation++;
      generations[index] = generation;
      values[index] = value;
      live++;
      return encode(generation, index);
    },
    get: (handle) => values[indexOf(handle)],
    drop(handle) {
      const index = indexOf(handle);
      const generation = generations[index] ?? 0;
      values[index] = undefined;
      generations[index] = -generation;
      // One less than the last, since `add` may have to skip one.
      if (generation < lastGeneration - 1) free.push(index);
      live--;
    },
    clear() {
      values.fill(undefined);
      generations.fill(-1);
      live = 0;
    },
    live: () => live,
  };
}
