/** How values travel as core values, and how they lie in memory: sizes, alignments, flat types. */
import type { CoreSignature } from '../core/module-interface.ts';
import type { FunctionType, ValueType } from './entities.ts';
import { partsOf } from './substitute.ts';

export type FlatType = 'i32' | 'i64' | 'f32' | 'f64';

const MOST_FLAT_PARAMS = 16;
const MOST_FLAT_RESULTS = 1;

export interface Case {
  readonly label: string;
  readonly type: ValueType | undefined;
}

/** Variants, and what is a variant of another name. */
export function casesOf(type: ValueType): readonly Case[] | undefined {
  switch (type.kind) {
    case 'variant':
      return type.cases;
    case 'enum':
      return type.labels.map((label) => ({ label, type: undefined }));
    case 'option':
      return [
        { label: 'none', type: undefined },
        { label: 'some', type: type.payload },
      ];
    case 'result':
      return [
        { label: 'ok', type: type.ok },
        { label: 'err', type: type.error },
      ];
    default:
      return undefined;
  }
}

/** Of records and tuples. */
function memberTypes(type: ValueType): readonly ValueType[] | undefined {
  if (type.kind === 'record') return type.fields.map((field) => field.type);
  if (type.kind === 'tuple') return type.items;
  return undefined;
}

const primitiveFlat: Readonly<Record<string, readonly FlatType[]>> = {
  s64: ['i64'],
  u64: ['i64'],
  f32: ['f32'],
  f64: ['f64'],
  string: ['i32', 'i32'],
};

/** Longer than any function may have them: then they are not counted further. */
const TOO_MANY = 1000;

export function flatTypes(type: ValueType): readonly FlatType[] {
  const cases = casesOf(type);
  if (cases) return flatCases(cases);
  const members = memberTypes(type);
  if (members) return flatOfAll(members);
  if (type.kind === 'primitive') return primitiveFlat[type.name] ?? ['i32'];
  if (type.kind === 'list' && type.length !== undefined) {
    const element = flatTypes(type.element);
    return Array.from(
      { length: Math.min(type.length * element.length, TOO_MANY) },
      (_, index) => element[index % element.length] ?? 'i32',
    );
  }
  return type.kind === 'list' || type.kind === 'map' ? ['i32', 'i32'] : ['i32'];
}

export function flatOfAll(types: readonly ValueType[]): readonly FlatType[] {
  const all: FlatType[] = [];
  for (const type of types) {
    if (all.length > TOO_MANY) break;
    all.push(...flatTypes(type));
  }
  return all;
}

function flatCases(cases: readonly Case[]): readonly FlatType[] {
  const joined: FlatType[] = [];
  for (const { type } of cases) {
    (type ? flatTypes(type) : []).forEach((flat, index) => {
      const other = joined[index];
      joined[index] = other === undefined ? flat : join(other, flat);
    });
  }
  return ['i32', ...joined];
}

function join(left: FlatType, right: FlatType): FlatType {
  if (left === right) return left;
  const isNarrow = (type: FlatType): boolean => type === 'i32' || type === 'f32';
  return isNarrow(left) && isNarrow(right) ? 'i32' : 'i64';
}

export interface Flattened {
  readonly signature: CoreSignature;
  /** Parameters lie in memory, the only one being where. */
  readonly spillsParams: boolean;
  /** The result lies in memory. */
  readonly spillsResult: boolean;
}

export function flattened({ params, result }: FunctionType, context: 'lift' | 'lower'): Flattened {
  const flatParams = flatOfAll(params.map(({ type }) => type));
  const flatResults = result ? flatTypes(result) : [];
  const spillsParams = flatParams.length > MOST_FLAT_PARAMS;
  const spillsResult = flatResults.length > MOST_FLAT_RESULTS;
  const given = spillsParams ? ['i32'] : flatParams;
  const signature: CoreSignature = spillsResult
    ? context === 'lift'
      ? { params: given, results: ['i32'] }
      : { params: [...given, 'i32'], results: [] }
    : { params: given, results: flatResults };
  return { signature, spillsParams, spillsResult };
}

const MOST_FLAT_ASYNC_PARAMS = 4;

/** Of a lowered function that gives the state of its call: its result goes to memory. */
export function asyncLowered({ params, result }: FunctionType): CoreSignature {
  const flat = flatOfAll(params.map(({ type }) => type));
  const given = flat.length > MOST_FLAT_ASYNC_PARAMS ? ['i32'] : flat;
  return { params: [...given, ...(result ? ['i32'] : [])], results: ['i32'] };
}

