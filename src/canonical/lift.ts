/** Lifting: from flat core values, and from memory. */
import type { ValueType } from '../component/entities.ts';
import {
  type Case,
  casesOf,
  extentOf,
  type FlatType,
  flatTypes,
  offsetsOf,
  payloadOffset,
  sizeOfDiscriminant,
  sizeOfFlags,
} from '../component/flatten.ts';
import { partsOf } from '../component/substitute.ts';
import { asTuple } from './fixed-lists.ts';
import { type Codec, keyOf, memoryOf } from './generator.ts';
import { block, call, camelCase, declare, list, local, plus, trap, when, word } from './itl-text.ts';
import { checkRange } from './ranges.ts';
import { liftBorrow, liftOwn } from './resources.ts';
import { coerced, liftScalar, storedAs } from './scalars.ts';

/** Takes flat values one by one. Each may be used several times. */
export type Supply = (want: FlatType) => string;

export function supplyOf(values: readonly string[], have: readonly FlatType[]): Supply {
  let next = 0;
  return (want) => {
    const index = next++;
    return coerced(values[index] ?? '', have[index] ?? want, want);
  };
}

export function liftFlat(type: ValueType, supply: Supply, codec: Codec): string {
  const { generator, side } = codec;
  const text = (): string => generator.types.of(type, side);
  switch (type.kind) {
    case 'primitive': {
      if (type.name === 'string') return liftString(supply('i32'), supply('i32'), codec);
      return liftScalar(type.name, supply(flatTypes(type)[0] ?? 'i32'), generator);
    }
    case 'record': {
      const fields = type.fields.map((field) =>
        list('field', word(camelCase(field.label)), liftFlat(field.type, supply, codec)),
      );
      return list('make-record', text(), ...fields);
    }
    case 'tuple':
      return list('make-tuple', ...type.items.map((item) => liftFlat(item, supply, codec)));
    case 'flags':
      return liftFlags(type, supply('i32'), codec);
    case 'enum':
      return call(liftEnum(type, codec), supply('i32'));
    case 'variant':
    case 'option':
    case 'result':
      return liftCases(type, supply, codec);
    case 'list': {
      const tuple = asTuple(type);
      return tuple ? liftFlat(tuple, supply, codec) : call(liftList(type.element, codec), supply('i32'), supply('i32'));
    }
    case 'map':
      return call(liftList({ kind: 'tuple', items: [type.key, type.value] }, codec), supply('i32'), supply('i32'));
    case 'own':
      return liftOwn(type.resource, supply('i32'), codec);
    case 'borrow':
      return liftBorrow(type.resource, supply('i32'), codec);
    case 'stream':
    case 'future':
      return list('as', 'u32', supply('i32'));
  }
}

const wrongCase = trap('invalid variant discriminant');

/** A switch over the discriminant, an arm a case. */
function choose(type: ValueType, discriminant: string, codec: Codec, payload: (one: Case) => string): string {
  const text = codec.generator.types.of(type, codec.side);
  const arms = (casesOf(type) ?? []).map((one, index) =>
    list('case', index, list('make-variant', text, word(one.label), ...(one.type ? [payload(one)] : []))),
  );
  return list('switch', discriminant, ...arms, list('else', wrongCase));
}

/** Cases take the same flat values, as their joined types say. */
function liftCases(type: ValueType, supply: Supply, codec: Codec): string {
  const [, ...joined] = flatTypes(type);
  const discriminant = supply('i32');
  const values = joined.map((flat) => supply(flat));
  return choose(type, discriminant, codec, (one) =>
    one.type ? liftFlat(one.type, supplyOf(values, joined), codec) : '',
  );
}

/** Bits without a flag are of no account. */
function liftFlags(type: Extract<ValueType, { readonly kind: 'flags' }>, bits: string, codec: Codec): string {
  const text = codec.generator.types.of(type, codec.side);
  const count = type.labels.length;
  return list('lift-flags', text, count === 32 ? bits : list('&', bits, 2 ** count - 1));
}

function liftEnum(type: Extract<ValueType, { readonly kind: 'enum' }>, { generator, side }: Codec): string {
  const text = generator.types.of(type, side);
  return generator.helper(`enum ${text}`, `lift-${text}`, (name) =>
    list(
      'func',
      name,
      '(param $number i32)',
      list('result', text),
      when(`(>= (as u32 ${local('number')}) ${type.labels.length})`, wrongCase),
      list('lift-enum', text, local('number')),
    ),
  );
}

const MOST_BYTES = 2 ** 28 - 1;

const liftString = (pointer: string, length: string, codec: Codec): string =>
  codec.encoding === 'utf8'
    ? list('mem-to-strict-string', memoryOf(codec), pointer, length)
    : call(wideLifter(codec), pointer, length);

/** A function of a pointer and a length. */
function wideLifter(codec: Codec): string {
  const { generator, encoding } = codec;
  const place = memoryOf(codec);
  const key = `lift-string ${place} ${encoding}`;
  return generator.helper(key, 'lift-string', (name) =>
    list(
      'func',
      name,
      '(param $pointer i32)',
      '(param $length i32)',
      '(result string)',
      ...(encoding === 'latin1+utf16' ? liftTagged(place) : liftUnits(place)),
    ),
  );
}

const tooLong = (length: string, unit: number): string =>
  when(
    `(> (as u32 ${length}) ${Math.floor(MOST_BYTES / unit)})`,
    trap('string is too long: it has more than 2^28-1 bytes'),
  );

const misaligned = (pointer: string, alignment: number): readonly string[] =>
  alignment === 1 ? [] : [when(`(!= (& ${pointer} ${alignment - 1}) 0)`, trap('unaligned pointer'))];

