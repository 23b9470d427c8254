/** Arbitrary JavaScript values of an interface type, in every form in which the type takes them. */

import type { ScalarName } from '../../runtime/abi.ts';
import fc from '../harness/fast-check.ts';
import { type Case, casesOf, everyType, type InterfaceType, isNamed, isTagged } from './interface-type.ts';
import { integerRanges, typedArrayOf } from './scalar-values.ts';

/** Types that a `self` may mean, by name. */
export type NamedTypes = ReadonlyMap<string, InterfaceType>;

export const namedTypesIn = (types: readonly InterfaceType[]): NamedTypes =>
  new Map(
    types
      .flatMap(everyType)
      .filter(isNamed)
      .map((type) => [type.name, type]),
  );

/** How often a value goes round its type's circle before it takes the way out. */
const FUEL = 3;

export function arbitraryValue(type: InterfaceType, named: NamedTypes, fuel = FUEL): fc.Arbitrary<unknown> {
  switch (type.kind) {
    case 'scalar':
      return scalarValues[type.name];
    case 'string':
      return text;
    case 'buffer':
      return buffer;
    case 'any':
      return anything;
    case 'func':
      return fc.constant(undefined).map(() => () => undefined);
    case 'array':
      return arrayValue(type.element, named, fuel);
    case 'option':
      return optionValue(type, named, fuel);
    case 'result':
    case 'variant':
      return caseValue(casesOf(type), named, fuel);
    case 'tuple':
      return fc.tuple(...type.items.map((item) => arbitraryValue(item, named, fuel))).map(Object.freeze);
    case 'record':
      return recordValue(type.fields, named, fuel);
    case 'enum':
      return fc.constantFrom(...type.cases);
    case 'flags':
      return flagsValue(type.flags);
    case 'self':
      return arbitraryValue(named.get(type.name) ?? type, named, fuel - 1);
  }
}

function integer(type: ScalarName): fc.Arbitrary<unknown> {
  const [low, high] = integerRanges[type] ?? [0n, 0n];
  const near = fc.constantFrom(low, high, 0n, 1n, low + 1n, high - 1n, low < 0n ? -1n : 0n);
  const value = fc.oneof(fc.bigInt({ min: low, max: high }), near);
  if (type === 's64' || type === 'u64') return value;
  return fc.oneof({ weight: 20, arbitrary: value.map(Number) }, { weight: 1, arbitrary: fc.constant(-0) });
}

const float = fc.oneof(
  fc.double(),
  fc.float(),
  fc.constantFrom(0, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 5e-324, 1e39, 16777217, 0.1),
);

const scalarValues: Readonly<Record<ScalarName, fc.Arbitrary<unknown>>> = {
  u1: fc.constantFrom<unknown>(0, 1, true, false, -0),
  bool: fc.boolean(),
  s8: integer('s8'),
  u8: integer('u8'),
  s16: integer('s16'),
  u16: integer('u16'),
  s32: integer('s32'),
  u32: integer('u32'),
  s64: integer('s64'),
  u64: integer('u64'),
  f32: float,
  f64: float,
  char: fc.oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    fc.constantFrom('\0', '\u007f', '\ud7ff', '\ue000', '\ufeff', '\uffff', '\u{10000}', '\u{10ffff}'),
  ),
};

/** Any code units, so that there are lone surrogates among them. */
const units = fc
  .array(fc.oneof(fc.integer({ min: 0xd7f0, max: 0xe010 }), fc.nat(0xffff)), { maxLength: 30 })
  .map((codes) => String.fromCharCode(...codes));

const text = fc.oneof(
  { weight: 8, arbitrary: fc.string({ maxLength: 40 }) },
  { weight: 8, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 4, arbitrary: units },
  { weight: 4, arbitrary: fc.constantFrom('', '\0', '\ufeffmark', '😀', '\ud83d', '\ude00\ud83d', 'e\u0301') },
  { weight: 1, arbitrary: fc.constantFrom('€'.repeat(22_000), 'a'.repeat(65_536), `${'x'.repeat(65_535)}😀`) },
);

