/** Bounds-checked reading of the WebAssembly binary format's building blocks. */

export interface Cursor {
  readonly bytes: Uint8Array;
  /** Where the next read begins. */
  offset: number;
  /** Nothing at or past it is read. */
  readonly end: number;
}

/** Thrown by everything here on bytes that break the format; the entry points of this folder turn it into a value. */
export class Malformed extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

export const cursorOver = (bytes: Uint8Array, offset = 0, end = bytes.length): Cursor => ({ bytes, offset, end });

export const atEnd = (cursor: Cursor): boolean => cursor.offset >= cursor.end;

export function readByte(cursor: Cursor): number {
  const byte = cursor.offset < cursor.end ? cursor.bytes[cursor.offset] : undefined;
  if (byte === undefined) throw new Malformed('it ends too early', cursor.offset);
  cursor.offset++;
  return byte;
}

export const peekByte = (cursor: Cursor): number | undefined =>
  cursor.offset < cursor.end ? cursor.bytes[cursor.offset] : undefined;

export function skip(cursor: Cursor, count: number): void {
  if (count > cursor.end - cursor.offset) throw new Malformed('it ends too early', cursor.end);
  cursor.offset += count;
}

/** Splits off the next `size` bytes. */
export function sliceCursor(cursor: Cursor, size: number): Cursor {
  const start = cursor.offset;
  skip(cursor, size);
  return cursorOver(cursor.bytes, start, cursor.offset);
}

/** An unsigned LEB128 of up to 32 bits. */
export function readU32(cursor: Cursor): number {
  const first = peekByte(cursor);
  // Nearly all are one byte long, and a module has as many of them as functions.
  if (first === undefined || first & 0x80) return Number(readLeb(cursor, 32, false));
  cursor.offset++;
  return first;
}

/** An unsigned LEB128 of up to 64 bits. */
export const readU64 = (cursor: Cursor): bigint => readLeb(cursor, 64, false);

/** A signed LEB128 of up to 33 bits: an index of a type, or below zero a type's code. */
export const readS33 = (cursor: Cursor): number => Number(readLeb(cursor, 33, true));

/** A signed integer: a constant's. */
export const readInteger = (cursor: Cursor, bits: 32 | 64): bigint => readLeb(cursor, bits, true);

function readLeb(cursor: Cursor, bits: number, signed: boolean): bigint {
  const start = cursor.offset;
  let value = 0n;
  for (let shift = 0; shift < bits; shift += 7) {
    const byte = readByte(cursor);
    value |= BigInt(byte & 0x7f) << BigInt(shift);
    if (byte & 0x80) continue;
    const width = shift + 7;
    const wide = signed ? BigInt.asIntN(width, value) : value;
    const fitting = signed ? BigInt.asIntN(bits, wide) : BigInt.asUintN(bits, wide);
    if (fitting !== wide) break;
    return wide;
  }
  throw new Malformed(`an integer does not fit ${bits} bits`, start);
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A name: its length in bytes, then UTF-8. */
export function readName(cursor: Cursor): string {
  const size = readU32(cursor);
  const start = cursor.offset;
  skip(cursor, size);
  try {
    return utf8.decode(cursor.bytes.subarray(start, cursor.offset));
  } catch {
    throw new Malformed('a name is not UTF-8', start);
  }
}

/** A vector: its length, then that many elements. */
export function readVector<T>(cursor: Cursor, readElement: (cursor: Cursor, index: number) => T): T[] {
  const count = readU32(cursor);
  const elements: T[] = [];
  for (let index = 0; index < count; index++) elements.push(readElement(cursor, index));
  return elements;
}

/** `value` as unsigned LEB128. */
export function unsignedLeb(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

/** Its length as unsigned LEB128, then the content. */
export const withSize = (content: Uint8Array): readonly Uint8Array[] => [
  Uint8Array.from(unsignedLeb(content.length)),
  content,
];

export function joinBytes(pieces: readonly Uint8Array[]): Uint8Array {
  const result = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    result.set(piece, at);
    at += piece.length;
  }
  return result;
}
