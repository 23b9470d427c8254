/** UTF-8 by TextEncoder and TextDecoder, which every host has. */
import { longestAtOnce, longUtf8, takesViews } from './long-text.ts';
import type { TextCodec, TextWriter } from './text-codec.ts';
import { utf8Decoder, utf8Encoder } from './utf8-codecs.ts';

/** Bytes. */
const scratchSize = 3 << 16;

/** The string of so many bytes. */
export function readPlain(memory: Uint8Array, at: number, length: number): string {
  if (length > longestAtOnce) return longUtf8(memory.subarray(at, at + length));
  return utf8Decoder().decode(takesViews(memory) ? memory.subarray(at, at + length) : memory.slice(at, at + length));
}

export const createPlainText = (): TextCodec => ({ ...createPlainWriter(), read: readPlain });

/** Measuring encodes; writing the same string then only copies. */
export function createPlainWriter(): TextWriter {
  let scratch: Uint8Array | undefined;
  /** The string that was measured last, until something is written. */
  let measured: string | undefined;
  let encoded: Uint8Array;
  /** From where something was written last to the memory's end. */
  let rest = new Uint8Array();
  function encode(string: string): Uint8Array {
    // A code unit takes three bytes at most.
    if (3 * string.length > scratchSize) return utf8Encoder().encode(string);
    scratch ??= new Uint8Array(scratchSize);
    return scratch.subarray(0, utf8Encoder().encodeInto(string, scratch).written);
  }
  function copyEncoded(memory: Uint8Array, string: string, at: number): number {
    encoded = encode(string);
    memory.set(encoded, at);
    return encoded.length;
  }
  return {
    size(string) {
      if (string !== measured) encoded = encode(string);
      measured = string;
      return encoded.length;
    },
    write(memory, string, at) {
      const isMeasured = string === measured;
      measured = undefined;
      if (isMeasured) {
        memory.set(encoded, at);
        return encoded.length;
      }
      // Also where the memory has grown, or is another.
      if (rest.buffer !== memory.buffer || at + rest.length !== memory.length) {
        if (!takesViews(memory)) return copyEncoded(memory, string, at);
        rest = memory.subarray(at) as Uint8Array<ArrayBuffer>;
      }
      return utf8Encoder().encodeInto(string, rest).written;
    },
  };
}
