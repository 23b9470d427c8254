/** C's stacks in the memories of core modules, which what is thrown through C does not put back. */
import type { CoreExports } from './modules.ts';

type StackPointer = WebAssembly.Global<'i32'>;

export interface Stacks {
  readonly pointers: readonly StackPointer[];
  /** Where they stand while nothing is called. */
  readonly resting: readonly number[];
  /** Calls that are under way, whatever they wait for. */
  depth: number;
}

/** Of the core modules that export theirs, and let it be set. */
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
  return { pointers, resting: pointers.map(({ value }) => value), depth: 0 };
}

/** A call begins: where the stacks are to stand if it fails. */
export const enterStacks = (stacks: Stacks): readonly number[] =>
  stacks.depth++ === 0 ? stacks.resting : markStacks(stacks);

/** A call has failed. */
export function restoreStacks(stacks: Stacks, mark: readonly number[]): void {
  stacks.depth--;
  setStacks(stacks, mark);
}

/** Where the stacks stand. */
export const markStacks = ({ pointers }: Stacks): readonly number[] => pointers.map(({ value }) => value);

/** Puts them back to where they stood. */
export function setStacks({ pointers }: Stacks, mark: readonly number[]): void {
  for (let index = 0; index < mark.length; index++) (pointers[index] as StackPointer).value = mark[index] as number;
}

/** A call is over. */
export function leaveStacks(stacks: Stacks): void {
  stacks.depth--;
}
