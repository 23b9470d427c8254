/** The memories that host functions are told by module and name. */
import type { CoreModule } from '../loader/modules.ts';
import { type Memory, openMemory, reach as reachIn } from '../values/memory.ts';
import type { ReadName } from './read-name.ts';

/**
 * A function that finds a memory and makes sure that `length` bytes at `pointer` lie in it. Both are unsigned, and left out
 * for whoever makes sure of that anyway.
 */
export type Reach = (module: CoreModule, name: number, pointer?: number, length?: number) => Memory;

export function createReach(readName: ReadName): Reach {
  // What was asked for last: most components have one memory.
  let lastModule: CoreModule | undefined;
  let lastName: number;
  let memory: Memory;
  return (module, name, pointer = 0, length = 0) => {
    if (module !== lastModule || name !== lastName) {
      memory = module.memories.get(name) ?? openMemory(module.exports, readName(name), module.path);
      module.memories.set(name, memory);
      lastModule = module;
      lastName = name;
    }
    if (pointer + length >= memory.u8.length) reachIn(memory, pointer, length);
    return memory;
  };
}