export interface Extent {
  readonly size: number;
  readonly alignment: number;
}

const primitiveSizes: Readonly<Record<string, number>> = {
  bool: 1,
  s8: 1,
  u8: 1,
  s16: 2,
  u16: 2,
  s64: 8,
  u64: 8,
  f64: 8,
};

/** Of values whose pointers have 4 bytes, or 8. */
interface Layout {
  readonly pointer: 4 | 8;
  readonly computed: WeakMap<ValueType, Extent>;
}

const layout32: Layout = { pointer: 4, computed: new WeakMap() };
const layout64: Layout = { pointer: 8, computed: new WeakMap() };

/** In bytes. */
export const extentOf = (type: ValueType): Extent => extentIn(layout32, type);

/** The same where pointers have 64 bits. */
export const widestExtent = (type: ValueType): Extent => extentIn(layout64, type);

function extentIn(layout: Layout, type: ValueType): Extent {
  const known = layout.computed.get(type);
  if (known) return known;
  const extent = compute(type, layout);
  layout.computed.set(type, extent);
  return extent;
}

function compute(type: ValueType, layout: Layout): Extent {
  const pair = { size: 2 * layout.pointer, alignment: layout.pointer };
  const cases = casesOf(type);
  if (cases) return extentOfCases(cases, layout);
  const members = memberTypes(type);
  if (members) return extentOfMembers(members, layout);
  switch (type.kind) {
    case 'primitive': {
      if (type.name === 'string') return pair;
      const size = primitiveSizes[type.name] ?? 4;
      return { size, alignment: size };
    }
    case 'list': {
      if (type.length === undefined) return pair;
      const { size, alignment } = extentIn(layout, type.element);
      return { size: size * type.length, alignment };
    }
    case 'map':
      return pair;
    case 'flags': {
      const size = sizeOfFlags(type.labels.length);
      return { size, alignment: size };
    }
    default:
      return { size: 4, alignment: 4 };
  }
}

export const sizeOfFlags = (count: number): 1 | 2 | 4 => (count <= 8 ? 1 : count <= 16 ? 2 : 4);

export const sizeOfDiscriminant = (count: number): 1 | 2 | 4 => (count <= 0x100 ? 1 : count <= 0x10000 ? 2 : 4);

export const aligned = (offset: number, alignment: number): number => Math.ceil(offset / alignment) * alignment;

export const extentOfAll = (types: readonly ValueType[]): Extent => extentOfMembers(types, layout32);

function extentOfMembers(types: readonly ValueType[], layout: Layout): Extent {
  let size = 0;
  let alignment = 1;
  for (const type of types) {
    const one = extentIn(layout, type);
    size = aligned(size, one.alignment) + one.size;
    alignment = Math.max(alignment, one.alignment);
  }
  return { size: aligned(size, alignment), alignment };
}

/** Where each of them lies. */
export function offsetsOf(types: readonly ValueType[]): readonly number[] {
  let end = 0;
  return types.map((type) => {
    const { size, alignment } = extentOf(type);
    const start = aligned(end, alignment);
    end = start + size;
    return start;
  });
}

function extentOfCases(cases: readonly Case[], layout: Layout): Extent {
  const discriminant = sizeOfDiscriminant(cases.length);
  const payloads = cases.flatMap(({ type }) => (type ? [extentIn(layout, type)] : []));
  const alignment = Math.max(discriminant, ...payloads.map((payload) => payload.alignment));
  const size =
    aligned(discriminant, Math.max(1, ...payloads.map((payload) => payload.alignment))) +
    Math.max(0, ...payloads.map((payload) => payload.size));
  return { size: aligned(size, alignment), alignment };
}

export function payloadOffset(cases: readonly Case[]): number {
  const alignment = Math.max(1, ...cases.map(({ type }) => (type ? extentOf(type).alignment : 1)));
  return aligned(sizeOfDiscriminant(cases.length), alignment);
}

/** Whether a value of it points into memory. */
export const needsMemory = (type: ValueType): boolean =>
  (type.kind === 'primitive' && type.name === 'string') ||
  (type.kind === 'list' && type.length === undefined) ||
  type.kind === 'map' ||
  partsOf(type).some(needsMemory);
