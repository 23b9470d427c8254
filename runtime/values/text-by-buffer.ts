/** UTF-8 by Node's Buffer: neither a view for each text nor a copy of each string. */
import type { TextCodec } from './text-codec.ts';

interface HostBuffer extends Uint8Array {
  readonly latin1Write: (string: string, at: number, length: number) => number;
  readonly utf8Write: (string: string, at: number, length: number) => number;
  readonly utf8Slice: (start: number, end: number) => string;
}

interface BufferClass {
  readonly from: (memory: ArrayBufferLike) => HostBuffer;
  readonly byteLength: (string: string) => number;
}

const host = globalThis as unknown as { readonly Buffer?: BufferClass; readonly Deno?: unknown };

/** Not Deno's: that is JavaScript over TextEncoder. */
export const hostBuffer =
  host.Deno === undefined && typeof host.Buffer?.byteLength === 'function' ? host.Buffer : undefined;

export function createBufferText(host: BufferClass): TextCodec {
  let buffer: HostBuffer | undefined;
  /** The buffer of a memory that has grown is shorter than its view. */
  const over = (memory: Uint8Array): HostBuffer => {
    if (buffer === undefined || buffer.length !== memory.length) buffer = host.from(memory.buffer);
    return buffer;
  };
  /** The string that was measured last, until it is written. */
  let measured: string | undefined;
  let size = 0;
  const measure = (string: string): number => {
    if (string !== measured) {
      size = host.byteLength(string);
      measured = string;
    }
    return size;
  };
  return {
    size: measure,
    write: (memory, string, at) => {
      const bytes = measure(string);
      measured = undefined;
      // ASCII.
      if (bytes === string.length) over(memory).latin1Write(string, at, bytes);
      else over(memory).utf8Write(string, at, bytes);
    },
    read: (memory, at, length) => over(memory).utf8Slice(at, at + length),
  };
}
