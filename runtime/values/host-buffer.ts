/** Node's Buffer: text without a view for each, or a copy of each string. */

interface HostBuffer extends Uint8Array {
  readonly latin1Write: (string: string, at: number, length: number) => number;
  readonly utf8Write: (string: string, at: number, length: number) => number;
  readonly utf8Slice: (start: number, end: number) => string;
}

export interface BufferClass {
  readonly from: (memory: ArrayBufferLike, offset: number) => HostBuffer;
  readonly byteLength: (string: string) => number;
}

const host = globalThis as unknown as { readonly Buffer?: BufferClass; readonly Deno?: unknown };

/** Node's Buffer or Bun's, if this is one of them; Deno's is JavaScript over TextEncoder. */
export const hostBuffer =
  host.Deno === undefined && typeof host.Buffer?.byteLength === 'function' ? host.Buffer : undefined;

/** A memory as a buffer, by a view of it: where there is a Buffer. */
export function createOver(bufferClass: BufferClass | undefined): (memory: Uint8Array) => HostBuffer {
  let view: Uint8Array | undefined;
  let buffer: HostBuffer | undefined;
  // A memory that has grown has another view.
  return (memory) => {
    if (memory !== view) buffer = (bufferClass as BufferClass).from(memory.buffer, memory.byteOffset);
    view = memory;
    return buffer as HostBuffer;
  };
}
