/** What all sections are made of: sorts, names of imports and exports, and references to types. */
import { type Cursor, Malformed, readByte, readName, readS33, readU32, readVector } from '../core/bytes.ts';
import type {
  CoreSort,
  ExternReference,
  InlineExport,
  NamedExtern,
  PrimitiveTypeName,
  Reference,
  Sort,
  ValueTypeReference,
} from './definitions.ts';

export const hex = (byte: number): string => `0x${byte.toString(16).padStart(2, '0')}`;

const coreSorts: Readonly<Record<number, CoreSort>> = {
  0: 'func',
  1: 'table',
  2: 'memory',
  3: 'global',
  4: 'tag',
  16: 'type',
  17: 'module',
  18: 'instance',
};

const sorts: Readonly<Record<number, Sort>> = {
  1: 'func',
  2: 'value',
  3: 'type',
  4: 'component',
  5: 'instance',
};

export function readCoreSort(cursor: Cursor): CoreSort {
  const start = cursor.offset;
  const sort = coreSorts[readByte(cursor)];
  if (sort === undefined) throw new Malformed('invalid leading byte for a core sort', start);
  return sort;
}

export function readSort(cursor: Cursor): Sort {
  const start = cursor.offset;
  const byte = readByte(cursor);
  if (byte === 0) return `core ${readCoreSort(cursor)}`;
  const sort = sorts[byte];
  if (sort === undefined) throw new Malformed(`invalid leading byte ${hex(byte)} for a sort`, start);
  return sort;
}

export const readReference = (cursor: Cursor): Reference => ({ sort: readSort(cursor), index: readU32(cursor) });

export const readCoreReference = (cursor: Cursor): Reference<CoreSort> => ({
  sort: readCoreSort(cursor),
  index: readU32(cursor),
});

const primitiveTypes: Readonly<Record<number, PrimitiveTypeName>> = {
  127: 'bool',
  126: 's8',
  125: 'u8',
  124: 's16',
  123: 'u16',
  122: 's32',
  121: 'u32',
  120: 's64',
  119: 'u64',
  118: 'f32',
  117: 'f64',
  116: 'char',
  115: 'string',
  100: 'error-context',
};

export const primitiveType = (byte: number): PrimitiveTypeName | undefined => primitiveTypes[byte];

/** valtype ::= typeidx | primvaltype, both as s33 */
export function readValueTypeReference(cursor: Cursor): ValueTypeReference {
  const start = cursor.offset;
  const code = readS33(cursor);
  if (code >= 0) return code;
  const name = primitiveType(code + 0x80);
  if (name === undefined) throw new Malformed(`${hex(code & 0x7f)} is no value type`, start);
  return name;
}

export function readOptional<T>(cursor: Cursor, read: (cursor: Cursor) => T): T | undefined {
  const start = cursor.offset;
  const byte = readByte(cursor);
  if (byte > 1) throw new Malformed(`invalid leading byte ${hex(byte)} for what may be absent`, start);
  return byte === 1 ? read(cursor) : undefined;
}

/** A byte that is 0 or 1. */
export const readFlag = (cursor: Cursor): boolean => readOptional(cursor, () => true) ?? false;

interface AttributedName {
  readonly name: string;
  readonly implemented: string | undefined;
}

/** nameattributes */
export function readExternName(cursor: Cursor): AttributedName {
  const start = cursor.offset;
  const form = readByte(cursor);
  if (form > 2) throw new Malformed(`invalid leading byte ${hex(form)} for the name of an import or export`, start);
  const name = readName(cursor);
  return { name, implemented: form === 2 ? readAttributes(cursor) : undefined };
}

const attributeKinds = ['implements', 'versionsuffix', 'external-id'];

/** Gives what is implemented. */
function readAttributes(cursor: Cursor): string | undefined {
  const found = new Map<number, string>();
  readVector(cursor, () => {
    const start = cursor.offset;
    const kind = readByte(cursor);
    if (kind >= attributeKinds.length) throw new Malformed(`invalid leading byte ${hex(kind)} for an attribute`, start);
    if (found.has(kind)) throw new Malformed(`duplicate attribute '${attributeKinds[kind]}'`, start);
    found.set(kind, readName(cursor));
  });
  return found.get(0);
}

export function readInlineExport(cursor: Cursor): InlineExport {
  return { ...readExternName(cursor), value: readReference(cursor) };
}

export function readNamedExtern(cursor: Cursor): NamedExtern {
  const { name, implemented } = readExternName(cursor);
  return { name, implemented, type: readExternType(cursor) };
}

/** externtype */
export function readExternType(cursor: Cursor): ExternReference {
  const start = cursor.offset;
  const byte = readByte(cursor);
  switch (byte) {
    case 0x00:
      expectByte(cursor, 0x11, 'the type of a core module');
      return { kind: 'module', type: readU32(cursor) };
    case 0x01:
      return { kind: 'func', type: readU32(cursor) };
    case 0x02:
      throw new Malformed('values are imported and exported only by a future version of the format', start);
    case 0x03:
      return readTypeBound(cursor);
    case 0x04:
      return { kind: 'component', type: readU32(cursor) };
    case 0x05:
      return { kind: 'instance', type: readU32(cursor) };
    default:
      throw new Malformed(`invalid leading byte ${hex(byte)} for the type of an import or export`, start);
  }
}

function readTypeBound(cursor: Cursor): ExternReference {
  const start = cursor.offset;
  const byte = readByte(cursor);
  if (byte > 1) throw new Malformed(`invalid leading byte ${hex(byte)} for the bound of a type`, start);
  return { kind: 'type', equals: byte === 0 ? readU32(cursor) : undefined };
}

export function expectByte(cursor: Cursor, byte: number, what: string): void {
  const start = cursor.offset;
  const found = readByte(cursor);
  if (found !== byte) throw new Malformed(`${what} has ${hex(found)} where ${hex(byte)} belongs`, start);
}
