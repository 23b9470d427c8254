/**
 * Operations on any value. They reach what is handed to them and its members, not the `constructor` that every object
 * inherits: a component must not get at `Function`.
 */

import { isBytes } from './bytes.ts';
import { disposeSymbol } from './dispose-symbol.ts';
import { ItlRangeError, ItlTypeError, show } from './errors.ts';
import { memberOf } from './members.ts';

/** Text once and for all: an object may say something else each time. */
const nameOf = (key: unknown): string => (typeof key === 'symbol' ? (key as unknown as string) : String(key));

function memberNamed(object: unknown, name: string): unknown {
  if (object === undefined || object === null) throw new ItlTypeError(`${show(object)} has no '${String(name)}'`);
  return memberOf(object, name);
}

function callable(value: unknown, what: string): (...args: unknown[]) => unknown {
  if (typeof value !== 'function') throw new ItlTypeError(`${what} is no function, but ${show(value)}`);
  return value as (...args: unknown[]) => unknown;
}

export const getProperty = (object: unknown, key: unknown): unknown => memberNamed(object, nameOf(key));

export function setProperty(object: unknown, key: unknown, value: unknown): void {
  const name = nameOf(key);
  if (name === '__proto__' || Object(object) !== object) cannotSet(object, name);
  try {
    // Half the time of Reflect.set, which says what this throws.
    (object as Record<string, unknown>)[name] = value;
  } catch (error) {
    if (error instanceof TypeError && isFixed(object as object, name)) cannotSet(object, name);
    throw error;
  }
}

function cannotSet(object: unknown, name: string): never {
  throw new ItlTypeError(`'${String(name)}' of ${show(object)} cannot be set`);
}

/** Whether the object takes no value under that name, so that what was thrown is no setter's. */
function isFixed(object: object, name: string): boolean {
  for (let holder: object | null = object; holder !== null; holder = Object.getPrototypeOf(holder)) {
    const property = Object.getOwnPropertyDescriptor(holder, name);
    if (property) return property.set === undefined && property.writable !== true;
  }
  return !Object.isExtensible(object);
}

/** Whether `getProperty` would find something. */
export function hasProperty(object: unknown, key: unknown): boolean {
  const name = nameOf(key);
  return Object(object) === object && name in (object as object) && memberNamed(object, name) !== undefined;
}

export function deleteProperty(object: unknown, key: unknown): void {
  const name = nameOf(key);
  if (Object(object) !== object || !Reflect.deleteProperty(object as object, name))
    throw new ItlTypeError(`'${String(name)}' of ${show(object)} cannot be deleted`);
}

export const isInstanceOf = (value: unknown, of: unknown): boolean =>
  value instanceof (callable(of, 'the class') as unknown as new () => object);

export function callMethod(object: unknown, key: unknown, args: ArrayLike<unknown>): unknown {
  const name = nameOf(key);
  const method = memberNamed(object, name);
  if (typeof method !== 'function') callable(method, `'${String(name)}' of ${show(object)}`);
  return Reflect.apply(method as () => unknown, object, args);
}

export const callAny = (callee: unknown, args: ArrayLike<unknown>): unknown =>
  Reflect.apply(callable(callee, 'the value'), undefined, args);

export const construct = (callee: unknown, args: ArrayLike<unknown>): unknown =>
  Reflect.construct(callable(callee, 'the value'), args);

/** In the order of the numbers, but for `null`, which `typeof` takes for an object. */
export const kinds: readonly string[] = [
  'undefined',
  'null',
  'boolean',
  'number',
  'bigint',
  'string',
  'symbol',
  'function',
  'object',
];

export function kindOf(value: unknown): number {
  if (value === null) return 1;
  return typeof value === 'object' && isBytes(value) ? kinds.length : kinds.indexOf(typeof value);
}

/** Calls the `[Symbol.dispose]` of a value that has one. */
export function disposeValue(value: unknown): void {
  const dispose = (value as Readonly<Record<symbol, unknown>> | null | undefined)?.[disposeSymbol];
  if (typeof dispose === 'function') dispose.call(value);
}

export function throwError(message: string): never {
  throw new Error(message);
}

export function throwRange(message: string): never {
  throw new ItlRangeError(message);
}

export function rethrow(value: unknown): never {
  throw value;
}
