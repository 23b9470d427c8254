/** Checks of the types without structure that the loader's first file leaves to this one. */
import { ItlRangeError, Mismatch, mustBe } from './errors.ts';
import type { Check } from './primitives.ts';
import { bytesOfView, detachedText, honest, isDetached } from './typed-arrays.ts';

const bigintCheck =
  (type: string, low: bigint, high: bigint): Check =>
  (value) => {
    if (typeof value !== 'bigint') return mustBe('a bigint', value);
    return value >= low && value <= high
      ? value
      : mustBe(`an integer from ${low} to ${high} (${type})`, value, ItlRangeError);
  };

/** One Unicode scalar value. */
const checkChar: Check = (value) =>
  typeof value === 'string' && /^\P{Cs}$/su.test(value) ? value : mustBe('a string of one character', value);

/** A page that is not isolated has no SharedArrayBuffer. */
const bufferClasses = [ArrayBuffer, globalThis.SharedArrayBuffer ?? ArrayBuffer];

/** By its class first, since errors take long; but an object that only inherits from a buffer is none. */
function isMemory(value: unknown): value is ArrayBufferLike {
  try {
    const Class = bufferClasses.find((candidate) => value instanceof candidate);
    return Class !== undefined && Reflect.get(Class.prototype, 'byteLength', value) >= 0;
  } catch {
    return false;
  }
}

/** Whether it is what a `buffer` is made of. */
export const isBytes = (value: unknown): boolean => ArrayBuffer.isView(value) || isMemory(value);

function checkBuffer(value: unknown): Uint8Array {
  if (ArrayBuffer.isView(value)) {
    if (isDetached(value)) throw new Mismatch(detachedText);
    return value instanceof Uint8Array ? honest(value, Uint8Array) : bytesOfView(value);
  }
  if (!isMemory(value)) return mustBe('an ArrayBuffer or a view of one', value);
  try {
    return new Uint8Array(value);
  } catch {
    throw new Mismatch(detachedText);
  }
}

export const wideChecks: ReadonlyMap<string, Check> = new Map<string, Check>([
  ['s64', bigintCheck('s64', -(1n << 63n), (1n << 63n) - 1n)],
  ['u64', bigintCheck('u64', 0n, (1n << 64n) - 1n)],
  ['char', checkChar],
  ['buffer', checkBuffer],
]);
