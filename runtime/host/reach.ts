/** The memories that host functions are told by module and name. */
import type { CoreModule } from '../loader/modules.ts';
import { openMemory, reach as reachIn } from '../values/memory.ts';
import { createPlainText } from '../values/plain-text.ts';
import type { TextMemory, Writing } from '../values/text.ts';
import { present } from './present.ts';
import type { ReadName } from './read-name.ts';

/**
 * A function that finds a memory and makes sure that `length` bytes at `pointer` lie in it. Both are unsigned, and left out
 * for whoever makes sure of that anyway.
 */
export interface Reach {
  (module: CoreModule, name: number, pointer?: number, length?: number): TextMemory;
  /** What writes text into all of them. */
  readonly text: Writing;
}

export function createReach(readName: ReadName): Reach {
  const text = { codec: createPlainText(), createCodec: createPlainText };
  // What was asked for last: most components have one memory.
  let lastModule: CoreModule | undefined;
  let lastName: number;
  let memory: TextMemory;
  const find = (module: CoreModule, name: number, pointer = 0, length = 0): TextMemory => {
    if (module !== lastModule || name !== lastName) {
      memory =
        present(module).memories.get(name) ??
        Object.assign(openMemory(module.exports, readName(name), module.path), text);
      module.memories.set(name, memory);
      lastModule = module;
      lastName = name;
    }
    if (pointer + length >= memory.u8.length) reachIn(memory, pointer, length);
    return memory;
  };
  return Object.assign(find, { text });
}
