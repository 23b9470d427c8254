/** Strings in linear memory: UTF-8, UTF-16 and Latin-1. Pointers and lengths come unsigned and in bounds. */
import { ItlRangeError, needed, show } from './errors.ts';
import { type CoreModule, type Memory, type Reach, renew } from './memory.ts';

/** A byte-order mark is data: it stays. Ill-formed bytes become U+FFFD. */
export const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Below this many code units a loop beats `encodeInto` (V8: 16 to 24). */
const shortString = 20;
/** Below this many bytes a loop beats `TextDecoder` (V8). */
const shortText = 24;
const scratchSize = 1 << 16;
const { fromCharCode } = String;

export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : needed('a string', value));

export interface Utf8Writer {
  readonly length: (text: string) => number;
  /** Writes `length(text)` bytes, or none where they do not all fit. */
  readonly write: (module: CoreModule, name: number, text: string, pointer: number) => void;
}

/**
 * Asking for a string's length encodes it into a scratch area; writing the same string then only copies it. The
 * scratch area is made when a string needs it.
 */
export function createUtf8Writer(reach: Reach): Utf8Writer {
  let scratch = new Uint8Array(0);
  /** The string that was measured last, as long as it has not been written. */
  let measured: string | undefined;
  let measuredLength = 0;

  /** Encodes piece by piece, into `target` where it is given. */
  function encode(text: string, target?: Uint8Array, pointer = 0): number {
    if (scratch.length === 0) scratch = new Uint8Array(scratchSize);
    let total = 0;
    let rest = text;
    do {
      const { read, written } = encoder.encodeInto(rest, scratch);
      target?.set(scratch.subarray(0, written), pointer + total);
      total += written;
      rest = rest.slice(read);
    } while (rest !== '');
    return total;
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
      measuredLength = encode(text);
    }
    return measuredLength;
  }

  function write(module: CoreModule, name: number, text: string, pointer: number): void {
    const size = length(text);
    const { bytes } = reach(module, name, pointer, size);
    if (size < shortString && size === text.length) {
      for (let index = 0; index < size; index++) bytes[pointer + index] = text.charCodeAt(index);
      return;
    }
    measured = undefined;
    // What fits into the scratch area is still there.
    if (size <= scratchSize) bytes.set(scratch.subarray(0, size), pointer);
    else encode(text, bytes, pointer);
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
  // Eight, four, one at a time: few intermediate strings.
  for (; at + 8 <= end; at += 8) {
    const low = data.getInt32(at, true);
    const high = data.getInt32(at + 4, true);
    if ((low | high) & anyHighBit) return decodeLong(memory, pointer, end);
    text += fromCharCode(
      low & 127,
      (low >> 8) & 127,
      (low >> 16) & 127,
      low >> 24,
      high & 127,
      (high >> 8) & 127,
      (high >> 16) & 127,
      high >> 24,
    );
  }
  if (at + 4 <= end) {
    const low = data.getInt32(at, true);
    if (low & anyHighBit) return decodeLong(memory, pointer, end);
    text += fromCharCode(low & 127, (low >> 8) & 127, (low >> 16) & 127, low >> 24);
    at += 4;
  }
  for (; at < end; at++) {
    const unit = data.getInt8(at);
    if (unit < 0) return decodeLong(memory, pointer, end);
    text += fromCharCode(unit);
  }
  return text;
}

function decodeLong({ bytes, shared }: Memory, pointer: number, end: number): string {
  // Browsers do not decode shared memory.
  return decoder.decode(shared ? bytes.slice(pointer, end) : bytes.subarray(pointer, end));
}

/** The length of the NUL-terminated string at a pointer inside the memory. */
export function cStringLength(memory: Memory, pointer: number): number {
  let end = memory.bytes.indexOf(0, pointer);
  if (end < 0) {
    // Shared memory may have grown behind the view.
    renew(memory);
    end = memory.bytes.indexOf(0, pointer);
  }
  if (end < 0) {
    throw new ItlRangeError(`the string at pointer ${pointer} has no NUL before the end of ${memory.label}`);
  }
  return end - pointer;
}

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
    text += fromCharCode(...units.subarray(start, start + unitsPerCall));
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
