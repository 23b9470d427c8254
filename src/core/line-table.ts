/** DWARF's line tables (`.debug_line`, versions 4 and 5): which line of a source each instruction comes from. */
import {
  atEnd,
  type Cursor,
  cursorOver,
  Malformed,
  readByte,
  readInteger,
  readU32,
  skip,
  sliceCursor,
} from './bytes.ts';

export interface LineRow {
  /** From the start of the code section's content. */
  readonly address: number;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1; 0 where it is not known. */
  readonly column: number;
}

/** Sections that names of files may lie in. */
export interface LineStrings {
  readonly lineStrings: Uint8Array;
  readonly strings: Uint8Array;
}

/** In no particular order. @throws Malformed */
export function readLineTable(bytes: Uint8Array, strings: LineStrings): readonly LineRow[] {
  const cursor = cursorOver(bytes);
  const rows: LineRow[] = [];
  while (!atEnd(cursor)) for (const row of readUnit(cursor, strings)) rows.push(row);
  return rows;
}

function readUnit(cursor: Cursor, strings: LineStrings): readonly LineRow[] {
  const unit = sliceCursor(cursor, readUint(cursor, 4));
  const version = readUint(unit, 2);
  if (version < 4 || version > 5) return [];
  // Sizes of addresses and segments.
  if (version === 5) skip(unit, 2);
  const header = sliceCursor(unit, readUint(unit, 4));
  const machine = readMachine(header);
  const files = version === 5 ? readFiles5(header, strings) : readFiles4(header);
  return runProgram(unit, machine, files);
}

interface Machine {
  readonly instructionLength: number;
  readonly lineBase: number;
  readonly lineRange: number;
  /** How many operands each standard opcode has, from 1. */
  readonly operands: readonly number[];
}

function readMachine(cursor: Cursor): Machine {
  const instructionLength = readByte(cursor);
  // Operations an instruction, and whether lines begin statements.
  skip(cursor, 2);
  const lineBase = (readByte(cursor) << 24) >> 24;
  const lineRange = readByte(cursor);
  if (lineRange === 0) throw new Malformed('a line table has no range of lines', cursor.offset);
  const opcodeBase = readByte(cursor);
  const operands = Array.from({ length: Math.max(opcodeBase - 1, 0) }, () => readByte(cursor));
  return { instructionLength, lineBase, lineRange, operands };
}

/** Paths by the numbers that programs use: from 1 in version 4, from 0 in 5. */
type Files = readonly string[];

function readFiles4(cursor: Cursor): Files {
  const folders = [''];
  for (let name = readText(cursor); name !== ''; name = readText(cursor)) folders.push(name);
  const files = [''];
  for (let name = readText(cursor); name !== ''; name = readText(cursor)) {
    files.push(joined(folders[readU32(cursor)], name));
    // Time and size.
    readU32(cursor);
    readU32(cursor);
  }
  return files;
}

interface Entry {
  readonly path: string;
  readonly folder: number;
}

function readFiles5(cursor: Cursor, strings: LineStrings): Files {
  const folders = readEntries(cursor, strings);
  const [own = ''] = folders.map(({ path }) => path);
  return readEntries(cursor, strings).map(({ path, folder }) => joined(own, joined(folders[folder]?.path, path)));
}

const DW_LNCT_path = 1;
const DW_LNCT_directory_index = 2;

function readEntries(cursor: Cursor, strings: LineStrings): readonly Entry[] {
  const formats = Array.from({ length: readByte(cursor) }, () => [readU32(cursor), readU32(cursor)] as const);
  return Array.from({ length: readU32(cursor) }, () => {
    const values = new Map(formats.map(([type, form]) => [type, readForm(cursor, form, strings)]));
    return { path: String(values.get(DW_LNCT_path) ?? ''), folder: Number(values.get(DW_LNCT_directory_index) ?? 0) };
  });
}