const buffer: fc.Arbitrary<unknown> = fc
  .tuple(fc.uint8Array({ maxLength: 50 }), fc.constantFrom('whole', 'view', 'data', 'words'))
  .map(([bytes, form]) => {
    const copy = Uint8Array.of(1, ...bytes, 2);
    if (form === 'whole') return bytes;
    if (form === 'view') return copy.subarray(1, -1);
    return form === 'data' ? new DataView(copy.buffer, 1, bytes.length) : new Uint32Array(bytes).buffer;
  });

const anything = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, Number.NaN, -0, '', Symbol.iterator, 1n, Object.create(null), () => 1, []),
  fc.anything(),
);

/** Also as another iterable; of numbers also as a typed array. */
function arrayValue(element: InterfaceType, named: NamedTypes, fuel: number): fc.Arbitrary<unknown> {
  if (fuel <= 0 && hasSelf(element)) return fc.constant(Object.freeze([]));
  const isPlain = element.kind === 'scalar';
  const items = fc.array(arbitraryValue(element, named, fuel), { maxLength: isPlain ? 40 : 6 });
  return fc.tuple(items, fc.constantFrom('array', 'array', 'typed', 'set')).map(([given, form]): unknown => {
    if (form === 'set') return new Set(given);
    const typed = form === 'typed' ? typedArrayOf(element) : undefined;
    return typed?.(given) ?? Object.freeze(given);
  });
}

const hasSelf = (type: InterfaceType): boolean => everyType(type).some((part) => part.kind === 'self');

function optionValue(
  type: Extract<InterfaceType, { kind: 'option' }>,
  named: NamedTypes,
  fuel: number,
): fc.Arbitrary<unknown> {
  if (isTagged(type)) return caseValue(casesOf(type), named, fuel);
  const nothing = fc.constantFrom(undefined, null);
  if (fuel <= 0 && hasSelf(type.payload)) return nothing;
  return fc.oneof(nothing, { weight: 3, arbitrary: arbitraryValue(type.payload, named, fuel) });
}

/** Without a payload `val` does not matter. */
function caseValue(cases: readonly Case[], named: NamedTypes, fuel: number): fc.Arbitrary<unknown> {
  const [first] = cases;
  const ending = cases.filter((each) => !each.type || !hasSelf(each.type));
  const out = ending.length > 0 ? ending : cases.filter((each) => each === first);
  const values = (fuel > 0 ? cases : out).map(({ name, type }) =>
    type
      ? arbitraryValue(type, named, fuel).map((val) => Object.freeze({ tag: name, val }))
      : fc.constantFrom<unknown>({ tag: name }, { tag: name, val: undefined }, { tag: name, val: 'surplus' }),
  );
  return fc.oneof(...values);
}

function recordValue(
  fields: readonly { readonly name: string; readonly type: InterfaceType }[],
  named: NamedTypes,
  fuel: number,
): fc.Arbitrary<unknown> {
  const values = fc.tuple(...fields.map(({ type }) => arbitraryValue(type, named, fuel)));
  return fc.tuple(values, fc.boolean()).map(([given, hasSurplus]) => {
    const entries = fields.map(({ name }, index): [string, unknown] => [name, given[index]]);
    return Object.freeze(Object.fromEntries(hasSurplus ? [...entries, ['surplus', 1]] : entries));
  });
}

const flagsValue = (flags: readonly string[]): fc.Arbitrary<unknown> =>
  fc
    .tuple(...flags.map(() => fc.constantFrom(true, false, undefined)))
    .map((bits) => Object.freeze(Object.fromEntries(flags.map((flag, index) => [flag, bits[index]]))))
    .map((value) => Object.freeze(Object.fromEntries(Object.entries(value).filter(([, bit]) => bit !== undefined))));
