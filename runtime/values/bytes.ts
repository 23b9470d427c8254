/** Buffers between JavaScript and linear memory. */
import { lengthOf } from './arrays.ts';
import { show } from './errors.ts';
import { type Memory, reach } from './memory.ts';
import { bytesOfView, detachedText, honest, isDetached } from './typed-arrays.ts';

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

/**
 * Also one of another realm. By its tag first, since errors take long; but an object that only says so, or inherits from a
 * buffer, is none.
 */
function isMemory(value: unknown): value is ArrayBufferLike {
  try {
    const tag = Object.prototype.toString.call(value);
    const Class =
      tag === '[object ArrayBuffer]' ? ArrayBuffer : tag === '[object SharedArrayBuffer]' && SharedArrayBuffer;
    return Class && Reflect.get(Class.prototype, 'byteLength', value) >= 0;
  } catch {
    return false;
  }
}

/** Whether it is what a `buffer` is made of. */
export const isBytes = (value: unknown): boolean => ArrayBuffer.isView(value) || isMemory(value);

/** The very bytes of a buffer, not a copy. Where a value is none, the words of a refusal. */
export function bytesIn(value: unknown): Uint8Array | string {
  try {
    if (isMemory(value)) return new Uint8Array(value);
  } catch {
    return detachedText;
  }
  if (!ArrayBuffer.isView(value)) return `must be an ArrayBuffer or a view of one, got ${show(value)}`;
  if (isDetached(value)) return detachedText;
  return value instanceof Uint8Array ? honest(value, Uint8Array) : bytesOfView(value);
}
