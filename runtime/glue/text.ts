/**
 * UTF-8 in linear memory. Ill-formed bytes become U+FFFD, and so do lone surrogates; a byte-order mark is data.
 * Asking for a string's size encodes it, and writing the same string then only copies it.
 */
import { ItlRangeError } from '../values/errors.ts';
import { longestAtOnce, longUtf8 } from '../values/long-text.ts';
import { type Memory, reach, renew } from './memory.ts';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Below this many code units a loop beats `encodeInto` (V8: 16 to 24). */
const shortString = 20;
/** Below this many bytes a loop beats `TextDecoder` (V8). */
const shortText = 24;

const scratch = new Uint8Array(3 << 16);
/** The string that was measured last, as long as it has not been written. */
let measured: string | undefined;
let encoded: Uint8Array = scratch;

/** Bytes of a string. */
export function sizeOfText(string: string): number {
  const units = string.length;
  if (units < shortString) {
    let index = 0;
    while (index < units && string.charCodeAt(index) < 128) index++;
    if (index === units) return units;
  }
  return measured === string ? encoded.length : measure(string);
}

function measure(string: string): number {
  measured = string;
  // A code unit takes three bytes at most.
  encoded =
    string.length > scratch.length / 3
      ? encoder.encode(string)
      : scratch.subarray(0, encoder.encodeInto(string, scratch).written);
  return encoded.length;
}

/** Writes a string's bytes, without a terminator; none where they do not all fit. */
export function lowerText(memory: Memory, string: string, pointer: number): void {
  const at = pointer >>> 0;
  const size = sizeOfText(string);
  if (at + size >= memory.u8.length) reach(memory, at, size);
  if (size < shortString && size === string.length) {
    for (let index = 0; index < size; index++) memory.u8[at + index] = string.charCodeAt(index);
  } else {
    memory.u8.set(encoded, at);
    measured = undefined;
  }
}

/** The string of so many bytes. */
export function liftText(memory: Memory, pointer: number, size: number): string {
  const at = pointer >>> 0;
  const length = size >>> 0;
  if (at + length >= memory.u8.length) reach(memory, at, length);
  return length < shortText ? shortTextOf(memory.u8, at, at + length) : longText(memory.u8, at, at + length);
}

/** Eight at a time, then four: few intermediate strings. */
function shortTextOf(bytes: Uint8Array, start: number, end: number): string {
  const byte = (at: number): number => bytes[at] as number;
  let string = '';
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const [a, b, c, d] = [byte(at), byte(at + 1), byte(at + 2), byte(at + 3)];
    if ((a | b | c | d) > 127) return longText(bytes, start, end);
    string += String.fromCharCode(a, b, c, d);
  }
  for (; at < end; at++) {
    const unit = byte(at);
    if (unit > 127) return longText(bytes, start, end);
    string += String.fromCharCode(unit);
  }
  return string;
}

/** Browsers do not decode shared memory. */
function longText(bytes: Uint8Array, start: number, end: number): string {
  if (end - start > longestAtOnce) return longUtf8(bytes.subarray(start, end));
  return decoder.decode(bytes.buffer instanceof ArrayBuffer ? bytes.subarray(start, end) : bytes.slice(start, end));
}

/** The string up to a NUL. */
export const liftUpToNul = (memory: Memory, pointer: number): string =>
  liftText(memory, pointer, sizeUpToNul(memory, pointer));

/** @throws ItlRangeError where there is no NUL before the memory's end. */
export function sizeUpToNul(memory: Memory, pointer: number): number {
  const at = pointer >>> 0;
  if (at + 1 >= memory.u8.length) reach(memory, at, 1);
  let end = memory.u8.indexOf(0, at);
  if (end < 0) {
    // Shared memory may have grown behind the view.
    renew(memory);
    end = memory.u8.indexOf(0, at);
  }
  if (end < 0) throw new ItlRangeError(`the string at pointer ${at} has no NUL before the end of ${memory.label}`);
  return end - at;
}
