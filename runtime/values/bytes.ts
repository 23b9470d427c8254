/** Buffers between JavaScript and linear memory. */
import { lengthOf } from './arrays.ts';
import { type Memory, reach } from './memory.ts';

/** A copy. */
export function liftBytes(memory: Memory, pointer: number, length: number): Uint8Array {
  const at = pointer >>> 0;
  const size = length >>> 0;
  if (at + size >= memory.u8.length) reach(memory, at, size);
  return memory.u8.slice(at, at + size);
}

export function lowerBytes(memory: Memory, bytes: Uint8Array, pointer: number): void {
  const at = pointer >>> 0;
  const size = lengthOf(bytes);
  if (at + size >= memory.u8.length) reach(memory, at, size);
  memory.u8.set(bytes, at);
}
