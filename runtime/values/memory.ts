/** Linear memories of core modules: views that are made once and renewed when the memory has grown. */

import type { CoreModule } from '../loader/modules.ts';
import { ItlLinkError, ItlRangeError } from './errors.ts';

export interface Memory {
  readonly source: WebAssembly.Memory;
  /** `memory 'memory' of module 'out/fizz.wasm'`. */
  readonly label: string;
  /** Length 0 when growth has detached it, so that one comparison finds both growth and a wrong pointer. */
  bytes: Uint8Array;
  data: DataView;
  /** Views of other kinds, made when they are needed. */
  readonly views: Map<unknown, unknown>;
}

/** Reads the length-prefixed string at an address in the adapter's data. */
export type ReadName = (address: number) => string;

/** A function that finds a memory and makes sure that `length` bytes at `pointer` lie in it. Both are unsigned. */
export type Reach = (module: CoreModule, name: number, pointer: number, length: number) => Memory;

export function createReach(readName: ReadName): Reach {
  // What was asked for last: most components have one memory.
  let lastModule: CoreModule | undefined;
  let lastName: number;
  let memory: Memory;
  return (module, name, pointer, length) => {
    if (module !== lastModule || name !== lastName) {
      memory = module.memories.get(name) ?? openMemory(module, readName(name));
      module.memories.set(name, memory);
      lastModule = module;
      lastName = name;
    }
    // Not `>`: a view that growth has detached has length 0 and throws even for nothing at all.
    if (pointer + length >= memory.bytes.length) renewFor(memory, pointer, length);
    return memory;
  };
}

function openMemory(module: CoreModule, name: string): Memory {
  const source = module.exports[name];
  if (!(source instanceof WebAssembly.Memory)) {
    throw new ItlLinkError(`module '${module.path}' has no memory '${name}'`);
  }
  const label = `memory '${name}' of module '${module.path}'`;
  const bytes = new Uint8Array(source.buffer);
  return { source, label, bytes, data: new DataView(source.buffer), views: new Map() };
}

/** Views of a shared memory are not detached when it grows, only too short. */
export function renew(memory: Memory): void {
  memory.bytes = new Uint8Array(memory.source.buffer);
  memory.data = new DataView(memory.source.buffer);
  memory.views.clear();
}

function renewFor(memory: Memory, pointer: number, length: number): void {
  if (memory.source.buffer.byteLength !== memory.bytes.length) renew(memory);
  if (pointer + length > memory.bytes.length) {
    throw new ItlRangeError(
      `pointer ${pointer} with length ${length} is outside ${memory.label} (${memory.bytes.length} bytes)`,
    );
  }
}
