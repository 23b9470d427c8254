/** What functions do that others need to know: which globals they set, and whom they call. */
import { atEnd, type Cursor, cursorOver, readByte, readU32, skip } from './bytes.ts';

/** Of one function's code. */
export interface CodeFacts {
  readonly sets: ReadonlySet<number>;
  /** Indices of functions, imported ones included. */
  readonly calls: ReadonlySet<number>;
  /** Whether it calls what is only known at run time, or has an instruction beyond this reader: it may do anything. */
  readonly isOpen: boolean;
}

interface Found {
  readonly sets: Set<number>;
  readonly calls: Set<number>;
}

/** Reads what follows an opcode. False where what comes then cannot be read. */
type Reader = (cursor: Cursor, found: Found) => boolean;

/** One function after another, as the code section has them. */
export function* readCode(section: Cursor): Generator<CodeFacts> {
  const cursor = cursorOver(section.bytes, section.offset, section.end);
  const count = readU32(cursor);
  for (let index = 0; index < count; index++) {
    const size = readU32(cursor);
    const body = cursorOver(cursor.bytes, cursor.offset, cursor.offset + size);
    skip(cursor, size);
    yield readBody(body);
  }
}

function readBody(cursor: Cursor): CodeFacts {
  const found: Found = { sets: new Set(), calls: new Set() };
  const groups = readU32(cursor);
  for (let group = 0; group < groups; group++) {
    skipInteger(cursor);
    if (!skipValueType(cursor)) return { ...found, isOpen: true };
  }
  while (!atEnd(cursor)) {
    const read = readers[readByte(cursor)];
    if (!read?.(cursor, found)) return { ...found, isOpen: true };
  }
  return { ...found, isOpen: false };
}

/** Of any size and sign: what it is does not matter. */
function skipInteger(cursor: Cursor): void {
  while (readByte(cursor) & 0x80);
}

/** References to types of the module have an index behind them. */
function skipValueType(cursor: Cursor): boolean {
  const type = readByte(cursor);
  if (type === 0x63 || type === 0x64) skipInteger(cursor);
  return type >= 0x63;
}

const nothing: Reader = () => true;
const integers =
  (count: number): Reader =>
  (cursor) => {
    for (let index = 0; index < count; index++) skipInteger(cursor);
    return true;
  };
const bytes =
  (count: number): Reader =>
  (cursor) => {
    skip(cursor, count);
    return true;
  };

/** Alignment and offset; a bit of the alignment says that the memory's index stands between them. */
function memoryArgument(cursor: Cursor): boolean {
  if (readU32(cursor) & 0x40) skipInteger(cursor);
  skipInteger(cursor);
  return true;
}

function labels(cursor: Cursor): boolean {
  const count = readU32(cursor);
  return integers(count + 1)(cursor, { sets: new Set(), calls: new Set() });
}

function types(cursor: Cursor): boolean {
  const count = readU32(cursor);
  for (let index = 0; index < count; index++) if (!skipValueType(cursor)) return false;
  return true;
}

function setsGlobal(cursor: Cursor, { sets }: Found): boolean {
  sets.add(readU32(cursor));
  return true;
}

function calls(cursor: Cursor, { calls: called }: Found): boolean {
  called.add(readU32(cursor));
  return true;
}

/** Saturating conversions, and copies and fills of memories and tables: how many integers follow each. */
const bulkOperands = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

function bulk(cursor: Cursor, found: Found): boolean {
  const count = bulkOperands[readU32(cursor)];
  return count !== undefined && integers(count)(cursor, found);
}

function vector(cursor: Cursor): boolean {
  const operation = readU32(cursor);
  if (operation <= 11 || operation === 92 || operation === 93) return memoryArgument(cursor);
  if (operation === 12 || operation === 13) skip(cursor, 16);
  else if (operation >= 84 && operation <= 91) {
    memoryArgument(cursor);
    skip(cursor, 1);
  } else if (operation >= 21 && operation <= 34) skip(cursor, 1);
  return true;
}

function atomic(cursor: Cursor): boolean {
  if (readU32(cursor) !== 3) return memoryArgument(cursor);
  skip(cursor, 1);
  return true;
}

const range = (first: number, last: number, reader: Reader): readonly (readonly [number, Reader])[] =>
  Array.from({ length: last - first + 1 }, (_, index) => [first + index, reader]);

/** By opcode. Calls through tables and references are missing, and so is what only garbage-collected languages use. */
const readers: Readonly<Record<number, Reader>> = Object.fromEntries([
  ...range(0x00, 0x01, nothing),
  ...range(0x02, 0x04, integers(1)), // block, loop, if
  [0x05, nothing],
  ...range(0x08, 0x09, integers(1)), // throw, rethrow
  [0x0b, nothing],
  ...range(0x0c, 0x0d, integers(1)), // br, br_if
  [0x0e, labels],
  [0x0f, nothing],
  [0x10, calls],
  [0x12, calls], // return_call
  ...range(0x1a, 0x1b, nothing),
  [0x1c, types], // select
  ...range(0x20, 0x23, integers(1)),
  [0x24, setsGlobal],
  ...range(0x25, 0x26, integers(1)),
  ...range(0x28, 0x3e, memoryArgument),
  ...range(0x3f, 0x42, integers(1)), // memory.size, memory.grow, constants
  [0x43, bytes(4)],
  [0x44, bytes(8)],
  ...range(0x45, 0xc4, nothing),
  [0xd0, integers(1)],
  [0xd1, nothing],
  [0xd2, integers(1)],
  [0xfc, bulk],
  [0xfd, vector],
  [0xfe, atomic],
]);
