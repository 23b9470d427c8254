/**
 * Checks of values that come in from JavaScript, one function a type. A check returns the value, or what to use in its
 * place (`undefined` for `null` as an option, an array for an iterable), and throws a Mismatch. What contains a
 * replaced value is copied, never written to.
 */
import type { TypeDefinitionJson, TypeJson } from './abi.ts';
import { ItlLinkError, ItlRangeError, Mismatch, mustBe, within } from './errors.ts';
import { type TypedArray, type TypedArrayConstructor, typedArrays } from './memory.ts';

export type Check = (value: unknown) => unknown;
export type CheckOf = (type: TypeJson) => Check;

type ObjectValue = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is ObjectValue => typeof value === 'object' && value !== null;

/** `whole` numbers lie from `low` to `high`; floating ones are any. */
interface NumberRange {
  readonly low: number;
  readonly high: number;
  readonly whole: boolean;
}

const wholeRange = (low: number, high: number): NumberRange => ({ low, high, whole: true });
const anyNumber: NumberRange = { low: -Infinity, high: Infinity, whole: false };

const numberRanges: ReadonlyMap<TypeJson, NumberRange> = new Map([
  ['u1', wholeRange(0, 1)],
  ['s8', wholeRange(-0x80, 0x7f)],
  ['u8', wholeRange(0, 0xff)],
  ['s16', wholeRange(-0x8000, 0x7fff)],
  ['u16', wholeRange(0, 0xffff)],
  ['s32', wholeRange(-0x80000000, 0x7fffffff)],
  ['u32', wholeRange(0, 0xffffffff)],
  ['f32', anyNumber],
  ['f64', anyNumber],
]);

const outOfRange = (low: unknown, high: unknown, type: string, value: unknown): never =>
  mustBe(`an integer from ${low} to ${high} (${type})`, value, ItlRangeError);

function numberCheck(type: string, { low, high, whole }: NumberRange): Check {
  if (!whole) return (value) => (typeof value === 'number' ? value : mustBe('a number', value));
  const check: Check = (value) => {
    if (typeof value !== 'number') mustBe('a number', value);
    if (value >= low && value <= high && Math.floor(value) === value) return value;
    return outOfRange(low, high, type, value);
  };
  return type === 'u1' ? (value) => check(typeof value === 'boolean' ? Number(value) : value) : check;
}

const bigintCheck =
  (type: string, low: bigint, high: bigint): Check =>
  (value) => {
    if (typeof value !== 'bigint') mustBe('a bigint', value);
    return value >= low && value <= high ? value : outOfRange(low, high, type, value);
  };

const byTypeof =
  (name: string, expected: string): Check =>
  (value) =>
    typeof value === name ? value : mustBe(expected, value);

function checkChar(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\P{Surrogate}$/su.test(value)) mustBe('a string of one character', value);
  return value;
}

function checkBuffer(value: unknown): Uint8Array {
  if (value instanceof Uint8Array && ArrayBuffer.isView(value)) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer || (typeof SharedArrayBuffer === 'function' && value instanceof SharedArrayBuffer)) {
    return new Uint8Array(value);
  }
  return mustBe('an ArrayBuffer or a view of one', value);
}

const primitives: ReadonlyMap<string, Check> = new Map<string, Check>([
  ...[...numberRanges].map(([type, range]): [string, Check] => [String(type), numberCheck(String(type), range)]),
  ['bool', byTypeof('boolean', 'a boolean')],
  ['s64', bigintCheck('s64', -(1n << 63n), (1n << 63n) - 1n)],
  ['u64', bigintCheck('u64', 0n, (1n << 64n) - 1n)],
  ['char', checkChar],
  ['string', byTypeof('string', 'a string')],
  ['buffer', checkBuffer],
  ['any', (value) => value],
]);

const checkFunction = byTypeof('function', 'a function');

type Items = readonly unknown[] | TypedArray;

function itemsOf(value: unknown): Items {
  if (Array.isArray(value)) return value;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) return value as TypedArray;
  if (!isObject(value) || typeof (value as Partial<Iterable<unknown>>)[Symbol.iterator] !== 'function') {
    mustBe('an array or another iterable', value);
  }
  return [...(value as unknown as Iterable<unknown>)];
}

function checkItems(items: Items, checkAt: (index: number) => Check): Items {
  let copy: unknown[] | undefined;
  let index = 0;
  try {
    for (; index < items.length; index++) {
      const item: unknown = items[index];
      const checked = checkAt(index)(item);
      if (!Object.is(checked, item)) {
        copy ??= Array.from<unknown>(items);
        copy[index] = checked;
      }
    }
  } catch (error) {
    throw within(`[${index}]`, error);
  }
  return copy ?? items;
}

/** The usual case without a call an element; `checkItems` finds out what is wrong with the others. */
function areNumbers(items: Items, { low, high, whole }: NumberRange): boolean {
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (typeof item !== 'number' || item < low || item > high || (whole && Math.floor(item) !== item)) return false;
  }
  return true;
}

function arrayCheck(type: TypeJson, element: Check): Check {
  const View = (typedArrays as Partial<Record<string, TypedArrayConstructor>>)[String(type)];
  const range = numberRanges.get(type);
  const same = (): Check => element;
  return (value) => {
    if (View !== undefined && value instanceof View && ArrayBuffer.isView(value)) return value;
    const items = itemsOf(value);
    return range !== undefined && areNumbers(items, range) ? items : checkItems(items, same);
  };
}

