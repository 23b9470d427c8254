/**
 * Checks of values that come in from JavaScript, one function a type. A check returns what goes in, and throws a
 * Mismatch. Objects and arrays go in as copies, each property read once: getters, and code that changes its objects
 * while a call is under way, cannot slip past a check.
 */
import type { TypeJson } from './abi.ts';
import { ItlRangeError, Mismatch, mustBe, within } from './errors.ts';
import { type TypedArray, viewClass } from './memory.ts';
import { isInherited } from './objects.ts';

export type Check = (value: unknown) => unknown;

type ObjectValue = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is ObjectValue => typeof value === 'object' && value !== null;

const byTypeof =
  (name: string, expected: string): Check =>
  (value) =>
    typeof value === name ? value : mustBe(expected, value);

const nothing: ObjectValue = {};

export const checkFunction = byTypeof('function', 'a function');

/** An integer type by its lowest and highest value. */
type IntegerRange = readonly [low: number, high: number];

const integerRanges: ReadonlyMap<unknown, IntegerRange> = new Map([
  ['u1', [0, 1]],
  ['s8', [-0x80, 0x7f]],
  ['u8', [0, 0xff]],
  ['s16', [-0x8000, 0x7fff]],
  ['u16', [0, 0xffff]],
  ['s32', [-0x80000000, 0x7fffffff]],
  ['u32', [0, 0xffffffff]],
]);

const outOfRange = (type: unknown, low: unknown, high: unknown, value: unknown): never =>
  mustBe(`an integer from ${low} to ${high} (${type})`, value, ItlRangeError);

const integerCheck =
  (type: unknown, [low, high]: IntegerRange): Check =>
  (value) => {
    if (typeof value !== 'number')
      return type === 'u1' && typeof value === 'boolean' ? +value : mustBe('a number', value);
    return value >= low && value <= high && Math.floor(value) === value ? value : outOfRange(type, low, high, value);
  };

const bigintCheck =
  (type: string, low: bigint, high: bigint): Check =>
  (value) => {
    if (typeof value !== 'bigint') return mustBe('a bigint', value);
    return value >= low && value <= high ? value : outOfRange(type, low, high, value);
  };

function checkBuffer(value: unknown): Uint8Array {
  if (ArrayBuffer.isView(value)) {
    return value instanceof Uint8Array ? value : new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  // A page that is not isolated has no SharedArrayBuffer.
  const isBuffer = value instanceof ArrayBuffer || value instanceof (globalThis.SharedArrayBuffer ?? ArrayBuffer);
  return isBuffer ? new Uint8Array(value) : mustBe('an ArrayBuffer or a view of one', value);
}

/** One Unicode scalar value. */
const checkChar: Check = (value) =>
  typeof value === 'string' && /^\P{Cs}$/su.test(value) ? value : mustBe('a string of one character', value);

const checkNumber = byTypeof('number', 'a number');

export const primitives: ReadonlyMap<unknown, Check> = new Map<unknown, Check>([
  ...[...integerRanges].map(([type, range]) => [type, integerCheck(type, range)] as const),
  ['s64', bigintCheck('s64', -(1n << 63n), (1n << 63n) - 1n)],
  ['u64', bigintCheck('u64', 0n, (1n << 64n) - 1n)],
  ['f32', checkNumber],
  ['f64', checkNumber],
  ['bool', byTypeof('boolean', 'a boolean')],
  ['char', checkChar],
  ['string', byTypeof('string', 'a string')],
  ['buffer', checkBuffer],
  ['any', (value) => value],
]);

/** A copy: whatever JavaScript does to its own array afterwards, lengths and elements stay as they were checked. */
function copyOfItems(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.slice();
  const isIterable =
    isObject(value) && typeof (value as unknown as Partial<Iterable<unknown>>)[Symbol.iterator] === 'function';
  return isIterable ? [...(value as unknown as Iterable<unknown>)] : mustBe('an array or another iterable', value);
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
  [low, high]: IntegerRange,
  isInteger: boolean,
  to: TypedArray,
): boolean {
  for (let index = 0; index < to.length; index++) {
    const item = items[index];
    if (typeof item !== 'number') return false;
    if (isInteger && !(item >= low && item <= high && Math.floor(item) === item)) return false;
    to[index] = item;
  }
  return true;
}

/** Typed arrays of the very type are handed on: their length cannot change, and any bits are elements. */
export function arrayCheck(type: TypeJson, element: Check): Check {
  const View = viewClass(type);
  const range = integerRanges.get(type);
  const isNumeric = range !== undefined || element === checkNumber;
  const checkAt = (): Check => element;
  return (value) => {
    if (View === undefined) return checkItems(copyOfItems(value), checkAt);
    if (value instanceof View && ArrayBuffer.isView(value)) return value;
    if (isNumeric && Array.isArray(value)) {
      const numbers = new View(value.length);
      if (copyNumbers(value, range ?? [0, 0], range !== undefined, numbers)) return numbers;
    }
    return new View(checkItems(copyOfItems(value), checkAt) as never);
  };
}

export function tupleCheck(checks: readonly Check[]): Check {
  const checkAt = (index: number): Check => checks[index] as Check;
  return (value) =>
    Array.isArray(value) && value.length === checks.length
      ? checkItems(value.slice(), checkAt)
      : mustBe(`an array of length ${checks.length}`, value);
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

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

export function enumCheck(cases: readonly string[]): Check {
  const names = new Set<unknown>(cases);
  return (value) => (names.has(value) ? value : mustBe(`one of ${quoted(cases)}`, value));
}

const checkFlag: Check = (value) =>
  value === undefined ? false : typeof value === 'boolean' ? value : mustBe('a boolean', value);

export function flagsCheck(name: string, flags: readonly string[]): Check {
  const check = recordCheck(`an object of booleans (${name})`, flags, Array(flags.length).fill(checkFlag));
  return (value) => {
    const copy = check(value);
    const unknown = Object.keys(value as object).find((key) => !flags.includes(key));
    if (unknown !== undefined) throw new Mismatch(`has no flag '${unknown}', only ${quoted(flags)}`);
    return copy;
  };
}

/** `check` is null, and `val` does not matter, where a case has no payload. */
export function variantCheck(cases: readonly (readonly [tag: string, check: Check | null])[]): Check {
  const checkTag = recordCheck("an object with a 'tag'", ['tag'], [enumCheck(cases.map(([tag]) => tag))]);
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
