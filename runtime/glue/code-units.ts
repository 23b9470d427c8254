/** UTF-16 and Latin-1 in linear memory. Any JavaScript string survives UTF-16, lone surrogates too. */
import { ItlRangeError, show } from '../values/errors.ts';
import { longestAtOnce, textInPieces } from '../values/long-text.ts';
import { type Memory, reach } from './memory.ts';

/** Engines limit how many arguments a call takes. */
const unitsPerCall = 8192;
const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true });

/** @param units - code units, two bytes each */
export function liftUtf16(memory: Memory, pointer: number, units: number): string {
  const at = pointer >>> 0;
  const count = units >>> 0;
  if (at + 2 * count >= memory.u8.length) reach(memory, at, 2 * count);
  if (count <= longestAtOnce) return utf16Text(memory.u8, at, count);
  return textInPieces(count, count, (start, end) => utf16Text(memory.u8, at + 2 * start, end - start));
}

function utf16Text(memory: Uint8Array, at: number, units: number): string {
  const bytes = memory.slice(at, at + 2 * units);
  const string = units < 16 ? '\ufffd' : utf16.decode(bytes);
  // What the decoder may have made of a lone surrogate.
  return string.includes('\ufffd') ? unitsText(new Uint16Array(bytes.buffer)) : string;
}

/** @param length - characters, one byte each */
export function liftLatin1(memory: Memory, pointer: number, length: number): string {
  const at = pointer >>> 0;
  const size = length >>> 0;
  if (at + size >= memory.u8.length) reach(memory, at, size);
  const bytes = memory.u8.subarray(at, at + size);
  if (size <= longestAtOnce) return unitsText(bytes);
  return textInPieces(size, size, (start, end) => unitsText(bytes.subarray(start, end)));
}

function unitsText(units: Uint8Array | Uint16Array): string {
  let string = '';
  for (let start = 0; start < units.length; start += unitsPerCall)
    string += String.fromCharCode.apply(null, units.subarray(start, start + unitsPerCall) as never);
  return string;
}

/** Two bytes a code unit. */
export function lowerUtf16(memory: Memory, string: string, pointer: number): void {
  const at = pointer >>> 0;
  if (at + 2 * string.length >= memory.u8.length) reach(memory, at, 2 * string.length);
  for (let index = 0; index < string.length; index++)
    memory.data.setUint16(at + 2 * index, string.charCodeAt(index), true);
}

/** One byte a character. @throws ItlRangeError for a character above U+00FF */
export function lowerLatin1(memory: Memory, string: string, pointer: number): void {
  const at = pointer >>> 0;
  const size = latin1Size(string);
  if (at + size >= memory.u8.length) reach(memory, at, size);
  for (let index = 0; index < size; index++) memory.u8[at + index] = string.charCodeAt(index);
}

/** @throws ItlRangeError where a character does not fit into a byte */
export function latin1Size(string: string): number {
  const [wide] = /[^\0-\xff]/u.exec(string) ?? [];
  if (wide !== undefined) throw new ItlRangeError(`${show(wide)} is not a character of Latin-1`);
  return string.length;
}
