/**
 * Checks of values with structure that come in from JavaScript. A check returns what goes in, or throws a Mismatch.
 * Objects and arrays go in as copies, each property read once: getters, and code that changes its objects
 * while a call is under way, cannot slip past a check.
 */
import type { TypeJson } from '../abi.ts';
import { expectedWords, ruleOf, typeRules } from '../type-rules.ts';
import { lowerFloats, lowerIntegers } from '../values/arrays.ts';
import { isArray, isObject, itemsIn, tupleIn, typedIn, unknownFlag } from '../values/items.ts';
import { isInherited } from '../values/members.ts';
import { targetIn } from '../values/targets.ts';
import type { TypedArray } from '../values/typed-arrays.ts';
import { finder } from './finder.ts';
import { Mismatch, mustBe, refuse } from './mismatch.ts';
import { type Check, typeofCheck } from './primitives.ts';
import { viewClass } from './view-class.ts';

type ObjectValue = Readonly<Record<string, unknown>>;

const nothing: ObjectValue = {};

export const checkFunction: Check = (value) =>
  typeof value === 'function' ? value : mustBe(expectedWords.func, value);

/** What a container rethrows after the check of one of its parts, perhaps a missing one, threw `error`. */
function within(step: string, error: unknown, isMissing = false): unknown {
  if (Mismatch.is(error)) {
    if (isMissing) error.text = 'is missing';
    error.path = step + error.path;
  }
  return error;
}

/** A copy: whatever JavaScript does to its own array afterwards, length and items stay as they were checked. */
function copyOfItems(items: Iterable<unknown> | string, checkAt: (index: number) => Check): unknown[] {
  if (typeof items === 'string') return refuse(items);
  const copy: unknown[] = [];
  try {
    // An array gets no item and loses none meanwhile, an iterator ends when it likes.
    if (isArray(items))
      for (const length = items.length; copy.length < length; ) copy.push(checkAt(copy.length)(items[copy.length]));
    else for (const item of items) copy.push(checkAt(copy.length)(item));
  } catch (error) {
    throw within(`[${copy.length}]`, error);
  }
  return copy;
}

/** More than any array has, but one of holes. */
const mostItems = 2 ** 25;

const numberCopiers: Readonly<Record<string, typeof lowerFloats | undefined>> = {
  typeof: lowerFloats,
  integer: lowerIntegers,
};

/** Typed arrays of the very type are handed on: their length cannot change, and any bits are elements. */
export function arrayCheck(type: TypeJson, element: Check): Check {
  const View = viewClass(type);
  const checkAt = (): Check => element;
  // The usual case, without a call an element.
  const copyNumbers = numberCopiers[ruleOf(type)?.kind as string];
  const refuseAt = (item: unknown, index: number): never => {
    try {
      return element(item) as never;
    } catch (error) {
      throw within(`[${index}]`, error);
    }
  };
  return (value) => {
    const typed = typedIn<TypedArray>(value, View as Uint8ArrayConstructor | undefined);
    if (typeof typed === 'string') refuse(typed);
    if (View === undefined) return copyOfItems(itemsIn(value), checkAt);
    if (typed) return typed;
    if (copyNumbers && isArray(value) && value.length < mostItems) {
      const copy = new View(value.length) as Float32Array;
      copyNumbers(copy, value as readonly number[], copy.length, 0, refuseAt);
      return copy;
    }
    return new View(copyOfItems(itemsIn(value), checkAt) as never);
  };
}

/** Of what is iterated; nothing of it may be lost. */
export function collectionCheck(item: Check, make: (items: never) => unknown): Check {
  const check = arrayCheck('any', item);
  return (value) => {
    const made = make(check(value) as never);
    return typeof made === 'string' ? refuse(made) : made;
  };
}

/** Typed arrays of the very kind, which go in as they are. Of a buffer, its bytes. */
export function targetCheck(type: TypeJson, element: Check): Check {
  const view = ruleOf(type)?.view;
  if (view === undefined) return element;
  return (value) => {
    const target = targetIn(value, view);
    return typeof target === 'string' ? refuse(target) : target;
  };
}

export function tupleCheck(checks: readonly Check[]): Check {
  const checkAt = (index: number): Check => checks[index] as Check;
  return (value) => copyOfItems(tupleIn(value, checks.length), checkAt);
}

/** A copy of the fields, each read once. Up to four of usual names are read in places of their own, which engines like. */
export function recordCheck(expected: string, names: readonly string[], checks: readonly Check[]): Check {
  const count = checks.length;
  if (count > 4 || names.some((name) => name in Object.prototype)) return longRecordCheck(expected, names, checks);
  const [name0 = '', name1 = '', name2 = '', name3 = ''] = names;
  const [check0, check1, check2, check3] = checks as [Check, Check, Check, Check];
  return (value) => {
    if (!isObject(value)) return mustBe(expected, value);
    const fields = value as ObjectValue;
    const copy: Record<string, unknown> = {};
    let step = 0;
    let item: unknown;
    try {
      if (count > 0) {
        item = fields[name0];
        copy[name0] = check0(item);
      }
      step = 1;
      if (count > 1) {
        item = fields[name1];
        copy[name1] = check1(item);
      }
      step = 2;
      if (count > 2) {
        item = fields[name2];
        copy[name2] = check2(item);
      }
      step = 3;
      if (count > 3) {
        item = fields[name3];
        copy[name3] = check3(item);
      }
    } catch (error) {
      throw within(`.${names[step]}`, error, item === undefined);
    }
    return copy;
  };
}

/** Assignment would treat `__proto__` in a way of its own. */
function longRecordCheck(expected: string, names: readonly string[], checks: readonly Check[]): Check {
  return (value) => {
    if (!isObject(value)) return mustBe(expected, value);
    const copy: Record<string, unknown> = {};
    let name = '';
    let item: unknown;
    try {
      for (let index = 0; index < checks.length; index++) {
        name = names[index] as string;
        item = isInherited(value, name) ? undefined : (value as ObjectValue)[name];
        const checked = (checks[index] as Check)(item);
        if (name !== '__proto__') copy[name] = checked;
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
  const find = finder(cases);
  return (value) => (find(value) < 0 ? mustBe(expectedWords.enum(cases), value) : value);
}

const checkBoolean = typeofCheck(typeRules.bool);

const checkFlag: Check = (value) => (value === undefined ? false : checkBoolean(value));

export function flagsCheck(name: string, flags: readonly string[]): Check {
  const check = recordCheck(expectedWords.flags(name), flags, Array(flags.length).fill(checkFlag));
  return (value) => {
    const copy = check(value);
    const words = unknownFlag(value as object, flags);
    return words ? refuse(words) : copy;
  };
}

/** `check` is null, and `val` does not matter, where a case has no payload. */
export function variantCheck(cases: readonly (readonly [tag: string, check: Check | null])[]): Check {
  const checkTag = recordCheck(expectedWords.variant, ['tag'], [enumCheck(cases.map(([tag]) => tag))]);
  const find = finder(cases.map(([tag]) => tag));
  const payloads = cases.map(([, check]) => check);
  return (value) => {
    const { tag, val } = (isObject(value) ? value : nothing) as ObjectValue;
    const check = payloads[find(tag)];
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
