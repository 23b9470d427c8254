/**
 * Checks of values with structure that come in from JavaScript. A check returns what goes in, or throws a Mismatch.
 * Objects and arrays go in as copies, each property read once: getters, and code that changes its objects
 * while a call is under way, cannot slip past a check.
 */
import type { TypeJson } from '../abi.ts';
import { expectedWords, ruleOf, typeRules } from '../type-rules.ts';
import { lowerFloats, lowerIntegers } from '../values/arrays.ts';
import { isArray, isObject, itemsIn, tupleIn, typedIn, unknownFlag } from '../values/items.ts';
import { targetIn } from '../values/targets.ts';
import type { TypedArray } from '../values/typed-arrays.ts';
import { finder } from './finder.ts';
import { accepted, Mismatch, mustBe, refuse } from './mismatch.ts';
import { objectMaker } from './object-maker.ts';
import { type Check, typeofCheck } from './primitives.ts';
import { viewClass } from './view-class.ts';

type ObjectValue = Readonly<Record<string, unknown>>;

export const checkFunction: Check = (value) =>
  typeof value === 'function' ? value : mustBe(expectedWords.func, value);

/** What was thrown by the check of an item or a field, perhaps a missing one. @param step - its index or name */
function within(error: unknown, part: unknown, step: string | number): unknown {
  if (Mismatch.is(error)) {
    const isField = typeof step === 'string';
    if (isField && part === undefined) error.text = 'is missing';
    error.path = (isField ? `.${step}` : `[${step}]`) + error.path;
  }
  return error;
}

function checkPart<S extends string | number>(check: (part: unknown, step: S) => unknown, part: unknown, step: S) {
  try {
    return check(part, step);
  } catch (error) {
    throw within(error, part, step);
  }
}

/** A copy: whatever JavaScript does to its own array afterwards, length and items stay as they were checked. */
function copyOfItems(given: Iterable<unknown> | string, check: (item: unknown, index: number) => unknown): unknown[] {
  const items = accepted(given);
  const copy: unknown[] = [];
  const add = (item: unknown): number => copy.push(checkPart(check, item, copy.length));
  // An array gets no item and loses none meanwhile, an iterator ends when it likes.
  if (isArray(items)) for (const { length } = items; copy.length < length; ) add(items[copy.length]);
  else for (const item of items) add(item);
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
  // The usual case, without a call an element.
  const copyNumbers = numberCopiers[ruleOf(type)?.kind as string];
  const refuseAt = (item: unknown, index: number): never => checkPart(element, item, index) as never;
  return (value) => {
    const typed = accepted(typedIn<TypedArray>(value, View as Uint8ArrayConstructor | undefined));
    if (View === undefined) return copyOfItems(itemsIn(value), element);
    if (typed) return typed;
    if (copyNumbers && isArray(value) && value.length < mostItems) {
      const copy = new View(value.length) as Float32Array;
      copyNumbers(copy, value as readonly number[], copy.length, 0, refuseAt);
      return copy;
    }
    return new View(copyOfItems(itemsIn(value), element) as never);
  };
}

/** Of what is iterated; nothing of it may be lost. */
export function collectionCheck(item: Check, make: (items: never) => object | string): Check {
  const check = arrayCheck('any', item);
  return (value) => accepted(make(check(value) as never));
}

/** Typed arrays of the very kind, which go in as they are; `undefined` where there is none for the type. */
export function targetCheck(type: TypeJson): Check | undefined {
  const view = ruleOf(type)?.view;
  return view && ((value) => accepted(targetIn(value, view)));
}

export const tupleCheck =
  (checks: readonly Check[]): Check =>
  (value) =>
    copyOfItems(tupleIn(value, checks.length), (item, index) => (checks[index] as Check)(item));

/** Reads a field once and checks it. What all objects have is none. */
const fieldCheck = (name: string, check: Check): ((object: ObjectValue) => unknown) =>
  name in Object.prototype
    ? (object) => checkPart(check, Object.hasOwn(object, name) ? object[name] : undefined, name)
    : (object) => checkPart(check, object[name], name);

/** A copy of the fields. Up to four of usual names are read in places of their own, with one `try` around all: that takes half the time. */
export function recordCheck(expected: string, names: readonly string[], checks: readonly Check[]): Check {
  const count = names.length;
  const isUsual = count < 5 && !names.some((name) => name in Object.prototype);
  const copy = isUsual
    ? fieldsCheck(names as Four<string>, checks as Four<Check>)
    : objectMaker(
        names,
        names.map((name, index) => fieldCheck(name, checks[index] as Check)),
      );
  return (value) => (isObject(value) ? copy(value as ObjectValue) : mustBe(expected, value));
}

type Four<T> = readonly [T, T, T, T];

function fieldsCheck(names: Four<string>, checks: Four<Check>): (object: ObjectValue) => ObjectValue {
  const [name0, name1, name2, name3] = names;
  const [check0, check1, check2, check3] = checks;
  const count = names.length as number;
  return (object) => {
    const copy: Record<string, unknown> = {};
    let part: unknown;
    let step = 0;
    try {
      if (count > 0) {
        part = object[name0];
        copy[name0] = check0(part);
      }
      step = 1;
      if (count > 1) {
        part = object[name1];
        copy[name1] = check1(part);
      }
      step = 2;
      if (count > 2) {
        part = object[name2];
        copy[name2] = check2(part);
      }
      step = 3;
      if (count > 3) {
        part = object[name3];
        copy[name3] = check3(part);
      }
    } catch (error) {
      throw within(error, part, names[step] as string);
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

/** A check is null, and `val` does not matter, where a case has no payload. */
export function variantCheck(tags: readonly string[], payloads: readonly (Check | null)[]): Check {
  const checkTag = recordCheck(expectedWords.variant, ['tag'], [enumCheck(tags)]);
  const find = finder(tags);
  return (value) => {
    const { tag, val } = (isObject(value) ? value : {}) as ObjectValue;
    const check = payloads[find(tag)];
    if (check === null) return { tag };
    return check ? { tag, val: checkPart(check, val, 'val') } : checkTag(value);
  };
}

export const optionCheck =
  (check: Check): Check =>
  (value) =>
    value === undefined || value === null ? undefined : check(value);
