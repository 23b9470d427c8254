/** Values of JavaScript as the types want them, where that takes more than a test. Each throws what says what is wrong. */
import { bytesOfView, detachedText, honest, isDetached, isHeir } from '../values/typed-arrays.ts';
import { isBytes } from '../values/wide-checks.ts';
import { type At, mustBe, outOfRange, refuse } from './expected.ts';

/** A `u1`, which may be a boolean. */
export function toBit(value: unknown, at: string, isField = false): number {
  if (value === true || value === 1) return 1;
  if (value === false || value === 0) return 0;
  return outOfRange(value, at, 'an integer from 0 to 1 (u1)', isField);
}

/** The bytes of a `buffer`: the very ones, not a copy. */
export function toBytes(value: unknown, at: string, isField = false): Uint8Array {
  if (ArrayBuffer.isView(value)) {
    if (value instanceof Uint8Array && endsWhereItSays(value)) return value;
    if (isDetached(value)) refuse(at, detachedText);
    return value instanceof Uint8Array ? honest(value, Uint8Array) : bytesOfView(value);
  }
  if (!isBytes(value)) return mustBe(value, at, 'an ArrayBuffer or a view of one', isField);
  try {
    return new Uint8Array(value as ArrayBuffer);
  } catch {
    return refuse(at, detachedText);
  }
}

/** A typed array's length is where its elements end, whatever it says. An empty one may be a view of memory that has grown. */
function endsWhereItSays(elements: ArrayLike<unknown>): boolean {
  const { length } = elements;
  return elements[length - 1] !== undefined && elements[length] === undefined;
}

/** A typed array of the very type, whose length cannot change: handed on as it is. `undefined` for anything else. */
export function sameArray<T extends ArrayBufferView>(
  value: unknown,
  View: new (...args: never[]) => T,
  at: At,
): T | undefined {
  if (!ArrayBuffer.isView(value)) return undefined;
  if (value instanceof View && endsWhereItSays(value as unknown as ArrayLike<unknown>)) return value;
  if (isDetached(value)) refuse(at(''), detachedText);
  return value instanceof View ? honest(value, View) : undefined;
}

/** The items of an array or another iterable, not a copy of an array's. */
export function itemsOf(value: unknown, at: At, isField = false): readonly unknown[] {
  try {
    if (Array.isArray(value)) return value;
  } catch {
    // A Proxy that was revoked.
    return mustBe(value, at(''), 'an array or another iterable');
  }
  if (ArrayBuffer.isView(value) && isDetached(value)) refuse(at(''), detachedText);
  if (typeof value === 'object' && value !== null && !isHeir(value) && typeof iteratorOf(value) === 'function')
    return [...(value as Iterable<unknown>)];
  if (ArrayBuffer.isView(value)) refuse(at(''), 'must be an array or another iterable, got a DataView');
  return mustBe(value, at(''), 'an array or another iterable', isField);
}

const iteratorOf = (value: object): unknown => (value as Partial<Iterable<unknown>>)[Symbol.iterator];

/** The items of a tuple. */
export function tupleItems(value: unknown, length: number, at: At, isField = false): readonly unknown[] {
  const expected = `an array of length ${length}`;
  try {
    if (!Array.isArray(value)) mustBe(value, at(''), expected, isField);
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ITL_TYPE') throw error;
    mustBe(value, at(''), expected);
  }
  const items = value as readonly unknown[];
  if (items.length !== length) refuse(at(''), `must be ${expected}, got one of length ${items.length}`);
  return items;
}

/** A field that every object has by birth, `constructor` above all, counts only as its own. */
export const ownField = (object: object, name: string): unknown =>
  Object.hasOwn(object, name) ? (object as Readonly<Record<string, unknown>>)[name] : undefined;

/** @throws ItlTypeError for a key that is none of the flags */
export function onlyFlags(value: object, flags: readonly string[], at: string): void {
  const unknown = Object.keys(value).find((key) => !flags.includes(key));
  if (unknown !== undefined)
    refuse(at, `has no flag '${unknown}', only ${flags.map((flag) => `'${flag}'`).join(', ')}`);
}

/** A Proxy that was revoked is none: it throws at whatever is asked of it. */
export function isObject(value: unknown): value is object {
  try {
    return typeof value === 'object' && (Array.isArray(value) || value !== null);
  } catch {
    return false;
  }
}

/** Also of a Proxy that was revoked, which is none. */
export function isArray(value: unknown): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}