function tupleCheck(items: readonly Check[]): Check {
  const checkAt = (index: number): Check => items[index] as Check;
  return (value) => {
    if (!Array.isArray(value) || value.length !== items.length) mustBe(`an array of ${items.length} elements`, value);
    return checkItems(value, checkAt);
  };
}

interface FieldCheck {
  readonly name: string;
  readonly check: Check;
  readonly optional: boolean;
}

function recordCheck(name: string, fields: readonly FieldCheck[]): Check {
  return (value) => {
    if (!isObject(value)) mustBe(`an object (${name})`, value);
    let copy: Record<string, unknown> | undefined;
    for (const field of fields) {
      const item = value[field.name];
      const checked = checkField(field, item);
      if (!Object.is(checked, item)) {
        copy ??= Object.fromEntries(fields.map((other) => [other.name, value[other.name]]));
        copy[field.name] = checked;
      }
    }
    return copy ?? value;
  };
}

function checkField({ name, check, optional }: FieldCheck, item: unknown): unknown {
  try {
    if (item === undefined && !optional) throw new Mismatch('is missing');
    return check(item);
  } catch (error) {
    throw within(`.${name}`, error);
  }
}

const quoted = (names: Iterable<string>): string => [...names].map((name) => `'${name}'`).join(', ');

function enumCheck(cases: readonly string[]): Check {
  const names = new Set<unknown>(cases);
  return (value) => (names.has(value) ? value : mustBe(`one of ${quoted(cases)}`, value));
}

function flagsCheck(name: string, flags: readonly string[]): Check {
  const known = new Set(flags);
  const fields = flags.map((flag): FieldCheck => ({ name: flag, check: checkFlag, optional: true }));
  return (value) => {
    if (!isObject(value)) mustBe(`an object of booleans (${name})`, value);
    for (const key of Object.keys(value)) {
      if (!known.has(key)) throw new Mismatch(`has no flag '${key}', only ${quoted(flags)}`);
    }
    for (const field of fields) checkField(field, value[field.name]);
    return value;
  };
}

const checkFlag: Check = (value) =>
  value === undefined || typeof value === 'boolean' ? value : mustBe('a boolean', value);

/** A case without payload has no check, and its `val` does not matter. */
function variantCheck(cases: ReadonlyMap<string, Check | undefined>): Check {
  const tagField: FieldCheck = { name: 'tag', check: enumCheck([...cases.keys()]), optional: true };
  const fields = new Map<unknown, FieldCheck>();
  for (const [tag, check] of cases) if (check !== undefined) fields.set(tag, { name: 'val', check, optional: true });
  return (value) => {
    if (!isObject(value)) mustBe("an object with a 'tag'", value);
    const { tag } = value;
    checkField(tagField, tag);
    const field = fields.get(tag);
    if (field === undefined) return value;
    const { val } = value;
    const checked = checkField(field, val);
    return Object.is(checked, val) ? value : { tag, val: checked };
  };
}

const isOption = (type: TypeJson): boolean => typeof type !== 'string' && type[0] === 'option';

/** Makes checks; a named type's is made once, and may contain itself. */
export function createChecks(
  types: ReadonlyMap<string, TypeDefinitionJson>,
  resources: ReadonlyMap<string, { readonly check: Check }>,
): CheckOf {
  const named = new Map<string, Check>();

  function checkOf(type: TypeJson): Check {
    if (typeof type === 'string') return type[0] === '#' ? namedCheck(type.slice(1)) : primitiveCheck(type);
    switch (type[0]) {
      case 'array':
        return arrayCheck(type[1], checkOf(type[1]));
      case 'option':
        return optionCheck(type[1]);
      case 'result':
        return variantCheck(
          new Map([
            ['ok', orNothing(type[1])],
            ['err', orNothing(type[2])],
          ]),
        );
      case 'tuple': {
        const [, ...items] = type;
        return tupleCheck(items.map(checkOf));
      }
      case 'func':
        return checkFunction;
    }
  }

  const orNothing = (type: TypeJson | null): Check | undefined => (type === null ? undefined : checkOf(type));

  function optionCheck(payload: TypeJson): Check {
    const check = checkOf(payload);
    if (isOption(payload))
      return variantCheck(
        new Map([
          ['none', undefined],
          ['some', check],
        ]),
      );
    return (value) => (value === undefined || value === null ? undefined : check(value));
  }

  function primitiveCheck(type: string): Check {
    const check = primitives.get(type);
    if (check === undefined) throw new ItlLinkError(`unknown type '${type}'`);
    return check;
  }

  function namedCheck(name: string): Check {
    const known = named.get(name);
    if (known !== undefined) return known;
    let made: Check | undefined;
    named.set(name, (value) => made?.(value));
    made = definedCheck(name);
    named.set(name, made);
    return made;
  }

  function definedCheck(name: string): Check {
    const definition = types.get(name);
    switch (definition?.[0]) {
      case 'record': {
        const [, ...fields] = definition;
        return recordCheck(
          name,
          fields.map(([field, type]) => ({
            name: field,
            check: checkOf(type),
            optional: isOption(type) || type === 'any',
          })),
        );
      }
      case 'enum':
        return enumCheck(definition.slice(1));
      case 'flags':
        return flagsCheck(name, definition.slice(1));
      case 'variant': {
        const [, ...cases] = definition;
        return variantCheck(new Map(cases.map(([tag, type]) => [tag, orNothing(type)])));
      }
      case 'func':
        return checkFunction;
      case 'resource':
        return resource(name);
      case undefined:
        throw new ItlLinkError(`unknown type '#${name}'`);
    }
  }

  return checkOf;
}
