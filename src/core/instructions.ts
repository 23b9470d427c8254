/** What WebAssembly's instructions have behind their opcodes. */
import { type Cursor, readByte, readU32, skip } from './bytes.ts';

export const LOOP = 0x03;
export const CALL = 0x10;
export const RETURN_CALL = 0x12;
export const GLOBAL_SET = 0x24;

/** Through a table or a reference: whom is only known at run time. */
export const callsWhoever = (opcode: number): boolean =>
  opcode === 0x11 || opcode === 0x13 || opcode === 0x14 || opcode === 0x15;

/**
 * What an instruction may do besides giving a value. `loads` and `stores`: it traps outside of the memory; `bulk` changes a memory or
 * a table, or traps; `sets` changes a global or the size of a memory; `traps`: by what it is given.
 */
export type InstructionEffect = 'none' | 'loads' | 'stores' | 'bulk' | 'sets' | 'traps';

/** @param operation - what follows the opcode, which says more of one that is a prefix */
export function effectOf(opcode: number, operation: number): InstructionEffect {
  if (opcode >= 0x28 && opcode <= 0x35) return 'loads';
  if (opcode >= 0x36 && opcode <= 0x3e) return 'stores';
  if (opcode === 0xfd) return vectorEffect(operation);
  if (opcode === 0xfc) return operation < 8 ? 'none' : 'bulk';
  if (opcode === 0xfe || opcode === 0x26) return 'bulk';
  if (opcode === GLOBAL_SET || opcode === 0x40) return 'sets';
  return trapping.has(opcode) ? 'traps' : 'none';
}

/** Of whole vectors, and of single lanes. */
function vectorEffect(operation: number): InstructionEffect {
  if (operation === 11 || (operation >= 88 && operation <= 91)) return 'stores';
  return operation < 11 || (operation >= 84 && operation <= 93) ? 'loads' : 'none';
}

/** At the begin of a function's body. False where it has a local of a type beyond this reader. */
export function skipLocals(cursor: Cursor): boolean {
  const groups = readU32(cursor);
  for (let group = 0; group < groups; group++) {
    skipInteger(cursor);
    if (!skipValueType(cursor)) return false;
  }
  return true;
}

/** False where the instruction is beyond this reader. */
export const skipOperands = (opcode: number, cursor: Cursor): boolean => readers[opcode]?.(cursor) ?? false;

/** False where what comes then cannot be read. */
type Reader = (cursor: Cursor) => boolean;

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
  return integers(count + 1)(cursor);
}

function types(cursor: Cursor): boolean {
  const count = readU32(cursor);
  for (let index = 0; index < count; index++) if (!skipValueType(cursor)) return false;
  return true;
}

/** Of each what kind it is, which tag it catches where it does not catch all, and where it goes on. */
function catches(cursor: Cursor): boolean {
  skipInteger(cursor);
  const count = readU32(cursor);
  for (let index = 0; index < count; index++) integers(readByte(cursor) < 2 ? 2 : 1)(cursor);
  return true;
}

/** Saturating conversions, and copies and fills of memories and tables: how many integers follow each. */
const bulkOperands = [0, 0, 0, 0, 0, 0, 0, 0, 2, 1, 2, 1, 2, 1, 2, 1, 1, 1];

function bulk(cursor: Cursor): boolean {
  const count = bulkOperands[readU32(cursor)];
  return count !== undefined && integers(count)(cursor);
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

const codes = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

const range = (first: number, last: number, reader: Reader): readonly (readonly [number, Reader])[] =>
  codes(first, last).map((code) => [code, reader]);

/** unreachable, table.get, divisions, conversions to integers. */
const trapping: ReadonlySet<number> = new Set([
  0x00,
  0x25,
  ...codes(0x6d, 0x70),
  ...codes(0x7f, 0x82),
  ...codes(0xa8, 0xab),
  ...codes(0xae, 0xb1),
]);

/** By opcode. What only garbage-collected languages use is missing. */
const readers: Readonly<Record<number, Reader>> = Object.fromEntries([
  ...range(0x00, 0x01, nothing),
  ...range(0x02, 0x04, integers(1)), // block, loop, if
  [0x05, nothing],
  ...range(0x06, 0x09, integers(1)), // try, catch, throw, rethrow
  ...range(0x0a, 0x0b, nothing), // throw_ref, end
  ...range(0x0c, 0x0d, integers(1)), // br, br_if
  [0x0e, labels],
  [0x0f, nothing],
  [CALL, integers(1)],
  [0x11, integers(2)], // call_indirect
  [RETURN_CALL, integers(1)],
  [0x13, integers(2)],
  ...range(0x14, 0x15, integers(1)), // call_ref
  [0x18, integers(1)], // delegate
  [0x19, nothing], // catch_all
  ...range(0x1a, 0x1b, nothing),
  [0x1c, types], // select
  [0x1f, catches], // try_table
  ...range(0x20, 0x26, integers(1)),
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
