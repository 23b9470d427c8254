/** Lowering: to flat core values, and into memory. */
import type { ValueType } from '../component/entities.ts';
import {
  casesOf,
  extentOf,
  type FlatType,
  flatTypes,
  offsetsOf,
  payloadOffset,
  sizeOfDiscriminant,
  sizeOfFlags,
} from '../component/flatten.ts';
import { asTuple } from './fixed-lists.ts';
import { type Codec, keyOf, memoryOf } from './generator.ts';
import {
  call,
  camelCase,
  createNames,
  declare,
  get,
  list,
  local,
  type NamePool,
  plus,
  set,
  trap,
  when,
  word,
} from './itl-text.ts';
import { allocator, reallocator } from './ranges.ts';
import { lowerBorrow, lowerOwn } from './resources.ts';
import { coerced, lowerScalar, storedAs } from './scalars.ts';

/** Where statements go that come before a value, and the names that are free there. */
export interface Body {
  readonly out: string[];
  readonly names: NamePool;
}

export const newBody = (reserved: readonly string[]): Body => ({ out: [], names: createNames(reserved) });

/** A value with a name, so that it can be used several times. */
export function held(value: string, base: string, { out, names }: Body): string {
  if (/^\(local \$[^ ]+\)$/.test(value)) return value;
  const name = names.take(base);
  out.push(declare(name, value));
  return local(name);
}

export function lowerFlat(type: ValueType, value: string, body: Body, codec: Codec): readonly string[] {
  const { generator, side } = codec;
  switch (type.kind) {
    case 'primitive':
      return type.name === 'string' ? lowerString(value, body, codec) : [lowerScalar(type.name, value)];
    case 'record': {
      const record = held(value, 'record', body);
      const text = generator.types.of(type, side);
      return type.fields.flatMap((field) =>
        lowerFlat(field.type, list('read-field', text, word(camelCase(field.label)), record), body, codec),
      );
    }
    case 'tuple': {
      const tuple = held(value, 'tuple', body);
      const text = generator.types.of(type, side);
      return type.items.flatMap((item, index) => lowerFlat(item, list('read-tuple', text, index, tuple), body, codec));
    }
    case 'flags':
      return [list('lower-flags', generator.types.of(type, side), value)];
    case 'enum':
      return [list('lower-enum', generator.types.of(type, side), value)];
    case 'variant':
    case 'option':
    case 'result':
      return lowerCases(type, value, body, codec);
    case 'list': {
      const tuple = asTuple(type);
      return tuple ? lowerFlat(tuple, value, body, codec) : lowerList(type.element, value, body, codec);
    }
    case 'map':
      return lowerList({ kind: 'tuple', items: [type.key, type.value] }, value, body, codec);
    case 'own':
      return [lowerOwn(type.resource, value, codec)];
    case 'borrow':
      return [lowerBorrow(type.resource, value, codec)];
    case 'stream':
    case 'future':
      return [list('as', 'i32', value)];
  }
}

const zero: Readonly<Record<FlatType, string>> = { i32: '0', i64: '0', f32: '0.0', f64: '0.0' };

/** Variables for the discriminant and the joined values; an arm a case sets them. */
function lowerCases(type: ValueType, value: string, body: Body, codec: Codec): readonly string[] {
  const flats = flatTypes(type);
  const variables = flats.map((flat, index) => {
    const name = body.names.take(index === 0 ? 'case' : 'flat');
    body.out.push(list('var', `$${name}`, flat, zero[flat]));
    return name;
  });
  const [discriminant = '', ...rest] = variables;
  const arms = (casesOf(type) ?? []).map(({ label, type: payload }, index) => {
    const inner: Body = { out: [], names: body.names };
    const bound = payload ? body.names.take('payload') : undefined;
    if (index > 0) inner.out.push(set(discriminant, String(index)));
    if (payload && bound !== undefined) {
      const natural = flatTypes(payload);
      const values = lowerFlat(payload, local(bound), inner, codec);
      values.forEach((each, at) => {
        inner.out.push(set(rest[at] ?? '', coerced(each, natural[at] ?? 'i32', flats[at + 1] ?? 'i32')));
      });
    }
    return list(
      'case',
      word(label),
      ...(bound === undefined ? [] : [`$${bound}`]),
      ...(inner.out.length > 0 ? inner.out : ['(block)']),
    );
  });
  body.out.push(list('match', value, ...arms));
  return variables.map(get);
}

