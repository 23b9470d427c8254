/** UTF-8 by Node's Buffer: neither a view for each text nor a copy of each string. */
import { longestAtOnce } from './long-text.ts';
import { createPlainWriter, readPlain } from './plain-text.ts';
import type { TextCodec, TextReader, TextWriter } from './text-codec.ts';

interface HostBuffer extends Uint8Array {
  readonly latin1Write: (string: string, at: number, length: number) => number;
  readonly utf8Write: (string: string, at: number, length: number) => number;
  readonly utf8Slice: (start: number, end: number) => string;
}

interface BufferClass {
  readonly from: (memory: ArrayBufferLike, offset: number) => HostBuffer;
  readonly byteLength: (string: string) => number;
}

const host = globalThis as unknown as { readonly Buffer?: BufferClass; readonly Deno?: unknown };

/** Not Deno's: that is JavaScript over TextEncoder. */
export const hostBuffer =
  host.Deno === undefined && typeof host.Buffer?.byteLength === 'function' ? host.Buffer : undefined;

/** A memory as a buffer. */
type Over = (memory: Uint8Array) => HostBuffer;

function createOver(bufferClass: BufferClass): Over {
  let buffer: HostBuffer | undefined;
  // The buffer of a memory that has grown is shorter than its view.
  return (memory) => {
    if (buffer === undefined || buffer.length !== memory.length)
      buffer = bufferClass.from(memory.buffer, memory.byteOffset);
    return buffer;
  };
}

export const createBufferReader = (bufferClass: BufferClass, over: Over = createOver(bufferClass)): TextReader => ({
  read: (memory, at, length) =>
    length > longestAtOnce ? readPlain(memory, at, length) : over(memory).utf8Slice(at, at + length),
});

/** @param writesFast - see `createBufferWriter` */
export function createBufferText(bufferClass: BufferClass, writesFast: boolean): TextCodec {
  const over = createOver(bufferClass);
  return { ...createBufferWriter(bufferClass, writesFast, over), ...createBufferReader(bufferClass, over) };
}

/** @param writesFast - whether `utf8Write` beats TextEncoder, as it does from Node 22 on */
export function createBufferWriter(
  bufferClass: BufferClass,
  writesFast: boolean,
  over: Over = createOver(bufferClass),
): TextWriter {
  const plain = createPlainWriter();
  /** The string that was measured last, until something is written. */
  let measured: string | undefined;
  let size = 0;
  /** Where there is less room than a string may take, Node counts first. */
  const writeWhole = (memory: Uint8Array, string: string, at: number): number =>
    over(memory).utf8Write(string, at, Math.min(3 * string.length, memory.length - at));
  function writeMeasured(memory: Uint8Array, string: string, at: number): number {
    // ASCII.
    if (size === string.length) return over(memory).latin1Write(string, at, size);
    return writeWhole(memory, string, at);
  }
  return {
    size(string) {
      if (string !== measured) size = bufferClass.byteLength(string);
      measured = string;
      return size;
    },
    write(memory, string, at) {
      const isMeasured = string === measured;
      measured = undefined;
      // Some versions of Node end the process where 4 GiB are left to write to.
      if (memory.length > 0xffff_ffff) return plain.write(memory, string, at);
      if (isMeasured) return writeMeasured(memory, string, at);
      if (!writesFast) return plain.write(memory, string, at);
      return writeWhole(memory, string, at);
    },
  };
}
