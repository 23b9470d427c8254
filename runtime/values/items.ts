/** Arrays and objects that JavaScript hands in. Where a value is none, the words of a refusal come instead. */
import { show } from './errors.ts';
import { detachedText, honest, isDetached, isHeir, isUsual } from './typed-arrays.ts';

/** Whether it is an array; a Proxy that was revoked throws at the question, and is none. */
export function isArray(value: unknown): value is readonly unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

/** Whether it is an object; a Proxy that was revoked throws at the question, and is none. */
export function isObject(value: unknown): value is object {
  try {
    return typeof value === 'object' && (Array.isArray(value) || value !== null);
  } catch {
    return false;
  }
}

/** A typed array of the very type, whose length cannot change: handed on as it is. `undefined` for anything else. */
export function typedIn<T extends ArrayBufferView>(
  value: unknown,
  View: (new (...args: never[]) => T) | undefined,
): T | string | undefined {
  if (View && isUsual(value, View)) return value;
  if (!ArrayBuffer.isView(value)) return undefined;
  if (isDetached(value)) return detachedText;
  return View && value instanceof View ? honest(value, View) : undefined;
}

/** An array as it is, or what iterates over the items of another iterable. */
export function itemsIn(value: unknown): Iterable<unknown> | string {
  if (isArray(value)) return value;
  const isView = ArrayBuffer.isView(value);
  if (isView && isDetached(value)) return detachedText;
  const isIterable =
    isObject(value) && !isHeir(value) && typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function';
  if (isIterable) return value as Iterable<unknown>;
  return `must be an array or another iterable, got ${isView ? 'a DataView' : show(value)}`;
}

/** The items of a tuple. */
export function tupleIn(value: unknown, length: number): readonly unknown[] | string {
  const must = `must be an array of length ${length}, got `;
  if (!isArray(value)) return must + show(value);
  return value.length === length ? value : `${must}one of length ${value.length}`;
}

/** What is none of the flags in an object of them. */
export function unknownFlag(value: object, flags: readonly string[]): string | undefined {
  const unknown = Object.keys(value).find((key) => !flags.includes(key));
  return unknown && `has no flag '${unknown}', only ${flags.map((flag) => `'${flag}'`).join(', ')}`;
}
