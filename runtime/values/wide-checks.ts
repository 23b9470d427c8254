/** Checks of 64-bit integers, characters and bytes. */

import type { BigintRule, BytesRule, CharRule } from '../type-rules.ts';
import { ItlRangeError, Mismatch, mustBe } from './errors.ts';
import type { Check } from './primitives.ts';
import { bytesOfView, detachedText, honest, isDetached } from './typed-arrays.ts';

export const bigintCheck =
  ({ low, high, expected, inRange }: BigintRule): Check =>
  (value) => {
    if (typeof value !== 'bigint') return mustBe(expected, value);
    return value >= low && value <= high ? value : mustBe(inRange, value, ItlRangeError);
  };

export const charCheck =
  ({ expected }: CharRule): Check =>
  (value) =>
    typeof value === 'string' && /^\P{Cs}$/su.test(value) ? value : mustBe(expected, value);

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

function bytesOf(value: unknown, { expected }: BytesRule): Uint8Array {
  if (ArrayBuffer.isView(value)) {
    if (isDetached(value)) throw new Mismatch(detachedText);
    return value instanceof Uint8Array ? honest(value, Uint8Array) : bytesOfView(value);
  }
  if (!isMemory(value)) return mustBe(expected, value);
  try {
    return new Uint8Array(value);
  } catch {
    throw new Mismatch(detachedText);
  }
}

export const bytesCheck =
  (rule: BytesRule): Check =>
  (value) =>
    bytesOf(value, rule);