const liftUnits = (place: string): readonly string[] => [
  tooLong(local('length'), 2),
  ...misaligned(local('pointer'), 2),
  list('mem-to-strict-utf16', place, local('pointer'), local('length')),
];

/** The highest bit of the length says that it is UTF-16. */
const liftTagged = (place: string): readonly string[] => [
  ...misaligned(local('pointer'), 2),
  list(
    'if',
    `(< ${local('length')} 0)`,
    block(
      [declare('units', `(& ${local('length')} 0x7fffffff)`), tooLong(local('units'), 2)],
      list('mem-to-strict-utf16', place, local('pointer'), local('units')),
    ),
    block([tooLong(local('length'), 1)], list('mem-to-latin1', place, local('pointer'), local('length'))),
  ),
];

/** A function of a pointer and a count of elements. */
function liftList(element: ValueType, codec: Codec): string {
  const { generator, side } = codec;
  const { size, alignment } = extentOf(element);
  const text = generator.types.of(element, side);
  return generator.helper(`lift-list ${keyOf(codec)} ${generator.idOf(element)} ${text}`, 'lift-list', (name) =>
    list(
      'func',
      name,
      '(param $pointer i32)',
      '(param $length i32)',
      list('result', list('array', text)),
      when(
        `(> (as u32 ${local('length')}) ${Math.floor(MOST_BYTES / size)})`,
        trap('list is too long: it has more than 2^28-1 bytes'),
      ),
      ...misaligned(local('pointer'), alignment),
      checkRange(local('pointer'), list('*', local('length'), size), codec),
      list('lift-array', text, size, local('pointer'), local('length'), '$at', load(element, local('at'), 0, codec)),
    ),
  );
}

/** @param at - an address; used several times */
export function load(type: ValueType, at: string, offset: number, codec: Codec): string {
  const { generator } = codec;
  const place = memoryOf(codec);
  const read = (stored: string, extra = 0): string => list('load', stored, place, plus(at, offset + extra));
  const word32 = (extra = 0): string => read('i32', extra);
  switch (type.kind) {
    case 'primitive': {
      if (type.name === 'string') return liftString(word32(), word32(4), codec);
      if (type.name === 'bool') return list('!=', read('u8'), 0);
      if (type.name === 'char') return liftScalar('char', word32(), generator);
      return read(storedAs[type.name]);
    }
    case 'record':
    case 'variant':
    case 'tuple':
    case 'option':
    case 'result':
      return partsIn(type) <= MOST_IN_PLACE
        ? loadParts(type, at, offset, codec)
        : call(loader(type, codec), plus(at, offset));
    case 'flags':
      return liftFlags(type, list('as', 'i32', read(`u${8 * sizeOfFlags(type.labels.length)}`)), codec);
    case 'enum':
      return call(liftEnum(type, codec), list('as', 'i32', read(`u${8 * sizeOfDiscriminant(type.labels.length)}`)));
    case 'list': {
      const tuple = asTuple(type);
      if (tuple) return load(tuple, at, offset, codec);
      if (type.length !== undefined) return loadFixed(type.element, type.length, plus(at, offset), codec);
      return call(liftList(type.element, codec), word32(), word32(4));
    }
    case 'map':
      return call(liftList({ kind: 'tuple', items: [type.key, type.value] }, codec), word32(), word32(4));
    case 'own':
      return liftOwn(type.resource, word32(), codec);
    case 'borrow':
      return liftBorrow(type.resource, word32(), codec);
    case 'stream':
    case 'future':
      return list('as', 'u32', word32());
  }
}

const loadFixed = (element: ValueType, length: number, at: string, codec: Codec): string =>
  list(
    'lift-array',
    codec.generator.types.of(element, codec.side),
    extentOf(element).size,
    at,
    length,
    '$at',
    load(element, local('at'), 0, codec),
  );

/** Parts up to which a type is loaded where it is wanted; of larger ones there is one function. */
const MOST_IN_PLACE = 8;

const partsIn = (type: ValueType): number => 1 + partsOf(type).reduce((sum, part) => sum + partsIn(part), 0);

/** A function of an address. */
function loader(type: ValueType, codec: Codec): string {
  const { generator, side } = codec;
  const text = generator.types.of(type, side);
  const base = /^\w+$/.test(text) ? text : type.kind;
  return generator.helper(`load ${keyOf(codec)} ${generator.idOf(type)} ${text}`, `load-${base}`, (name) =>
    list('func', name, '(param $at i32)', list('result', text), loadParts(type, local('at'), 0, codec)),
  );
}

function loadParts(type: ValueType, at: string, offset: number, codec: Codec): string {
  const { generator, side } = codec;
  if (type.kind === 'record') {
    const offsets = offsetsOf(type.fields.map((field) => field.type));
    const fields = type.fields.map((field, index) =>
      list('field', word(camelCase(field.label)), load(field.type, at, offset + (offsets[index] ?? 0), codec)),
    );
    return list('make-record', generator.types.of(type, side), ...fields);
  }
  if (type.kind === 'tuple') return loadTuple(type.items, at, offset, codec);
  const cases = casesOf(type) ?? [];
  const stored = `u${8 * sizeOfDiscriminant(cases.length)}`;
  const discriminant = list('load', stored, memoryOf(codec), plus(at, offset));
  const payloadAt = offset + payloadOffset(cases);
  return choose(type, discriminant, codec, (one) => (one.type ? load(one.type, at, payloadAt, codec) : ''));
}

function loadTuple(items: readonly ValueType[], at: string, offset: number, codec: Codec): string {
  const offsets = offsetsOf(items);
  return list('make-tuple', ...items.map((item, index) => load(item, at, offset + (offsets[index] ?? 0), codec)));
}
