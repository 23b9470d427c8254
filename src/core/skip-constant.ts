/** Constant expressions: the initial values of globals and tables stand between the types that interest us. */
import { type Cursor, readByte, readInteger, readU32, skip } from './bytes.ts';
import { readHeapType } from './read-types.ts';

const END = 0x0b;

type Skipper = (cursor: Cursor) => boolean;

const skipping =
  (read: (cursor: Cursor) => unknown): Skipper =>
  (cursor) => {
    read(cursor);
    return true;
  };

const nothing: Skipper = () => true;

/** By opcode; the plain operators of extended constants (i32.add …) have no operands. */
const operandSkippers: Readonly<Record<number, Skipper>> = {
  35: skipping(readU32), // global.get
  65: skipping((cursor) => readInteger(cursor, 32)),
  66: skipping((cursor) => readInteger(cursor, 64)),
  67: skipping((cursor) => skip(cursor, 4)),
  68: skipping((cursor) => skip(cursor, 8)),
  106: nothing,
  107: nothing,
  108: nothing,
  124: nothing,
  125: nothing,
  126: nothing,
  208: skipping(readHeapType), // ref.null
  210: skipping(readU32), // ref.func
  251: skipGarbageCollected,
  253: skipVector,
};

/** False when the expression uses an instruction beyond this reader: then nothing after it can be read. */
export function skipConstant(cursor: Cursor): boolean {
  for (let opcode = readByte(cursor); opcode !== END; opcode = readByte(cursor)) {
    if (!operandSkippers[opcode]?.(cursor)) return false;
  }
  return true;
}

/** What a constant expression gives where it is one number and nothing else; the cursor stays where it is. */
export function constantNumber({ bytes, offset, end }: Cursor): string | undefined {
  const cursor: Cursor = { bytes, offset, end };
  const read = numberReaders[readByte(cursor)];
  const value = read?.(cursor);
  return value !== undefined && readByte(cursor) === END ? value : undefined;
}

const numberReaders: Readonly<Record<number, (cursor: Cursor) => string>> = {
  65: (cursor) => String(readInteger(cursor, 32)),
  66: (cursor) => String(readInteger(cursor, 64)),
  67: (cursor) => String(take(cursor, 4).getFloat32(0, true)),
  68: (cursor) => String(take(cursor, 8).getFloat64(0, true)),
};

function take(cursor: Cursor, size: number): DataView {
  const start = cursor.offset;
  skip(cursor, size);
  return new DataView(cursor.bytes.buffer, cursor.bytes.byteOffset + start, size);
}

/** struct.new, struct.new_default, array.new, array.new_default: a type; array.new_fixed: two indices; the rest none. */
function skipGarbageCollected(cursor: Cursor): boolean {
  const operands: Readonly<Record<number, number>> = { 0: 1, 1: 1, 6: 1, 7: 1, 8: 2, 26: 0, 27: 0, 28: 0 };
  const count = operands[readU32(cursor)];
  for (let index = 0; index < (count ?? 0); index++) readU32(cursor);
  return count !== undefined;
}

/** v128.const. */
function skipVector(cursor: Cursor): boolean {
  if (readU32(cursor) !== 12) return false;
  skip(cursor, 16);
  return true;
}
