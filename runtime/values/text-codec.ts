/**
 * UTF-8 in a linear memory by whatever is fastest here. Ill-formed bytes become U+FFFD, and so do lone surrogates; a
 * byte-order mark is data. All bytes lie in the memory: that is the caller's to check.
 */
import { type BufferClass, createOver, hostBuffer } from './host-buffer.ts';
import { createEncoder, readPlain } from './plain-text.ts';
import {
  longestHelped,
  openReadHelper,
  openTextHelper,
  openWriteHelper,
  type ReadHelper,
  type WriteHelper,
} from './text-helper.ts';

/** `memory` is a view of all of the memory, as long as the memory is now. */
export type TextCodec = TextReader & TextWriter;

export interface TextWriter {
  /** Bytes of a string. Writing the same string next takes less time. */
  readonly size: (string: string) => number;
  /** Gives the bytes that it has written, all of the string's. */
  readonly write: (memory: Uint8Array, string: string, at: number) => number;
}

export interface TextReader {
  /** Up to {@link longestAtOnce} bytes. */
  readonly read: (memory: Uint8Array, at: number, length: number) => string;
}

/** Up to how many code units or bytes the helper beats what the host has of its own. */
export interface Limits {
  readonly write: number;
  readonly read: number;
}

/**
 * Measured with V8 in Node, Deno and Chromium, with SpiderMonkey, and with JavaScriptCore. In pages a call of TextEncoder or
 * TextDecoder takes 100 to 200 ns whatever its length; errors with a `line` of their own are JavaScriptCore's, which takes 50.
 */
function limitsHere(): Limits {
  if (hostBuffer !== undefined) return { write: 0, read: 24 };
  const inPage = 'document' in globalThis || 'importScripts' in globalThis;
  return inPage && !('line' in new Error()) ? { write: longestHelped, read: 400 } : { write: 100, read: 100 };
}

const limitsOfHost = limitsHere();

export function createTextCodec(memory: WebAssembly.Memory): TextCodec {
  const helper = openTextHelper(memory);
  return { ...createWriter(helper, hostBuffer, limitsOfHost), ...createReader(helper, hostBuffer, limitsOfHost) };
}

/** The text codec of a component that writes no strings. */
export const createTextReader = (memory: WebAssembly.Memory): TextReader =>
  createReader(openReadHelper(memory), hostBuffer, limitsOfHost);

/** The text codec of a component that reads no strings. */
export const createTextWriter = (memory: WebAssembly.Memory): TextWriter =>
  createWriter(openWriteHelper(memory), hostBuffer, limitsOfHost);

/**
 * @param helper - none where the engine has no js-string builtins
 * @param bufferClass - Node's Buffer, where there is one
 */
export function createReader(
  helper: ReadHelper | undefined,
  bufferClass: BufferClass | undefined,
  { read: limit }: Limits,
): TextReader {
  const over = createOver(bufferClass);
  return {
    read(memory, at, length) {
      if (helper && length <= limit) return helper.read(at, length);
      return bufferClass ? over(memory).utf8Slice(at, at + length) : readPlain(memory, at, length);
    },
  };
}

/**
 * @param helper - without one the engine is so old that its Buffer encodes more slowly than TextEncoder: Node up to 20
 * @param bufferClass - see `createReader`
 */
export function createWriter(
  helper: WriteHelper | undefined,
  bufferClass: BufferClass | undefined,
  { write: limit }: Limits,
): TextWriter {
  const over = createOver(bufferClass);
  const encoder = createEncoder();
  /** The string that was measured last; where no helper writes it, until something is written. */
  let measured: string | undefined;
  let length = 0;
  function size(string: string): number {
    if (string === measured) return length;
    measured = string;
    if (helper && string.length <= limit) length = helper.size(string);
    else length = bufferClass ? bufferClass.byteLength(string) : encoder.measure(string);
    return length;
  }
  function write(memory: Uint8Array, string: string, at: number): number {
    if (helper && string.length <= limit) {
      size(string);
      helper.write(at);
      return length;
    }
    const isMeasured = string === measured;
    measured = undefined;
    // Some versions of Node end the process where 4 GiB are left to write to.
    if (!bufferClass || !(isMeasured || helper) || memory.length > 0xffff_ffff)
      return encoder.write(memory, string, at, isMeasured && !bufferClass);
    if (isMeasured && length === string.length) return over(memory).latin1Write(string, at, length);
    // Where there is less room than a string may take, Node counts first.
    return over(memory).utf8Write(string, at, Math.min(3 * string.length, memory.length - at));
  }
  return { size, write };
}
