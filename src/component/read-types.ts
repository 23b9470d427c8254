/** The sections of types, and what stands in the types of components, instances and core modules. */
import { type Cursor, Malformed, peekByte, readByte, readName, readU32, readVector } from '../core/bytes.ts';
import { readLimits } from '../core/read-module.ts';
import { readCompositeType, readValueType } from '../core/read-types.ts';
import type {
  Alias,
  CaseReference,
  CoreTypeDefinition,
  Declaration,
  EntityReference,
  LabelledType,
  ModuleDeclaration,
  TypeDefinition,
  ValueTypeReference,
} from './definitions.ts';
import {
  expectByte,
  hex,
  primitiveType,
  type readCoreSort,
  readNamedExtern,
  readOptional,
  readSort,
  readValueTypeReference,
} from './read-references.ts';

/** How deep types and components may stand within each other. */
const DEEPEST = 100;

const label = (cursor: Cursor): LabelledType => ({ label: readName(cursor), type: readValueTypeReference(cursor) });

function readCase(cursor: Cursor): CaseReference {
  const name = readName(cursor);
  const type = readOptional(cursor, readValueTypeReference);
  expectByte(cursor, 0, 'a case');
  return { label: name, type };
}

/** At least one, or the type has no meaning. */
function readSome<T>(cursor: Cursor, what: string, read: (cursor: Cursor) => T): readonly T[] {
  const start = cursor.offset;
  const found = readVector(cursor, read);
  if (found.length === 0) throw new Malformed(`a ${what} must have at least one part`, start);
  return found;
}

type Reader = (cursor: Cursor, depth: number) => TypeDefinition;

const readers: Readonly<Record<number, Reader>> = {
  114: (cursor) => ({ kind: 'record', fields: readSome(cursor, 'record', label) }),
  113: (cursor) => ({ kind: 'variant', cases: readSome(cursor, 'variant', readCase) }),
  112: (cursor) => ({ kind: 'list', element: readValueTypeReference(cursor), length: undefined }),
  111: (cursor) => ({ kind: 'tuple', items: readSome(cursor, 'tuple', readValueTypeReference) }),
  110: readFlags,
  109: (cursor) => ({ kind: 'enum', labels: readSome(cursor, 'enum', readName) }),
  107: (cursor) => ({ kind: 'option', payload: readValueTypeReference(cursor) }),
  106: (cursor) => ({
    kind: 'result',
    ok: readOptional(cursor, readValueTypeReference),
    error: readOptional(cursor, readValueTypeReference),
  }),
  105: (cursor) => ({ kind: 'own', resource: readU32(cursor) }),
  104: (cursor) => ({ kind: 'borrow', resource: readU32(cursor) }),
  103: readFixedList,
  102: (cursor) => ({ kind: 'stream', payload: readOptional(cursor, readValueTypeReference) }),
  101: (cursor) => ({ kind: 'future', payload: readOptional(cursor, readValueTypeReference) }),
  99: (cursor) => ({ kind: 'map', key: readValueTypeReference(cursor), value: readValueTypeReference(cursor) }),
  67: (cursor) => readFunctionType(cursor, true),
  66: (cursor, depth) => ({ kind: 'instance', declarations: readDeclarations(cursor, depth, false) }),
  65: (cursor, depth) => ({ kind: 'component', declarations: readDeclarations(cursor, depth, true) }),
  64: (cursor) => readFunctionType(cursor, false),
  63: (cursor) => ({ kind: 'resource', rep: readValueType(cursor), destructor: readOptional(cursor, readU32) }),
};

/** The whole section's items are read with the depth of the component. */
export function readTypeDefinition(cursor: Cursor, depth: number): TypeDefinition {
  const start = cursor.offset;
  if (depth > DEEPEST) throw new Malformed('types are nested too deep', start);
  const byte = readByte(cursor);
  const name = primitiveType(byte);
  if (name !== undefined) return { kind: 'primitive', name };
  const read = readers[byte];
  if (!read) throw new Malformed(`invalid leading byte ${hex(byte)} for a type`, start);
  return read(cursor, depth + 1);
}

export const MOST_FLAGS = 32;

function readFlags(cursor: Cursor): TypeDefinition {
  const start = cursor.offset;
  const labels = readSome(cursor, 'flags type', readName);
  if (labels.length > MOST_FLAGS) throw new Malformed('cannot have more than 32 flags', start);
  return { kind: 'flags', labels };
}

function readFixedList(cursor: Cursor): TypeDefinition {
  const element = readValueTypeReference(cursor);
  const start = cursor.offset;
  const length = readU32(cursor);
  if (length === 0) throw new Malformed('a list of a fixed length must have at least one element', start);
  return { kind: 'list', element, length };
}

function readFunctionType(cursor: Cursor, isAsync: boolean): TypeDefinition {
  const params = readVector(cursor, label);
  return { kind: 'func', isAsync, params, result: readResultList(cursor) };
}

