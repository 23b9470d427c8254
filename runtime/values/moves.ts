/** Bytes from one linear memory to another, where no JavaScript value has to be made of them. */
import { longestAtOnce } from './long-text.ts';
import { type Memory, reach } from './memory.ts';
import { sizeUpToNul } from './size-up-to-nul.ts';

/**
 * `size`, or -1 where that is no well-formed UTF-8, or more than every engine makes a string of.
 * @param lift - makes that string all the same, which may fail; absent where the size is known to be small
 */
export function measureText<M extends Memory>(
  memory: M,
  pointer: number,
  size: number,
  lift?: (memory: M, pointer: number, size: number) => string,
): number {
  const at = pointer >>> 0;
  const length = size >>> 0;
  if (lift && length > longestAtOnce) {
    lift(memory, pointer, size);
    return -1;
  }
  if (at + length >= memory.u8.length) reach(memory, at, length);
  return isWellFormed(memory, at, at + length) ? size : -1;
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
function isWellFormed(memory: Memory, start: number, end: number): boolean {
  const { u8 } = memory;
  for (let at = skipAscii(memory, start, end); at < end; ) {
    const size = (u8[at] as number) < 0x80 ? 1 : sequenceLength(u8, at, end);
    if (size === 0) return false;
    at += size;
  }
  return true;
}

/** Where what is surely ASCII ends. Sixteen bytes at a time, from an address that has a place in an Int32Array. */
function skipAscii({ u8, s32 }: Memory, start: number, end: number): number {
  const aligned = (start + 3) & ~3;
  if (start > 0x7ffffff0 || end - aligned < 16) return start;
  for (let at = start; at < aligned; at++) if ((u8[at] as number) > 127) return start;
  const last = (end >>> 2) - 4;
  let at = aligned >> 2;
  for (; at <= last; at += 4) {
    const all = (s32[at] as number) | (s32[at + 1] as number) | (s32[at + 2] as number) | (s32[at + 3] as number);
    if ((all & 0x80808080) !== 0) break;
  }
  return at * 4;
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
