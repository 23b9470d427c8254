/** Typed arrays and buffers of JavaScript's own that a component fills. */
import { ItlRangeError, show } from './errors.ts';
import { type Memory, reach } from './memory.ts';
import { bytesOfView, detachedText, isDetached, kindOfView, type TypedArrayName } from './typed-arrays.ts';

/** A typed array of that kind, whatever class it is of, and of another realm too. Else the words of a refusal. */
export function targetIn(value: unknown, view: TypedArrayName): ArrayBufferView | string {
  if (ArrayBuffer.isView(value) && kindOfView(value) === view) return isDetached(value) ? detachedText : value;
  return `must be ${view[0] === 'I' ? 'an' : 'a'} ${view}, got ${show(value)}`;
}

/**
 * Copies so many elements out of memory to where a target begins, which may be larger. Nothing is written where they do not
 * all fit.
 *
 * @param unit - the bytes of an element
 * @throws ItlRangeError for bytes outside of the memory, and for a target that is too small or gone
 */
export function fillTarget(
  memory: Memory,
  pointer: number,
  length: number,
  target: ArrayBufferView,
  unit: number,
): void {
  const at = pointer >>> 0;
  const count = length >>> 0;
  const size = count * unit;
  if (at + size >= memory.u8.length) reach(memory, at, size);
  // JavaScript may have done away with it since it was checked.
  if (isDetached(target)) throw new ItlRangeError(`the target ${detachedText}`);
  const bytes = bytesOfView(target);
  if (size > bytes.length)
    throw new ItlRangeError(`the target has room for ${Math.floor(bytes.length / unit)} elements, not for ${count}`);
  bytes.set(memory.u8.subarray(at, at + size));
}
