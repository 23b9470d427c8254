/** Value types and the type section, with the groups, structs and arrays of garbage collection. */
import { type Cursor, Malformed, peekByte, readByte, readS33, readU32, readVector } from './bytes.ts';
import type { CoreSignature } from './module-interface.ts';

/** What is not a function (a struct, an array) has no signature. */
export type TypeEntry = CoreSignature | 'other';

export interface TypeTable {
  readonly entries: readonly TypeEntry[];
  /** False when a type of a newer proposal hid the rest of the section. */
  readonly complete: boolean;
}

/** A feature beyond this reader: what follows it in the section cannot be read either. */
class Unknown extends Malformed {}

const numberTypes: Readonly<Record<number, string>> = { 127: 'i32', 126: 'i64', 125: 'f32', 124: 'f64', 123: 'v128' };

/** Heap types: the short name of the nullable reference, and the name inside `(ref …)`. */
const heapTypes: Readonly<Record<number, readonly [reference: string, heap: string]>> = {
  116: ['nullexnref', 'noexn'],
  115: ['nullfuncref', 'nofunc'],
  114: ['nullexternref', 'noextern'],
  113: ['nullref', 'none'],
  112: ['funcref', 'func'],
  111: ['externref', 'extern'],
  110: ['anyref', 'any'],
  109: ['eqref', 'eq'],
  108: ['i31ref', 'i31'],
  107: ['structref', 'struct'],
  106: ['arrayref', 'array'],
  105: ['exnref', 'exn'],
};

const REF_NULL = 0x63;
const REF = 0x64;

export function readValueType(cursor: Cursor): string {
  const code = readByte(cursor);
  if (code === REF) return `(ref ${readHeapType(cursor)})`;
  if (code === REF_NULL) return nullableReference(cursor);
  const type = numberTypes[code] ?? heapTypes[code]?.[0];
  if (type === undefined) throw new Unknown(`0x${code.toString(16)} is no value type known here`, cursor.offset - 1);
  return type;
}

function nullableReference(cursor: Cursor): string {
  const heap = readHeapType(cursor);
  const short = Object.values(heapTypes).find(([, name]) => name === heap);
  return short ? short[0] : `(ref null ${heap})`;
}

export function readHeapType(cursor: Cursor): string {
  const start = cursor.offset;
  const code = readS33(cursor);
  if (code >= 0) return String(code);
  const heap = heapTypes[code + 0x80];
  if (heap === undefined) throw new Unknown('a heap type is not known here', start);
  return heap[1];
}

export function readTypes(cursor: Cursor): TypeTable {
  const entries: TypeEntry[] = [];
  try {
    readVector(cursor, () => readRecursionGroup(cursor, entries));
    return { entries, complete: true };
  } catch (error) {
    if (!(error instanceof Unknown)) throw error;
    cursor.offset = cursor.end;
    return { entries, complete: false };
  }
}

/** rectype = 0x4e vec(subtype) | subtype */
function readRecursionGroup(cursor: Cursor, entries: TypeEntry[]): void {
  if (peekByte(cursor) !== 0x4e) {
    entries.push(readSubType(cursor));
    return;
  }
  readByte(cursor);
  readVector(cursor, () => entries.push(readSubType(cursor)));
}

/** subtype = (0x50 | 0x4f) vec(typeidx) comptype | comptype */
function readSubType(cursor: Cursor): TypeEntry {
  const code = peekByte(cursor);
  if (code === 0x50 || code === 0x4f) {
    readByte(cursor);
    readVector(cursor, readU32);
  }
  return readCompositeType(cursor);
}

/** comptype = 0x60 vec(valtype) vec(valtype) | 0x5f vec(field) | 0x5e field */
export function readCompositeType(cursor: Cursor): TypeEntry {
  const code = readByte(cursor);
  switch (code) {
    case 0x60:
      return { params: readVector(cursor, readValueType), results: readVector(cursor, readValueType) };
    case 0x5f:
      readVector(cursor, skipField);
      return 'other';
    case 0x5e:
      skipField(cursor);
      return 'other';
    default:
      throw new Unknown(`0x${code.toString(16)} is no type known here`, cursor.offset - 1);
  }
}

/** field = (valtype | 0x78 i8 | 0x77 i16) mutability */
function skipField(cursor: Cursor): void {
  const code = peekByte(cursor);
  if (code === 0x78 || code === 0x77) readByte(cursor);
  else readValueType(cursor);
  readByte(cursor);
}
