/**
 * UTF-8 in a linear memory by whatever is fastest here. Ill-formed bytes become U+FFFD, and so do lone surrogates; a
 * byte-order mark is data. All bytes lie in the memory: that is the caller's to check.
 */
import { createPlainText, createPlainWriter, readPlain } from './plain-text.ts';
import { createBufferReader, createBufferText, createBufferWriter, hostBuffer } from './text-by-buffer.ts';
import {
  longestHelped,
  openReadHelper,
  openTextHelper,
  openWriteHelper,
  type TextHelper,
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
  const native = hostBuffer ? createBufferText(hostBuffer, helper !== undefined) : createPlainText();
  return helper ? withHelper(helper, native, limitsOfHost) : native;
}

/** The same for a component that writes no strings. */
export function createTextReader(memory: WebAssembly.Memory): TextReader {
  const helper = openReadHelper(memory);
  const native = hostBuffer ? createBufferReader(hostBuffer) : { read: readPlain };
  if (!helper) return native;
  return {
    read: (u8, at, length) => (length > limitsOfHost.read ? native.read(u8, at, length) : helper.read(at, length)),
  };
}

/** The same for a component that reads no strings. */
export function createTextWriter(memory: WebAssembly.Memory): TextWriter {
  const helper = openWriteHelper(memory);
  const native = hostBuffer ? createBufferWriter(hostBuffer, helper !== undefined) : createPlainWriter();
  return helper ? writerWithHelper(helper, native, limitsOfHost.write) : native;
}

export const withHelper = (helper: TextHelper, native: TextCodec, limits: Limits): TextCodec => ({
  ...writerWithHelper(helper, native, limits.write),
  read: (memory, at, length) => (length > limits.read ? native.read(memory, at, length) : helper.read(at, length)),
});

function writerWithHelper(helper: WriteHelper, native: TextWriter, limit: number): TextWriter {
  /** The string whose code units the helper has. */
  let measured: string | undefined;
  let size = 0;
  function measure(string: string): number {
    if (string !== measured) size = helper.size(string);
    measured = string;
    return size;
  }
  return {
    size: (string) => (string.length > limit ? native.size(string) : measure(string)),
    write(memory, string, at) {
      if (string.length > limit) return native.write(memory, string, at);
      measure(string);
      helper.write(at);
      return size;
    },
  };
}
