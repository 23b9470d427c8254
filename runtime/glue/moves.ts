/** Bytes from one linear memory to another, where no JavaScript value has to be made of them. */
import { type Memory, reach } from './memory.ts';
import { sizeUpToNul } from './text.ts';

/** `size`, or -1 where that is no well-formed UTF-8. */
export function measureText(memory: Memory, pointer: number, size: number): number {
  const at = pointer >>> 0;
  const length = size >>> 0;
  if (at + length >= memory.u8.length) reach(memory, at, length);
  return isWellFormed(memory.u8, at, at + length) ? size : -1;
}

/** Bytes up to the NUL, or -1 likewise. */
export function measureUpToNul(memory: Memory, pointer: number): number {
  const size = sizeUpToNul(memory, pointer);
  return measureText(memory, pointer, size);
}

/** `length`, so many units of that many bytes. */
export function measureUnits(memory: Memory, pointer: number, length: number, unit: number): number {
  const at = pointer >>> 0;
  const size = (length >>> 0) * unit;
  if (at + size >= memory.u8.length) reach(memory, at, size);
  return length;
}

export function moveBytes(from: Memory, pointer: number, to: Memory, target: number, size: number): void {
  const at = pointer >>> 0;
  const start = target >>> 0;
  if (at + size >= from.u8.length) reach(from, at, size);
  if (start + size >= to.u8.length) reach(to, start, size);
  // Onto itself, where source and target may overlap, a loop would read what it has written.
  if (size >= 24 || from === to) to.u8.set(from.u8.subarray(at, at + size), start);
  else for (let index = 0; index < size; index++) to.u8[start + index] = from.u8[at + index] as number;
}

/** Whether a string of these bytes would be the same bytes again. */
function isWellFormed(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; ) {
    const size = (bytes[at] as number) < 0x80 ? 1 : sequenceLength(bytes, at, end);
    if (size === 0) return false;
    at += size;
  }
  return true;
}

const isTail = (byte: number | undefined): boolean => ((byte as number) & 0xc0) === 0x80;

/**
 * The length of the sequence that begins with a byte above 127: 0 for none that is well-formed. The second byte tells
 * overlong forms, surrogates and what is above U+10FFFF from the others.
 */
function sequenceLength(bytes: Uint8Array, at: number, end: number): number {
  const first = bytes[at] as number;
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  if (first < 0xc2 || first > 0xf4 || end - at < length) return 0;
  const second = bytes[at + 1] as number;
  if (!isTail(second)) return 0;
  if (length === 2) return 2;
  if (first === 0xe0 ? second < 0xa0 : first === 0xed && second > 0x9f) return 0;
  if (first === 0xf0 ? second < 0x90 : first === 0xf4 && second > 0x8f) return 0;
  return isTail(bytes[at + 2]) && (length === 3 || isTail(bytes[at + 3])) ? length : 0;
}
