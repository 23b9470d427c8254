/** Valid values with one wrong leaf, and where the message has to say that it is. */
import type { ScalarName } from '../../runtime/abi.ts';
import type { NamedTypes } from './arbitrary-value.ts';
import { casesOf, type InterfaceType, isTagged } from './interface-type.ts';
import { integerRanges } from './scalar-values.ts';

export interface Wrong {
  /** The whole value, with the wrong leaf in it. */
  readonly value: unknown;
  /** From the parameter's name on: `.people[3].val`. */
  readonly path: string;
  readonly error: 'ItlTypeError' | 'ItlRangeError';
}

/** A wrong leaf on its way up: containers put themselves around `value` and before `path`. */
type Wrongs = readonly Wrong[];

const typeError = (value: unknown, path = ''): Wrong => ({ value, path, error: 'ItlTypeError' });
const rangeError = (value: unknown): Wrong => ({ value, path: '', error: 'ItlRangeError' });

/** All the ways of making one leaf of a valid value wrong. */
export function wrongValues(type: InterfaceType, valid: unknown, named: NamedTypes): Wrongs {
  switch (type.kind) {
    case 'scalar':
      return wrongScalars(type.name);
    case 'string':
      return [42, undefined, null, ['a'], Symbol('text')].map((value) => typeError(value));
    case 'buffer':
      return [[1, 2], 'bytes', undefined, null, {}].map((value) => typeError(value));
    case 'any':
      return [];
    case 'func':
      return [{}, undefined, null, 'call'].map((value) => typeError(value));
    case 'enum':
      return ['no such case', 0, undefined, null, ''].map((value) => typeError(value));
    case 'flags':
      return wrongFlags(type.flags, valid as object);
    case 'array':
      return wrongArrays(type.element, valid as Iterable<unknown>, named);
    case 'tuple':
      return wrongTuples(type.items, valid as readonly unknown[], named);
    case 'record':
      return wrongRecords(type.fields, valid as object, named);
    case 'option':
    case 'result':
    case 'variant':
      return wrongCases(type, valid, named);
    case 'self':
      return wrongValues(named.get(type.name) ?? type, valid, named);
  }
}

function wrongScalars(name: ScalarName): Wrongs {
  if (name === 'char') return ['', 'ab', '\ud800', 7, undefined, null].map((value) => typeError(value));
  if (name === 'bool') return [0, 'true', undefined, null, {}].map((value) => typeError(value));
  if (name === 'f32' || name === 'f64') return ['1', 1n, undefined, null, true].map((value) => typeError(value));
  const [low, high] = integerRanges[name] ?? [0n, 0n];
  const outside = [low - 1n, high + 1n, -(1n << 70n)];
  if (name === 's64' || name === 'u64') {
    return [...outside.map(rangeError), ...[1, '1', undefined, null, true].map((value) => typeError(value))];
  }
  const numbers = [...outside.map(Number), 0.5, Number.NaN, Number.POSITIVE_INFINITY];
  return [...numbers.map(rangeError), ...['1', 1n, undefined, null, {}].map((value) => typeError(value))];
}

function wrongFlags(flags: readonly string[], valid: object): Wrongs {
  const [flag] = flags;
  return [
    ...[0, 'flags', undefined, null].map((value) => typeError(value)),
    typeError({ ...valid, 'no such flag': true }),
    ...(flag === undefined ? [] : [typeError({ ...valid, [flag]: 1 }, `.${flag}`)]),
  ];
}

/** What contains a wrong part. */
const around = (wrongs: Wrongs, step: string, put: (part: unknown) => unknown): Wrongs =>
  wrongs.map((wrong) => ({ ...wrong, path: step + wrong.path, value: put(wrong.value) }));

function wrongArrays(element: InterfaceType, valid: Iterable<unknown>, named: NamedTypes): Wrongs {
  const items = [...valid];
  const inside = items.flatMap((item, index) =>
    around(wrongValues(element, item, named), `[${index}]`, (part) => items.with(index, part)),
  );
  return [...[7, 'text', undefined, null, {}].map((value) => typeError(value)), ...inside];
}

function wrongTuples(types: readonly InterfaceType[], valid: readonly unknown[], named: NamedTypes): Wrongs {
  const inside = types.flatMap((type, index) =>
    around(wrongValues(type, valid[index], named), `[${index}]`, (part) => valid.with(index, part)),
  );
  const odd = [[...valid, undefined], valid.slice(1), new Set(valid), undefined, null];
  return [...odd.slice(types.length === 0 ? 2 : 0).map((value) => typeError(value)), ...inside];
}

function wrongRecords(
  fields: readonly { readonly name: string; readonly type: InterfaceType }[],
  valid: object,
  named: NamedTypes,
): Wrongs {
  const inside = fields.flatMap(({ name, type }) =>
    around(wrongValues(type, (valid as Readonly<Record<string, unknown>>)[name], named), `.${name}`, (part) =>
      withEntry(valid, name, part),
    ),
  );
  return [...[7, 'text', undefined, null].map((value) => typeError(value)), ...inside];
}

/** Spreading keeps an own `__proto__`, assigning one would not make it. */
const withEntry = (object: object, name: string, value: unknown): object =>
  Object.fromEntries([...Object.entries(object), [name, value]]);

function wrongCases(type: Parameters<typeof casesOf>[0], valid: unknown, named: NamedTypes): Wrongs {
  if (!isTagged(type)) return wrongOptions(type, valid, named);
  const { tag, val } = valid as { readonly tag: string; readonly val?: unknown };
  const carried = casesOf(type).find((each) => each.name === tag)?.type;
  const inside = carried ? around(wrongValues(carried, val, named), '.val', (part) => ({ tag, val: part })) : [];
  return [
    ...[7, undefined, null, 'text'].map((value) => typeError(value)),
    ...[{ tag: 'no such case' }, {}, { tag: 0 }].map((value) => typeError(value, '.tag')),
    ...inside,
  ];
}

/** Nothing is right. */
function wrongOptions(type: Parameters<typeof casesOf>[0], valid: unknown, named: NamedTypes): Wrongs {
  if (type.kind !== 'option') return [];
  const some = valid ?? undefined;
  const isNothing = (wrong: Wrong): boolean => wrong.path === '' && (wrong.value === undefined || wrong.value === null);
  if (some !== undefined) return wrongValues(type.payload, some, named).filter((wrong) => !isNothing(wrong));
  return type.payload.kind === 'scalar' ? wrongScalars(type.payload.name).filter((wrong) => !isNothing(wrong)) : [];
}