/** resultlist */
export function readResultList(cursor: Cursor): ValueTypeReference | undefined {
  const start = cursor.offset;
  const byte = readByte(cursor);
  if (byte === 0) return readValueTypeReference(cursor);
  if (byte !== 1) throw new Malformed(`invalid leading byte ${hex(byte)} for a result`, start);
  expectByte(cursor, 0, 'the result of a function without one');
  return undefined;
}

const readDeclarations = (cursor: Cursor, depth: number, ofComponent: boolean): readonly Declaration[] =>
  readVector(cursor, () => readDeclaration(cursor, depth, ofComponent));

function readDeclaration(cursor: Cursor, depth: number, ofComponent: boolean): Declaration {
  const offset = cursor.offset;
  const byte = readByte(cursor);
  switch (byte) {
    case 0x00:
      return { kind: 'core-type', offset, type: readCoreType(cursor, depth) };
    case 0x01:
      return { kind: 'type', offset, type: readTypeDefinition(cursor, depth) };
    case 0x02:
      return { kind: 'alias', offset, alias: readAlias(cursor) };
    case 0x03:
      if (ofComponent) return { kind: 'import', offset, extern: readNamedExtern(cursor) };
      break;
    case 0x04:
      return { kind: 'export-declaration', offset, extern: readNamedExtern(cursor) };
  }
  throw new Malformed(`invalid leading byte ${hex(byte)} for a declaration`, offset);
}

/** alias */
export function readAlias(cursor: Cursor): Alias {
  const start = cursor.offset;
  const sort = readSort(cursor);
  const byte = readByte(cursor);
  switch (byte) {
    case 0x00:
      return { kind: 'export', sort, instance: readU32(cursor), name: readName(cursor) };
    case 0x01:
      if (!sort.startsWith('core ')) throw new Malformed(`a core instance exports no ${sort}`, start);
      return {
        kind: 'core-export',
        sort: sort.slice('core '.length) as ReturnType<typeof readCoreSort>,
        instance: readU32(cursor),
        name: readName(cursor),
      };
    case 0x02:
      return { kind: 'outer', sort, count: readU32(cursor), index: readU32(cursor) };
    default:
      throw new Malformed(`invalid leading byte ${hex(byte)} for an alias`, start);
  }
}

/** core:deftype */
export function readCoreType(cursor: Cursor, depth: number): CoreTypeDefinition {
  const start = cursor.offset;
  if (depth > DEEPEST) throw new Malformed('types are nested too deep', start);
  if (peekByte(cursor) === 0x50) {
    readByte(cursor);
    return { kind: 'module', declarations: readVector(cursor, () => readModuleDeclaration(cursor, depth + 1)) };
  }
  // In front of a subtype, which would else begin like a module's type.
  if (peekByte(cursor) === 0x00) readByte(cursor);
  if (peekByte(cursor) === 0x50 || peekByte(cursor) === 0x4f) {
    readByte(cursor);
    readVector(cursor, readU32);
  }
  const type = readCompositeType(cursor);
  return type === 'other' ? { kind: 'other' } : { kind: 'func', signature: type };
}

function readModuleDeclaration(cursor: Cursor, depth: number): ModuleDeclaration {
  const offset = cursor.offset;
  const byte = readByte(cursor);
  switch (byte) {
    case 0x00:
      return { kind: 'import', offset, module: readName(cursor), field: readName(cursor), entity: readEntity(cursor) };
    case 0x01:
      return { kind: 'type', offset, type: readCoreType(cursor, depth) };
    case 0x02: {
      expectByte(cursor, 0x10, 'an alias in the type of a module');
      expectByte(cursor, 0x01, 'an alias in the type of a module');
      return { kind: 'alias', offset, count: readU32(cursor), index: readU32(cursor) };
    }
    case 0x03:
      return { kind: 'export', offset, field: readName(cursor), entity: readEntity(cursor) };
    default:
      throw new Malformed(`invalid leading byte ${hex(byte)} for a declaration of a module`, offset);
  }
}

/** core:externtype */
function readEntity(cursor: Cursor): EntityReference {
  const start = cursor.offset;
  const byte = readByte(cursor);
  switch (byte) {
    case 0x00:
      return { kind: 'func', type: readU32(cursor) };
    case 0x01: {
      const element = readValueType(cursor);
      return { kind: 'table', index: 0, element, ...readLimits(cursor) };
    }
    case 0x02:
      return { kind: 'memory', index: 0, ...readLimits(cursor) };
    case 0x03: {
      const type = readValueType(cursor);
      return { kind: 'global', index: 0, type, mutable: (readByte(cursor) & 1) === 1, initial: undefined };
    }
    case 0x04:
      expectByte(cursor, 0, 'a tag');
      return { kind: 'tag', type: readU32(cursor) };
    default:
      throw new Malformed(`invalid leading byte ${hex(byte)} for what a module imports or exports`, start);
  }
}