function lowerString(value: string, body: Body, codec: Codec): readonly string[] {
  const text = held(value, 'text', body);
  const place = memoryOf(codec);
  const allocate = allocator(codec);
  switch (codec.encoding) {
    case 'utf8': {
      const size = held(list('string-len', text), 'size', body);
      const pointer = held(call(allocate, '1', size), 'pointer', body);
      body.out.push(list('string-to-mem', place, text, pointer));
      return [pointer, size];
    }
    case 'utf16': {
      const units = held(list('utf16-len', text), 'units', body);
      const pointer = held(call(allocate, '2', list('*', units, 2)), 'pointer', body);
      body.out.push(list('utf16-to-mem', place, text, pointer));
      return [pointer, units];
    }
    case 'latin1+utf16':
      return lowerTagged(text, allocate, place, body, codec);
  }
}

/** A byte a character where that is enough: for more the room grows. */
function lowerTagged(text: string, allocate: string, place: string, body: Body, codec: Codec): readonly string[] {
  const narrow = held(list('is-latin1', text), 'isNarrow', body);
  const units = held(list('utf16-len', text), 'units', body);
  const pointer = body.names.take('pointer');
  body.out.push(
    list('var', `$${pointer}`, 'i32', call(allocate, '2', units)),
    list(
      'if',
      narrow,
      list('latin1-to-mem', place, text, get(pointer)),
      list(
        'block',
        set(pointer, call(reallocator(codec), get(pointer), units, '2', list('*', units, 2))),
        list('utf16-to-mem', place, text, get(pointer)),
      ),
    ),
  );
  return [get(pointer), list('if', narrow, units, list('|', units, '0x80000000'))];
}

function lowerList(element: ValueType, value: string, body: Body, codec: Codec): readonly string[] {
  const array = held(value, 'items', body);
  const pointer = isNumber(element)
    ? lowerElements(element, array, body, codec)
    : held(call(listLowerer(element, codec), array), 'pointer', body);
  return [pointer, list('array-len', array)];
}

/** What is copied as a whole is copied where it is wanted: no array has to be made of what JavaScript gave. */
const isNumber = (element: ValueType): boolean =>
  element.kind === 'primitive' && !['string', 'bool', 'char', 'error-context'].includes(element.name);

/** A function of an array: where its elements lie. */
function listLowerer(element: ValueType, codec: Codec): string {
  const { generator, side } = codec;
  const text = generator.types.of(element, side);
  return generator.helper(`lower-list ${keyOf(codec)} ${generator.idOf(element)} ${text}`, 'lower-list', (name) => {
    const body = newBody(['items']);
    const pointer = lowerElements(element, local('items'), body, codec);
    return list('func', name, list('param', '$items', list('array', text)), '(result i32)', ...body.out, pointer);
  });
}

/** Where the elements lie. @param array - used several times */
function lowerElements(element: ValueType, array: string, { out, names }: Body, codec: Codec): string {
  const { size, alignment } = extentOf(element);
  const text = codec.generator.types.of(element, codec.side);
  const length = held(list('array-len', array), 'length', { out, names });
  out.push(when(`(> (as u32 ${length}) ${Math.floor((2 ** 32 - 1) / size)})`, trap('list is too long for memory')));
  const room = call(allocator(codec), String(alignment), list('*', length, size));
  const inner = newBody(['items', 'length', 'pointer', 'at', 'item']);
  store(element, local('item'), local('at'), 0, inner, codec);
  return held(list('lower-array', text, size, room, array, '$at', '$item', ...inner.out), 'pointer', { out, names });
}

const checkLength = (array: string, length: number): string =>
  when(`(!= (array-len ${array}) ${length})`, trap(`a list must have ${length} elements`));

