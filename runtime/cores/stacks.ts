/** C's stacks in the memories of core modules, which what is thrown through C does not put back. */
import type { CoreExports } from './modules.ts';

type StackPointer = WebAssembly.Global<'i32'>;

export interface Stacks {
  readonly pointers: readonly StackPointer[];
  /** Where they stand while nothing is called. */
  resting: readonly number[];
  /** Calls that are under way, whatever they wait for. */
  depth: number;
}

/** C's stack pointers: of the core modules that export theirs, and let it be set. */
export function openStacks(cores: readonly CoreExports[]): Stacks {
  const pointers = cores.flatMap(({ __stack_pointer: pointer }) => {
    if (!(pointer instanceof WebAssembly.Global)) return [];
    try {
      // biome-ignore lint/correctness/noSelfAssign: whether that can be done is the question
      pointer.value = pointer.value;
      return [pointer as StackPointer];
    } catch {
      return [];
    }
  });
  const stacks: Stacks = { pointers, resting: [], depth: 0 };
  stacks.resting = markStacks(stacks);
  return stacks;
}

/** A call begins: where the stacks are to stand if it fails, and how many calls it is in. */
export const enterStacks = (stacks: Stacks): readonly number[] => {
  const mark = stacks.depth === 0 ? stacks.resting : markStacks(stacks);
  stacks.depth++;
  return mark;
};

/** A call has failed, and all that were inside: where the stack was full they could not say so. */
export function restoreStacks(stacks: Stacks, mark: readonly number[]): void {
  leaveStacks(stacks, mark);
  setStacks(stacks, mark);
}

/** A call is over. */
export const leaveStacks = (stacks: Stacks, mark: readonly number[]): void => {
  stacks.depth = mark[stacks.pointers.length] as number;
};

/** A call that puts them back itself where it fails. */
export function keepStacks<A extends readonly unknown[], R>(stacks: Stacks, callee: (...args: A) => R, ...args: A): R {
  const mark = enterStacks(stacks);
  try {
    const result = callee(...args);
    leaveStacks(stacks, mark);
    return result;
  } catch (error) {
    restoreStacks(stacks, mark);
    throw error;
  }
}

/** Where the stacks stand, and how many calls are under way. */
export const markStacks = ({ pointers, depth }: Stacks): readonly number[] => [
  ...pointers.map(({ value }) => value),
  depth,
];

/** Puts them back to where they stood. */
export function setStacks({ pointers }: Stacks, mark: readonly number[]): void {
  for (let index = 0; index < pointers.length; index++) (pointers[index] as StackPointer).value = mark[index] as number;
}
