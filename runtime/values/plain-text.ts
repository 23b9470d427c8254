/** UTF-8 by TextEncoder and TextDecoder, which every host has. */
import { takesViews } from './long-text.ts';
import type { TextCodec } from './text-codec.ts';
import { utf8Decoder, utf8Encoder } from './utf8-codecs.ts';

/** The string of so many bytes. */
export function readPlain(memory: Uint8Array, at: number, length: number): string {
  return utf8Decoder().decode(takesViews(memory) ? memory.subarray(at, at + length) : memory.slice(at, at + length));
}

/** Bytes that a string is encoded into before it is copied. */
const scratchSize = 3 << 16;

/** By TextEncoder. To measure is to encode: writing the same string then only copies. */
export function createEncoder() {
  let scratch: Uint8Array | undefined;
  let encoded = new Uint8Array();
  /** From where something was written last to the memory's end, and of which view: to ask views for their buffer takes long. */
  let rest = new Uint8Array();
  let whole: Uint8Array | undefined;
  function measure(string: string): number {
    if (3 * string.length > scratchSize) encoded = utf8Encoder().encode(string);
    else {
      scratch ??= new Uint8Array(scratchSize);
      encoded = scratch.subarray(0, utf8Encoder().encodeInto(string, scratch).written) as typeof encoded;
    }
    return encoded.length;
  }
  function write(memory: Uint8Array, string: string, at: number, isMeasured: boolean): number {
    if (!isMeasured) {
      // A memory that has grown, or another, has another view.
      const isSame = memory === whole && at + rest.length === memory.length;
      if (isSame || takesViews(memory)) {
        if (!isSame) {
          whole = memory;
          rest = memory.subarray(at) as typeof rest;
        }
        return utf8Encoder().encodeInto(string, rest).written;
      }
      measure(string);
    }
    memory.set(encoded, at);
    return encoded.length;
  }
  return { measure, write };
}

export function createPlainText(): TextCodec {
  const encoder = createEncoder();
  /** The string that was measured last, until something is written. */
  let measured: string | undefined;
  let length = 0;
  return {
    size(string) {
      if (string !== measured) length = encoder.measure(string);
      measured = string;
      return length;
    },
    write(memory, string, at) {
      const isMeasured = string === measured;
      measured = undefined;
      return encoder.write(memory, string, at, isMeasured);
    },
    read: readPlain,
  };
}