/** Puts a value into memory. @param at - an address; used several times */
export function store(type: ValueType, value: string, at: string, offset: number, body: Body, codec: Codec): void {
  const { generator, side } = codec;
  const place = memoryOf(codec);
  const put = (stored: string, of: string, extra = 0): void => {
    body.out.push(list('store', stored, place, plus(at, offset + extra), of));
  };
  const pair = (values: readonly string[]): void =>
    values.forEach((each, index) => {
      put('u32', list('as', 'u32', each), 4 * index);
    });
  switch (type.kind) {
    case 'primitive':
      if (type.name === 'string') return pair(lowerString(value, body, codec));
      if (type.name === 'bool') return put('u8', list('as', 'u8', value));
      if (type.name === 'char') return put('u32', list('as', 'u32', value));
      return put(storedAs[type.name], value);
    case 'record':
    case 'tuple':
    case 'variant':
    case 'option':
    case 'result':
      body.out.push(call(storer(type, codec), value, plus(at, offset)));
      return;
    case 'flags': {
      const stored = `u${8 * sizeOfFlags(type.labels.length)}`;
      return put(stored, list('as', stored, list('lower-flags', generator.types.of(type, side), value)));
    }
    case 'enum': {
      const stored = `u${8 * sizeOfDiscriminant(type.labels.length)}`;
      return put(stored, list('as', stored, list('lower-enum', generator.types.of(type, side), value)));
    }
    case 'list': {
      const tuple = asTuple(type);
      if (tuple) return store(tuple, value, at, offset, body, codec);
      if (type.length === undefined) return pair(lowerList(type.element, value, body, codec));
      return storeFixed(type.element, type.length, value, plus(at, offset), body, codec);
    }
    case 'map':
      return pair(lowerList({ kind: 'tuple', items: [type.key, type.value] }, value, body, codec));
    case 'own':
      return put('u32', list('as', 'u32', lowerOwn(type.resource, value, codec)));
    case 'borrow':
      return put('u32', list('as', 'u32', lowerBorrow(type.resource, value, codec)));
    case 'stream':
    case 'future':
      return put('u32', value);
  }
}

function storeFixed(element: ValueType, length: number, value: string, at: string, body: Body, codec: Codec): void {
  const array = held(value, 'items', body);
  const inner = newBody(['items', 'at', 'item']);
  store(element, local('item'), local('at'), 0, inner, codec);
  const { generator, side } = codec;
  const text = generator.types.of(element, side);
  body.out.push(
    checkLength(array, length),
    list('lower-array', text, extentOf(element).size, at, array, '$at', '$item', ...inner.out),
  );
}

/** A function of a value and an address. */
function storer(type: ValueType, codec: Codec): string {
  const { generator, side } = codec;
  const text = generator.types.of(type, side);
  const base = /^\w+$/.test(text) ? text : type.kind;
  return generator.helper(`store ${keyOf(codec)} ${generator.idOf(type)} ${text}`, `store-${base}`, (name) => {
    const body = newBody(['value', 'at']);
    storeParts(type, body, codec);
    return list('func', name, list('param', '$value', text), '(param $at i32)', ...body.out);
  });
}

function storeParts(type: ValueType, body: Body, codec: Codec): void {
  const { generator, side } = codec;
  const [value, at] = [local('value'), local('at')];
  const text = generator.types.of(type, side);
  if (type.kind === 'record') {
    const offsets = offsetsOf(type.fields.map((field) => field.type));
    type.fields.forEach((field, index) => {
      store(
        field.type,
        list('read-field', text, word(camelCase(field.label)), value),
        at,
        offsets[index] ?? 0,
        body,
        codec,
      );
    });
  } else if (type.kind === 'tuple') {
    const offsets = offsetsOf(type.items);
    type.items.forEach((item, index) => {
      store(item, list('read-tuple', text, index, value), at, offsets[index] ?? 0, body, codec);
    });
  } else storeCases(type, body, codec);
}

function storeCases(type: ValueType, body: Body, codec: Codec): void {
  const cases = casesOf(type) ?? [];
  const stored = `u${8 * sizeOfDiscriminant(cases.length)}`;
  const at = local('at');
  const arms = cases.map(({ label, type: payload }, index) => {
    const inner: Body = { out: [], names: body.names };
    inner.out.push(list('store', stored, memoryOf(codec), at, index));
    const bound = payload ? body.names.take('payload') : undefined;
    if (payload && bound !== undefined) store(payload, local(bound), at, payloadOffset(cases), inner, codec);
    return list('case', word(label), ...(bound === undefined ? [] : [`$${bound}`]), ...inner.out);
  });
  body.out.push(list('match', local('value'), ...arms));
}
