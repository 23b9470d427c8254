/**
 * UTF-8 in linear memory. Ill-formed bytes become U+FFFD, and so do lone surrogates; a byte-order mark is data.
 * Whoever writes a string and asks for its size next, or the other way round, has it encoded once.
 */
import { ItlRangeError } from '../values/errors.ts';
import { createTextCodec, type TextCodec } from '../values/text-codec.ts';
import { type Memory, reach, renew } from './memory.ts';

/** Up to so many code units a loop here beats every call (V8 10, SpiderMonkey 22, JavaScriptCore 40). */
const shortString = 12;
/** Bytes, for the way back. */
const shortText = 8;
/** A string of more code units than these is not kept alive for who may ask for its size. */
const longestKept = 65536;

/** A memory with text in it. */
export interface TextMemory extends Memory {
  /** Made when the first string comes that needs it. */
  codec: TextCodec | undefined;
  /** The string that was written last, and its bytes. */
  written: string | undefined;
  writtenSize: number;
}

/** Has what is needed for text. */
export const withText = (memory: Memory): TextMemory =>
  Object.assign(memory, { codec: undefined, written: undefined, writtenSize: 0 });

const codecOf = (memory: TextMemory): TextCodec => (memory.codec ??= createTextCodec(memory.source));

/** Bytes of a string. */
export function sizeOfText(memory: TextMemory, string: string): number {
  if (string === memory.written) return memory.writtenSize;
  const units = string.length;
  if (units <= shortString) {
    let index = 0;
    while (index < units && string.charCodeAt(index) < 128) index++;
    if (index === units) return units;
  }
  return codecOf(memory).size(string);
}

/** Writes a string's bytes, without a terminator; none where they do not all fit. */
export function lowerText(memory: TextMemory, string: string, pointer: number): void {
  const at = pointer >>> 0;
  const units = string.length;
  // A code unit takes three bytes at most.
  if (at + 3 * units >= memory.u8.length) reach(memory, at, sizeOfText(memory, string));
  const { u8 } = memory;
  let size = 0;
  if (units <= shortString) {
    while (size < units) {
      const unit = string.charCodeAt(size);
      if (unit > 127) break;
      u8[at + size++] = unit;
    }
  }
  if (size < units) size = codecOf(memory).write(u8, string, at);
  memory.written = units > longestKept ? undefined : string;
  memory.writtenSize = size;
}

/** The string of so many bytes. */
export function liftText(memory: TextMemory, pointer: number, size: number): string {
  const at = pointer >>> 0;
  const length = size >>> 0;
  if (at + length >= memory.u8.length) reach(memory, at, length);
  return (length <= shortText ? liftShort(memory.u8, at, at + length) : undefined) ?? liftLong(memory, at, length);
}

const liftLong = (memory: TextMemory, at: number, length: number): string =>
  codecOf(memory).read(memory.u8, at, length);

/** Four at a time: few intermediate strings. Undefined where it is not all ASCII. */
function liftShort(u8: Uint8Array, start: number, end: number): string | undefined {
  let string = '';
  let at = start;
  for (; at + 4 <= end; at += 4) {
    const a = u8[at] as number;
    const b = u8[at + 1] as number;
    const c = u8[at + 2] as number;
    const d = u8[at + 3] as number;
    if ((a | b | c | d) > 127) return undefined;
    string += String.fromCharCode(a, b, c, d);
  }
  for (; at < end; at++) {
    const unit = u8[at] as number;
    if (unit > 127) return undefined;
    string += String.fromCharCode(unit);
  }
  return string;
}

/** The string up to a NUL. */
export const liftUpToNul = (memory: TextMemory, pointer: number): string =>
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

/** Bytes of a string that goes nowhere. */
export function sizeOfUtf8(string: string): number {
  let size = 0;
  for (const character of string) {
    const code = character.codePointAt(0) as number;
    size += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return size;
}