/** The forms that tables may use; what is neither a name nor a number is skipped. */
function readForm(cursor: Cursor, form: number, { lineStrings, strings }: LineStrings): string | number {
  switch (form) {
    case 0x08:
      return readText(cursor);
    case 0x1f:
      return readText(cursorOver(lineStrings, readUint(cursor, 4)));
    case 0x0e:
      return readText(cursorOver(strings, readUint(cursor, 4)));
    case 0x0f:
      return readU32(cursor);
    case 0x0b:
      return readByte(cursor);
    case 0x05:
      return readUint(cursor, 2);
    case 0x06:
      return readUint(cursor, 4);
    default:
      skip(cursor, sizeOfForm(form, cursor));
      return 0;
  }
}

function sizeOfForm(form: number, cursor: Cursor): number {
  if (form === 0x07) return 8;
  if (form === 0x1e) return 16;
  if (form === 0x09) return readU32(cursor);
  throw new Malformed(`a line table has an unknown form ${form}`, cursor.offset);
}

const joined = (folder: string | undefined, path: string): string =>
  !folder || path.startsWith('/') ? path : `${folder}/${path}`;

interface State {
  address: number;
  file: number;
  line: number;
  column: number;
}

const initial = (): State => ({ address: 0, file: 1, line: 1, column: 0 });

function runProgram(cursor: Cursor, machine: Machine, files: Files): readonly LineRow[] {
  const rows: LineRow[] = [];
  let state = initial();
  // Functions that the linker has left out stand at an address where nothing is.
  const isLeftOut = ({ address }: State): boolean => address === 0 || address >= 0xffff_fffe;
  const emit = (): void => {
    const { address, file, line, column } = state;
    if (line > 0 && !isLeftOut(state)) rows.push({ address, file: files[file] ?? '', line, column });
  };
  while (!atEnd(cursor)) {
    const opcode = readByte(cursor);
    if (opcode > machine.operands.length) {
      advanceBoth(state, opcode, machine);
      emit();
    } else if (opcode === 0) {
      if (runExtended(cursor, state)) state = initial();
    } else if (opcode === 1) emit();
    else runStandard(opcode, cursor, state, machine);
  }
  return rows;
}

function advanceBoth(
  state: State,
  opcode: number,
  { operands, lineRange, lineBase, instructionLength }: Machine,
): void {
  const adjusted = opcode - operands.length - 1;
  state.address += Math.floor(adjusted / lineRange) * instructionLength;
  state.line += lineBase + (adjusted % lineRange);
}

/** Whether a sequence of instructions has ended. */
function runExtended(cursor: Cursor, state: State): boolean {
  const operation = sliceCursor(cursor, readU32(cursor));
  const code = readByte(operation);
  if (code === 2) state.address = readUint(operation, 4);
  return code === 1;
}

function runStandard(opcode: number, cursor: Cursor, state: State, machine: Machine): void {
  switch (opcode) {
    case 2:
      state.address += readU32(cursor) * machine.instructionLength;
      return;
    case 3:
      state.line += Number(readInteger(cursor, 32));
      return;
    case 4:
      state.file = readU32(cursor);
      return;
    case 5:
      state.column = readU32(cursor);
      return;
    case 8:
      state.address += Math.floor((254 - machine.operands.length) / machine.lineRange) * machine.instructionLength;
      return;
    case 9:
      state.address += readUint(cursor, 2);
      return;
    default:
      // Says nothing of lines.
      for (let count = machine.operands[opcode - 1] ?? 0; count > 0; count--) readU32(cursor);
  }
}

/** Little-endian. */
function readUint(cursor: Cursor, size: number): number {
  let value = 0;
  for (let index = 0; index < size; index++) value += readByte(cursor) * 256 ** index;
  return value;
}

const utf8 = new TextDecoder();

/** Up to a NUL. */
function readText(cursor: Cursor): string {
  const start = cursor.offset;
  while (readByte(cursor) !== 0);
  return utf8.decode(cursor.bytes.subarray(start, cursor.offset - 1));
}
