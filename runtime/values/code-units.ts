/** Strings in linear memory as code units: UTF-16 and Latin-1. Pointers and lengths come unsigned and in bounds. */
import { ItlRangeError, show } from '../errors.ts';
import type { Memory } from './memory.ts';

/** Engines limit how many arguments a call takes. */
const unitsPerCall = 8192;

/**
 * Code units of one byte (Latin-1) or two (UTF-16). Unlike `TextDecoder` it keeps lone surrogates: any JavaScript
 * string survives the round trip.
 */
export function decodeUnits({ bytes }: Memory, pointer: number, length: number, size: 1 | 2): string {
  const copy = bytes.slice(pointer, pointer + size * length);
  const units = size === 1 ? copy : new Uint16Array(copy.buffer);
  let text = '';
  for (let start = 0; start < length; start += unitsPerCall) {
    text += String.fromCharCode(...units.subarray(start, start + unitsPerCall));
  }
  return text;
}

export function encodeUnits({ data }: Memory, text: string, pointer: number, size: 1 | 2): void {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (size === 1) data.setInt8(pointer + index, unit);
    else data.setInt16(pointer + 2 * index, unit, true);
  }
}

/** @throws ItlRangeError where a character does not fit into a byte. */
export function latin1Length(text: string): number {
  const [wide] = /[^\0-\xff]/u.exec(text) ?? [];
  if (wide !== undefined) throw new ItlRangeError(`${show(wide)} is not a character of Latin-1`);
  return text.length;
}
