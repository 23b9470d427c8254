/** UTF-8 by TextEncoder and TextDecoder, which every host has. */
import type { TextCodec } from './text-codec.ts';

/** Bytes; a code unit takes three at most. */
const scratchSize = 3 << 16;
const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Measuring encodes; writing the same string then only copies. */
export function createPlainText(): TextCodec {
  let scratch: Uint8Array | undefined;
  /** The string that was measured last, until it is written. */
  let measured: string | undefined;
  let encoded: Uint8Array;
  const encode = (string: string): Uint8Array => {
    if (string.length > scratchSize / 3) return encoder.encode(string);
    scratch ??= new Uint8Array(scratchSize);
    return scratch.subarray(0, encoder.encodeInto(string, scratch).written);
  };
  const measure = (string: string): Uint8Array => {
    if (string !== measured) {
      encoded = encode(string);
      measured = string;
    }
    return encoded;
  };
  return {
    size: (string) => measure(string).length,
    write: (memory, string, at) => {
      memory.set(measure(string), at);
      measured = undefined;
    },
    // Browsers do not decode shared memory.
    read: (memory, at, length) =>
      decoder.decode(
        memory.buffer instanceof ArrayBuffer ? memory.subarray(at, at + length) : memory.slice(at, at + length),
      ),
  };
}
