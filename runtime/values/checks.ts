/**
 * Checks of values with structure that come in from JavaScript. A check returns what goes in, or throws a Mismatch.
 * Objects and arrays go in as copies, each property read once: getters, and code that changes its objects
 * while a call is under way, cannot slip past a check.
 */
import type { TypeJson } from '../abi.ts';
import { expectedWords, ruleOf, typeRules, unknownFlagWords } from '../type-rules.ts';
import { Mismatch, mustBe } from './errors.ts';
import { isInherited } from './members.ts';
import { type Check, typeofCheck } from './primitives.ts';
import { detachedText, honest, isDetached, isHeir, type TypedArray, viewClass } from './typed-arrays.ts';

type ObjectValue = Readonly<Record<string, unknown>>;

/** Not a Proxy that was revoked: whatever one asks of it throws. */
function isArray(value: unknown): value is unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}

function isObject(value: unknown): value is ObjectValue {
  if (typeof value !== 'object' || value === null) return false;
  try {
    Array.isArray(value);
    return true;
  } catch {
    return false;
  }
}

const nothing: ObjectValue = {};

export const checkFunction: Check = (value) =>
  typeof value === 'function' ? value : mustBe(expectedWords.func, value);

/** What a container rethrows after the check of one of its parts, perhaps a missing one, threw `error`. */
function within(step: string, error: unknown, isMissing = false): unknown {
  if (error instanceof Mismatch) {
    if (isMissing) error.text = 'is missing';
    error.path = step + error.path;
  }
  return error;
}

function refuse(text: string): never {
  throw new Mismatch(text);
}

/** A copy: whatever JavaScript does to its own array afterwards, lengths and elements stay as they were checked. */
function copyOfItems(value: unknown): unknown[] {
  if (isArray(value)) return value.slice();
  const isIterable =
    isObject(value) &&
    !isHeir(value) &&
    typeof (value as unknown as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function';
  if (isIterable) return [...(value as unknown as Iterable<unknown>)];
  const expected = expectedWords.array;
  // To whom a DataView is a typed array, it would be one.
  return ArrayBuffer.isView(value) ? refuse(`must be ${expected}, got a DataView`) : mustBe(expected, value);
}

/** Checks the items where they are, in an array of our own. */
function checkItems(items: unknown[], checkAt: (index: number) => Check): unknown[] {
  let index = 0;
  try {
    for (; index < items.length; index++) items[index] = checkAt(index)(items[index]);
  } catch (error) {
    throw within(`[${index}]`, error);
  }
  return items;
}

/** The usual case in one pass, without a call an element; false where an element is not of the type. */
function copyNumbers(
  items: readonly unknown[],
  range: { readonly low: number; readonly high: number } | undefined,
  to: TypedArray,
): boolean {
  for (let index = 0; index < to.length; index++) {
    const item = items[index];
    if (typeof item !== 'number') return false;
    if (range && !(item >= range.low && item <= range.high && Math.floor(item) === item)) return false;
    to[index] = item;
  }
  return true;
}

/** Typed arrays of the very type are handed on: their length cannot change, and any bits are elements. */
export function arrayCheck(type: TypeJson, element: Check): Check {
  const View = viewClass(type);
  const rule = ruleOf(type);
  const range = rule?.kind === 'integer' ? rule : undefined;
  const isNumeric = rule?.kind === 'integer' || rule?.kind === 'typeof';
  const checkAt = (): Check => element;
  return (value) => {
    if (ArrayBuffer.isView(value)) {
      if (isDetached(value)) refuse(detachedText);
      if (View && value instanceof View) return honest(value, View);
    }
    if (View === undefined) return checkItems(copyOfItems(value), checkAt);
    if (isNumeric && isArray(value)) {
      const numbers = new View(value.length);
      if (copyNumbers(value, range, numbers)) return numbers;
    }
    return new View(checkItems(copyOfItems(value), checkAt) as never);
  };
}

export function tupleCheck(checks: readonly Check[]): Check {
  const checkAt = (index: number): Check => checks[index] as Check;
  const expected = expectedWords.tuple(checks.length);
  return (value) => {
    if (!isArray(value)) return mustBe(expected, value);
    if (value.length !== checks.length) refuse(`must be ${expected}, got one of length ${value.length}`);
    return checkItems(value.slice(), checkAt);
  };
}

/** A copy of the fields, each read once. Assignment would treat `__proto__` in a way of its own. */
export function recordCheck(expected: string, names: readonly string[], checks: readonly Check[]): Check {
  const areSafe = !names.some((name) => name in Object.prototype);
  return (value) => {
    if (!isObject(value)) return mustBe(expected, value);
    const copy: Record<string, unknown> = {};
    let name = '';
    let item: unknown;
    try {
      for (let index = 0; index < checks.length; index++) {
        name = names[index] as string;
        item = areSafe || !isInherited(value, name) ? value[name] : undefined;
        const checked = (checks[index] as Check)(item);
        if (areSafe) copy[name] = checked;
        else
          Object.defineProperty(copy, name, { value: checked, writable: true, enumerable: true, configurable: true });
      }
    } catch (error) {
      throw within(`.${name}`, error, item === undefined);
    }
    return copy;
  };
}

export function enumCheck(cases: readonly string[]): Check {
  const names = new Set<unknown>(cases);
  return (value) => (names.has(value) ? value : mustBe(expectedWords.enum(cases), value));
}

const checkBoolean = typeofCheck(typeRules.bool);

const checkFlag: Check = (value) => (value === undefined ? false : checkBoolean(value));

export function flagsCheck(name: string, flags: readonly string[]): Check {
  const check = recordCheck(expectedWords.flags(name), flags, Array(flags.length).fill(checkFlag));
  return (value) => {
    const copy = check(value);
    const unknown = Object.keys(value as object).find((key) => !flags.includes(key));
    if (unknown !== undefined) refuse(unknownFlagWords(unknown, flags));
    return copy;
  };
}

/** `check` is null, and `val` does not matter, where a case has no payload. */
export function variantCheck(cases: readonly (readonly [tag: string, check: Check | null])[]): Check {
  const checkTag = recordCheck(expectedWords.variant, ['tag'], [enumCheck(cases.map(([tag]) => tag))]);
  const payloads = new Map<unknown, Check | null>(cases);
  return (value) => {
    const { tag, val } = isObject(value) ? value : nothing;
    const check = payloads.get(tag);
    if (check === null) return { tag };
    if (check === undefined) return checkTag(value);
    try {
      return { tag, val: check(val) };
    } catch (error) {
      throw within('.val', error, val === undefined);
    }
  };
}

export const optionCheck =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null ? undefined : check(value);
