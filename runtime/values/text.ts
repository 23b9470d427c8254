/**
 * UTF-8 in linear memory. Ill-formed bytes become U+FFFD, and so do lone surrogates; a byte-order mark is data.
 */

import { longestAtOnce, longUtf8 } from './long-text.ts';
import { type Memory, reach } from './memory.ts';
import { sizeUpToNul } from './size-up-to-nul.ts';
import {
  createTextCodec,
  createTextReader,
  createTextWriter,
  type TextCodec,
  type TextReader,
  type TextWriter,
} from './text-codec.ts';
import { tooLongFor } from './too-long.ts';

/** Code units up to which a loop beats every call (V8 10, SpiderMonkey 22, JavaScriptCore 40). */
const shortString = 12;
/** Bytes up to which a loop beats every call. */
export const shortText = 8;

interface Coding<T> {
  readonly createCodec: (memory: WebAssembly.Memory) => T;
  /** Made when the first string comes that needs it. */
  codec: T | undefined;
}

/** A memory with text in it. */
type MemoryFor<T> = Memory & Coding<T>;

/** What measures strings: a memory that they go to, or something without one whose codec is there. */
export type Writing = Pick<WriteMemory, 'codec' | 'createCodec'> & { readonly source?: WebAssembly.Memory };

export type TextMemory = MemoryFor<TextCodec>;
export type ReadMemory = MemoryFor<TextReader>;
export type WriteMemory = MemoryFor<TextWriter>;

/** Gives a memory what is needed to read and write text. */
export const withText = (memory: Memory): TextMemory =>
  Object.assign(memory, { createCodec: createTextCodec, codec: undefined });

/** Gives a memory what is needed to read text. */
export const withReadText = (memory: Memory): ReadMemory =>
  Object.assign(memory, { createCodec: createTextReader, codec: undefined });

/** Gives a memory what is needed to write text. */
export const withWrittenText = (memory: Memory): WriteMemory =>
  Object.assign(memory, { createCodec: createTextWriter, codec: undefined });

const codecOf = <T>(memory: Coding<T> & { readonly source?: WebAssembly.Memory }): T =>
  (memory.codec ??= memory.createCodec(memory.source as WebAssembly.Memory));

/** Bytes of a string. */
export function sizeOfText(memory: Writing, string: string): number {
  const units = string.length;
  if (units <= shortString) {
    let index = 0;
    while (index < units && string.charCodeAt(index) < 128) index++;
    if (index === units) return units;
  }
  return codecOf(memory).size(string);
}

/** Writes a string's bytes, without a terminator; none where they do not all fit. Gives their number. */
export const lowerText = (memory: WriteMemory, string: string, pointer: number): number => {
  const at = pointer >>> 0;
  const units = string.length;
  // A code unit takes three bytes at most.
  if (at + 3 * units >= memory.u8.length) reach(memory, at, sizeOfText(memory, string));
  const { u8 } = memory;
  if (units > shortString) return codecOf(memory).write(u8, string, at);
  for (let index = 0; index < units; index++) {
    const unit = string.charCodeAt(index);
    if (unit > 127) return codecOf(memory).write(u8, string, at);
    u8[at + index] = unit;
  }
  return units;
};

/**
 * Writes a string's bytes where there is room for so many.
 *
 * @throws ItlRangeError, and writes nothing, where there are more
 */
export function lowerTextInto(memory: WriteMemory, string: string, pointer: number, room: number): number {
  const most = room >>> 0;
  if (3 * string.length > most) {
    const size = sizeOfText(memory, string);
    if (size > most) tooLongFor(most, size);
  }
  return lowerText(memory, string, pointer);
}

/** The string of so many bytes. */
export const liftText = (memory: ReadMemory, pointer: number, size: number): string => {
  const at = pointer >>> 0;
  const length = size >>> 0;
  if (at + length >= memory.u8.length) reach(memory, at, length);
  return (length <= shortText ? liftShort(memory.u8, at, at + length) : undefined) ?? liftLong(memory, at, length);
};

const liftLong = (memory: ReadMemory, at: number, length: number): string =>
  length > longestAtOnce ? longUtf8(memory.u8.subarray(at, at + length)) : liftAtOnce(memory, at, length);

/** Reads a text that is no longer than every engine takes at once. */
export const liftAtOnce = (memory: ReadMemory, at: number, length: number): string =>
  codecOf(memory).read(memory.u8, at, length);

/** Reads up to eight ASCII bytes: all at once, or four and then one at a time. Undefined where one is not ASCII. */
export function liftShort(u8: Uint8Array, start: number, end: number): string | undefined {
  let at = start;
  let string = '';
  if (at + 8 <= end) {
    const a = u8[at] as number;
    const b = u8[at + 1] as number;
    const c = u8[at + 2] as number;
    const d = u8[at + 3] as number;
    const e = u8[at + 4] as number;
    const f = u8[at + 5] as number;
    const g = u8[at + 6] as number;
    const h = u8[at + 7] as number;
    return (a | b | c | d | e | f | g | h) > 127 ? undefined : String.fromCharCode(a, b, c, d, e, f, g, h);
  }
  if (at + 4 <= end) {
    const a = u8[at] as number;
    const b = u8[at + 1] as number;
    const c = u8[at + 2] as number;
    const d = u8[at + 3] as number;
    if ((a | b | c | d) > 127) return undefined;
    string = String.fromCharCode(a, b, c, d);
    at += 4;
  }
  for (; at < end; at++) {
    const unit = u8[at] as number;
    if (unit > 127) return undefined;
    string += String.fromCharCode(unit);
  }
  return string;
}

/** The string up to a NUL. */
export const liftUpToNul = (memory: ReadMemory, pointer: number): string =>
  liftText(memory, pointer, sizeUpToNul(memory, pointer));

/** Bytes of a string that goes nowhere. */
export function sizeOfUtf8(string: string): number {
  let size = 0;
  for (const character of string) {
    const code = character.codePointAt(0) as number;
    size += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return size;
}
