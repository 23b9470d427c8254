/** UTF-16 and Latin-1 in linear memory. Any JavaScript string survives UTF-16, lone surrogates too. */
import { ItlRangeError, show } from './errors.ts';
import { longestAtOnce, textInPieces } from './long-text.ts';
import { type Memory, reach } from './memory.ts';

/** Code units up to which a loop beats every call. */
const fewUnits = 12;
/** Engines limit how many arguments a call takes. */
const unitsPerCall = 8192;
/** Some engines take long to make it. */
let utf16: TextDecoder | undefined;

/** What Node's Buffer has for strings of code units; nobody else needs to have it. */
interface UnitBuffer extends Uint8Array {
  readonly ucs2Write: (string: string, at: number) => number;
  readonly ucs2Slice: (start: number, end: number) => string;
  readonly latin1Write: (string: string, at: number) => number;
  readonly latin1Slice: (start: number, end: number) => string;
}

interface UnitBufferClass {
  readonly from: (memory: ArrayBufferLike, offset: number) => UnitBuffer;
  readonly prototype: Partial<UnitBuffer>;
}

const unitBuffer = (globalThis as unknown as { readonly Buffer?: UnitBufferClass }).Buffer;
const hasUnits = typeof unitBuffer?.prototype?.ucs2Slice === 'function';
/** Some versions of Node end the process where 4 GiB are left to write to, or write nothing. */
const isWritten = ({ u8 }: Memory): boolean => hasUnits && u8.length <= 0xffff_ffff;
/** Over the memory that was asked for last: most modules have one. */
let unitsOfMemory: UnitBuffer | undefined;

function unitsOf({ u8 }: Memory): UnitBuffer {
  if (unitsOfMemory?.buffer !== u8.buffer || unitsOfMemory.length !== u8.length)
    unitsOfMemory = (unitBuffer as UnitBufferClass).from(u8.buffer, u8.byteOffset);
  return unitsOfMemory;
}

/** @param units - code units, two bytes each */
export function liftUtf16(memory: Memory, pointer: number, units: number): string {
  const at = pointer >>> 0;
  const count = units >>> 0;
  if (at + 2 * count >= memory.u8.length) reach(memory, at, 2 * count);
  if (count <= fewUnits) return fewUtf16(memory.u8, at, count);
  if (count <= longestAtOnce) return utf16Text(memory, at, count);
  return textInPieces(count, count, (start, end) => utf16Text(memory, at + 2 * start, end - start));
}

function fewUtf16(bytes: Uint8Array, at: number, count: number): string {
  let string = '';
  for (let end = at + 2 * count, low = at; low < end; low += 2)
    string += String.fromCharCode((bytes[low] as number) | ((bytes[low + 1] as number) << 8));
  return string;
}

function utf16Text(memory: Memory, at: number, units: number): string {
  if (hasUnits) return unitsOf(memory).ucs2Slice(at, at + 2 * units);
  const bytes = memory.u8.slice(at, at + 2 * units);
  utf16 ??= new TextDecoder('utf-16le', { ignoreBOM: true });
  const string = utf16.decode(bytes);
  // What the decoder may have made of a lone surrogate.
  return string.includes('\ufffd') ? unitsText(new Uint16Array(bytes.buffer)) : string;
}

/** @param length - characters, one byte each */
export function liftLatin1(memory: Memory, pointer: number, length: number): string {
  const at = pointer >>> 0;
  const size = length >>> 0;
  if (at + size >= memory.u8.length) reach(memory, at, size);
  if (size <= longestAtOnce) return latin1Text(memory, at, size);
  return textInPieces(size, size, (start, end) => latin1Text(memory, at + start, end - start));
}

const latin1Text = (memory: Memory, at: number, size: number): string =>
  hasUnits && size > fewUnits
    ? unitsOf(memory).latin1Slice(at, at + size)
    : unitsText(memory.u8.subarray(at, at + size));

function unitsText(units: Uint8Array | Uint16Array): string {
  let string = '';
  for (let start = 0; start < units.length; start += unitsPerCall)
    string += String.fromCharCode.apply(null, units.subarray(start, start + unitsPerCall) as never);
  return string;
}

/** Two bytes a code unit. */
export function lowerUtf16(memory: Memory, string: string, pointer: number): void {
  const at = pointer >>> 0;
  const units = string.length;
  if (at + 2 * units >= memory.u8.length) reach(memory, at, 2 * units);
  if (units > fewUnits && isWritten(memory)) {
    unitsOf(memory).ucs2Write(string, at);
    return;
  }
  const { u8 } = memory;
  for (let index = 0, low = at; index < units; index++, low += 2) {
    const unit = string.charCodeAt(index);
    u8[low] = unit;
    u8[low + 1] = unit >> 8;
  }
}

/** One byte a character. @throws ItlRangeError for a character above U+00FF */
export function lowerLatin1(memory: Memory, string: string, pointer: number): void {
  const at = pointer >>> 0;
  const size = latin1Size(string);
  if (at + size >= memory.u8.length) reach(memory, at, size);
  if (size > fewUnits && isWritten(memory)) {
    unitsOf(memory).latin1Write(string, at);
    return;
  }
  for (let index = 0; index < size; index++) memory.u8[at + index] = string.charCodeAt(index);
}

const wideUnit = /[^\0-\xff]/;

/** Whether each character fits into a byte. */
export const isLatin1 = (string: string): boolean => !wideUnit.test(string);

/** @throws ItlRangeError where a character does not fit into a byte */
export function latin1Size(string: string): number {
  if (isLatin1(string)) return string.length;
  const [wide] = /[^\0-\xff]/u.exec(string) ?? [];
  throw new ItlRangeError(`${show(wide)} is not a character of Latin-1`);
}
