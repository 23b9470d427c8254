/** The memories that host functions are told by module and name. */
import type { CoreModule } from '../loader/modules.ts';
import { ItlLinkError } from '../values/errors.ts';
import { type Memory, openMemory, renewFor } from '../values/memory.ts';
import type { ReadName } from './read-name.ts';

/** A function that finds a memory and makes sure that `length` bytes at `pointer` lie in it. Both are unsigned. */
export type Reach = (module: CoreModule, name: number, pointer: number, length: number) => Memory;

export function createReach(readName: ReadName): Reach {
  // What was asked for last: most components have one memory.
  let lastModule: CoreModule | undefined;
  let lastName: number;
  let memory: Memory;
  return (module, name, pointer, length) => {
    if (module !== lastModule || name !== lastName) {
      memory = module.memories.get(name) ?? memoryOf(module, readName(name));
      module.memories.set(name, memory);
      lastModule = module;
      lastName = name;
    }
    if (pointer + length >= memory.bytes.length) renewFor(memory, pointer, length);
    return memory;
  };
}

function memoryOf({ path, exports }: CoreModule, name: string): Memory {
  const source = exports[name];
  if (source instanceof WebAssembly.Memory) return openMemory(source, `memory '${name}' of module '${path}'`);
  throw new ItlLinkError(`module '${path}' has no memory '${name}'`);
}
