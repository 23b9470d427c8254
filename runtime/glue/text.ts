/**
 * UTF-8 in linear memory. Short strings of ASCII go through loops, all others through whatever is fastest in the host.
 * Ill-formed bytes become U+FFFD, and so do lone surrogates; a byte-order mark is data.
 */
import { ItlRangeError } from '../values/errors.ts';
import { longestAtOnce, longUtf8 } from '../values/long-text.ts';
import { createTextCodec, type TextCodec } from '../values/text-codec.ts';
import { type Memory, reach, renew } from './memory.ts';

/** Below this many code units a loop beats what the host has (V8: 16 to 24). */
const shortString = 20;
const shortText = 20;

/** A memory with text in it. */
export interface TextMemory extends Memory {
  text: TextCodec;
}

/** Has what is needed for text. */
export function withText(memory: Memory): TextMemory {
  return Object.assign(memory, { text: createTextCodec(memory.source) });
}

/** Bytes of a string. Writing the same string next takes less time. */
export function sizeOfText({ text }: TextMemory, string: string): number {
  const units = string.length;
  if (units >= shortString) return text.size(string);
  for (let index = 0; index < units; index++) if (string.charCodeAt(index) > 127) return text.size(string);
  return units;
}

/** Writes a string's bytes, without a terminator; none where they do not all fit. */
export function lowerText(memory: TextMemory, string: string, pointer: number): void {
  const at = pointer >>> 0;
  const size = sizeOfText(memory, string);
  if (at + size >= memory.u8.length) reach(memory, at, size);
  const { u8 } = memory;
  if (size >= shortString || size !== string.length) memory.text.write(u8, string, at);
  else for (let index = 0; index < size; index++) u8[at + index] = string.charCodeAt(index);
}

/** The string of so many bytes. */
export function liftText(memory: TextMemory, pointer: number, size: number): string {
  const at = pointer >>> 0;
  const length = size >>> 0;
  if (at + length >= memory.u8.length) reach(memory, at, length);
  const { u8 } = memory;
  if (length > longestAtOnce) return longUtf8(u8.subarray(at, at + length));
  if (length > shortText) return memory.text.read(u8, at, length);
  const end = at + length;
  let string = '';
  let next = at;
  // Eight at a time, then four: few intermediate strings.
  for (; next + 8 <= end; next += 8) {
    const a = u8[next] as number;
    const b = u8[next + 1] as number;
    const c = u8[next + 2] as number;
    const d = u8[next + 3] as number;
    const e = u8[next + 4] as number;
    const f = u8[next + 5] as number;
    const g = u8[next + 6] as number;
    const h = u8[next + 7] as number;
    if ((a | b | c | d | e | f | g | h) > 127) return memory.text.read(u8, at, length);
    string += String.fromCharCode(a, b, c, d, e, f, g, h);
  }
  if (next + 4 <= end) {
    const a = u8[next] as number;
    const b = u8[next + 1] as number;
    const c = u8[next + 2] as number;
    const d = u8[next + 3] as number;
    if ((a | b | c | d) > 127) return memory.text.read(u8, at, length);
    string += String.fromCharCode(a, b, c, d);
    next += 4;
  }
  for (; next < end; next++) {
    const unit = u8[next] as number;
    if (unit > 127) return memory.text.read(u8, at, length);
    string += String.fromCharCode(unit);
  }
  return string;
}

/** The string up to a NUL. */
export const liftUpToNul = (memory: TextMemory, pointer: number): string =>
  liftText(memory, pointer, sizeUpToNul(memory, pointer));

/** @throws ItlRangeError where there is no NUL before the memory's end */
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

/** Bytes of a string that goes nowhere. */
export function sizeOfUtf8(string: string): number {
  let size = 0;
  for (const character of string) {
    const code = character.codePointAt(0) as number;
    size += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return size;
}
