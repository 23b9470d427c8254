/** Bytes from one linear memory to another, where no JavaScript value has to be made of them. */
import type { CoreModule } from '../loader/modules.ts';
import type { Memory } from '../values/memory.ts';
import { cStringLength } from '../values/strings.ts';
import { viewOf } from '../values/typed-arrays.ts';
import type { Reach } from './reach.ts';

/** Below this many bytes a loop beats `set` of a new view (V8). */
const shortMove = 24;

export function moveFunctions(reach: Reach) {
  const measured = (memory: Memory, pointer: number, length: number): number =>
    isWellFormed(memory, pointer, pointer + length) ? length : -1;
  return {
    utf8_measure: (module: CoreModule, name: number, pointer: number, length: number) =>
      measured(reach(module, name, pointer >>> 0, length >>> 0), pointer >>> 0, length >>> 0),
    c_string_measure: (module: CoreModule, name: number, pointer: number) => {
      const memory = reach(module, name, pointer >>> 0, 1);
      return measured(memory, pointer >>> 0, cStringLength(memory, pointer >>> 0));
    },
    mem_measure: (module: CoreModule, name: number, pointer: number, length: number, unit: number) => {
      reach(module, name, pointer >>> 0, (length >>> 0) * unit);
      return length;
    },
    mem_copy: (
      module: CoreModule,
      name: number,
      pointer: number,
      to: CoreModule,
      toName: number,
      toPointer: number,
      size: number,
    ) => {
      const source = reach(module, name, pointer >>> 0, size).bytes;
      const target = reach(to, toName, toPointer >>> 0, size).bytes;
      const start = pointer >>> 0;
      // Onto itself, where source and target may overlap, a loop would read what it has written.
      if (size >= shortMove || source === target)
        return target.set(source.subarray(start, start + size), toPointer >>> 0);
      for (let index = 0; index < size; index++) target[(toPointer >>> 0) + index] = source[start + index] as number;
    },
  };
}

/** Whether a string of these bytes would be the same bytes again. */
function isWellFormed(memory: Memory, pointer: number, end: number): boolean {
  const { bytes } = memory;
  let at = skipAscii(memory, pointer, end);
  while (at < end) {
    const first = bytes[at] as number;
    const size = first < 0x80 ? 1 : sequenceLength(bytes, at, end);
    if (size === 0) return false;
    at += size;
  }
  return true;
}

/** Where what is surely ASCII ends. Sixteen bytes at a time, from an address that has a place in an Int32Array. */
function skipAscii(memory: Memory, pointer: number, end: number): number {
  const aligned = (pointer + 3) & ~3;
  if (pointer > 0x7ffffff0 || end - aligned < 16) return pointer;
  for (let at = pointer; at < aligned; at++) if ((memory.bytes[at] as number) > 127) return pointer;
  const words = viewOf(memory, Int32Array) as Int32Array;
  const last = (end >>> 2) - 4;
  let at = aligned >> 2;
  for (; at <= last; at += 4) {
    const all =
      (words[at] as number) | (words[at + 1] as number) | (words[at + 2] as number) | (words[at + 3] as number);
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
