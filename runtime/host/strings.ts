/** Strings in linear memory: UTF-8, UTF-16 and Latin-1. Pointers and lengths come unsigned and in bounds. */

import { needed } from '../loader/mismatch.ts';
import { longestAtOnce, longUtf8 } from '../values/long-text.ts';
import type { Memory } from '../values/memory.ts';
import { utf8Decoder, utf8Encoder } from './utf8-codecs.ts';

/** Below this many code units a loop beats `encodeInto` (V8: 16 to 24). */
const shortString = 20;
/** Below this many bytes a loop beats `TextDecoder` (V8). */
const shortText = 24;
const scratchSize = 3 << 16;
const { fromCharCode } = String;

export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : needed('a string', value));

export interface Utf8Writer {
  readonly length: (text: string) => number;
  /** Writes `size` bytes, which is `length(text)` and has to be asked for first. */
  readonly write: (text: string, size: number, bytes: Uint8Array, pointer: number) => void;
}

/**
 * Asking for a string's length encodes it, short ones into a scratch area; writing the same string then only copies it.
 * The scratch area is made when a string needs it.
 */
export function createUtf8Writer(): Utf8Writer {
  let scratch: Uint8Array | undefined;
  /** The string that was measured last, as long as it has not been written. */
  let measured: string | undefined;
  let encoded = new Uint8Array(0);

  function encode(text: string): Uint8Array<ArrayBuffer> {
    // A code unit takes three bytes at most.
    if (text.length > scratchSize / 3) return utf8Encoder().encode(text);
    scratch ??= new Uint8Array(scratchSize);
    return scratch.subarray(0, utf8Encoder().encodeInto(text, scratch).written) as Uint8Array<ArrayBuffer>;
  }

  function length(text: string): number {
    const units = text.length;
    if (units < shortString) {
      let index = 0;
      while (index < units && text.charCodeAt(index) < 128) index++;
      if (index === units) return units;
    }
    if (measured !== text) {
      measured = text;
      encoded = encode(text);
    }
    return encoded.length;
  }

  function write(text: string, size: number, bytes: Uint8Array, pointer: number): void {
    if (size < shortString && size === text.length) {
      for (let index = 0; index < size; index++) bytes[pointer + index] = text.charCodeAt(index);
    } else {
      bytes.set(encoded, pointer);
      measured = undefined;
    }
  }

  return { length, write };
}

const anyHighBit = 0x80808080;

export function decodeUtf8(memory: Memory, pointer: number, length: number): string {
  const { data } = memory;
  const end = pointer + length;
  if (length >= shortText) return decodeLong(memory, pointer, end);
  let text = '';
  let at = pointer;
  // Four at a time: few intermediate strings.
  for (; at + 4 <= end; at += 4) {
    const word = data.getInt32(at, true);
    if (word & anyHighBit) return decodeLong(memory, pointer, end);
    text += fromCharCode(word & 127, (word >> 8) & 127, (word >> 16) & 127, word >> 24);
  }
  for (; at < end; at++) {
    const unit = data.getInt8(at);
    if (unit < 0) return decodeLong(memory, pointer, end);
    text += fromCharCode(unit);
  }
  return text;
}

function decodeLong({ u8: bytes }: Memory, pointer: number, end: number): string {
  if (end - pointer > longestAtOnce) return longUtf8(bytes.subarray(pointer, end));
  // Browsers do not decode shared memory.
  return utf8Decoder().decode(
    bytes.buffer instanceof ArrayBuffer ? bytes.subarray(pointer, end) : bytes.slice(pointer, end),
  );
}
