/** Reads what a core module imports and exports. Stands on its own, so that a module can be judged without running it. */
import { atEnd, type Cursor, Malformed, readByte, readName, readU32, readU64, readVector, skip } from './bytes.ts';
import type {
  Entity,
  FunctionInterface,
  GlobalInterface,
  Limits,
  MemoryInterface,
  ModuleExport,
  ModuleImport,
  ModuleInterface,
  ReadProblem,
  TableInterface,
  TagInterface,
} from './module-interface.ts';
import { type DebugNames, noNames, readDebugNames } from './read-names.ts';
import { readTypes, readValueType, type TypeEntry, type TypeTable } from './read-types.ts';
import { problemAsValue, type RawSection, readSections } from './sections.ts';
import { constantNumber, skipConstant } from './skip-constant.ts';
import { createReachOf } from './stack-movers.ts';

/**
 * Strict about the structure (every length and index is checked), silent about code: that is the engine's to validate.
 * Never throws; bytes that are no core module give a problem.
 */
export function readModule(bytes: Uint8Array): ModuleInterface | ReadProblem {
  return problemAsValue(() => interfaceOf(bytes.length, readSections(bytes)));
}

/** In the order the binary format wants them, which is not that of their numbers. */
const sectionKinds: readonly (readonly [id: number, kind: string])[] = [
  [1, 'type'],
  [2, 'import'],
  [3, 'function'],
  [4, 'table'],
  [5, 'memory'],
  [13, 'tag'],
  [6, 'global'],
  [7, 'export'],
  [8, 'start'],
  [9, 'element'],
  [12, 'datacount'],
  [10, 'code'],
  [11, 'data'],
];

/** Filled section by section; each index space begins with what is imported. */
interface ModuleState {
  types: TypeTable;
  readonly names: DebugNames;
  readonly imports: ModuleImport[];
  readonly exports: ModuleExport[];
  readonly functions: FunctionInterface[];
  readonly tables: TableInterface[];
  readonly memories: MemoryInterface[];
  readonly globals: GlobalInterface[];
  readonly tags: TagInterface[];
  /** How many globals and tables the module defines, read or not. */
  readonly unread: { table: number; global: number };
  definedFunctions: number;
  bodies: number;
  start: number | undefined;
}

function interfaceOf(size: number, sections: readonly RawSection[]): ModuleInterface {
  const state = emptyState(sections);
  checkOrder(sections);
  for (const section of sections) readContent(section, state);
  if (state.bodies !== state.definedFunctions) {
    throw new Malformed(`it declares ${state.definedFunctions} functions and has code for ${state.bodies}`, size);
  }
  return {
    kind: 'module',
    size,
    imports: state.imports,
    exports: state.exports,
    reachOf: createReachOf(sections, state.imports, state.exports),
    definedFunctions: state.definedFunctions,
    memories: state.memories,
    start: state.start === undefined ? undefined : elementAt(state.functions, state.start, 'function', size),
    sections: sections.map((section) => ({ kind: kindOf(section), name: section.name, size: section.size })),
  };
}

function emptyState(sections: readonly RawSection[]): ModuleState {
  const nameSection = sections.find((section) => section.name === 'name');
  return {
    types: { entries: [], complete: true },
    names: nameSection ? readDebugNames({ ...nameSection.content }) : noNames,
    imports: [],
    exports: [],
    functions: [],
    tables: [],
    memories: [],
    globals: [],
    tags: [],
    unread: { table: 0, global: 0 },
    definedFunctions: 0,
    bodies: 0,
    start: undefined,
  };
}

function kindOf(section: RawSection): string {
  if (section.id === 0) return 'custom';
  return sectionKinds.find(([id]) => id === section.id)?.[1] ?? 'unknown';
}

function checkOrder(sections: readonly RawSection[]): void {
  let last = -1;
  for (const section of sections) {
    const position = sectionKinds.findIndex(([id]) => id === section.id);
    if (position < 0) continue;
    if (position <= last)
      throw new Malformed(`the ${kindOf(section)} section is not in its place`, section.content.offset);
    last = position;
  }
}

const readers: Readonly<Record<string, (cursor: Cursor, state: ModuleState) => void>> = {
  type: (cursor, state) => {
    state.types = readTypes(cursor);
  },
  import: (cursor, state) => {
    readVector(cursor, () => state.imports.push(readImport(cursor, state)));
  },
  function: (cursor, state) => {
    state.definedFunctions = readVector(cursor, () => addFunction(cursor, state)).length;
  },
  table: readTables,
  memory: (cursor, state) => {
    readVector(cursor, () => addMemory(cursor, state));
  },
  tag: (cursor, state) => {
    readVector(cursor, () => addTag(cursor, state));
  },
  global: readGlobals,
  export: readExports,
  start: (cursor, state) => {
    state.start = readU32(cursor);
  },
  code: (cursor, state) => {
    state.bodies = readVector(cursor, () => skip(cursor, readU32(cursor))).length;
  },
};

function readContent(section: RawSection, state: ModuleState): void {
  const read = readers[kindOf(section)];
  if (!read) return;
  const cursor = { ...section.content };
  read(cursor, state);
  if (!atEnd(cursor)) throw new Malformed(`the ${kindOf(section)} section is longer than its content`, cursor.offset);
}

function readImport(cursor: Cursor, state: ModuleState): ModuleImport {
  const module = readName(cursor);
  const field = readName(cursor);
  const kind = readByte(cursor);
  const add = importers[kind];
  if (!add) throw new Malformed(`0x${kind.toString(16)} is no kind of import known here`, cursor.offset - 1);
  return { module, field, entity: add(cursor, state) };
}

/** By the byte that says what is imported or exported. */
const importers: readonly ((cursor: Cursor, state: ModuleState) => Entity)[] = [
  addFunction,
  addTable,
  addMemory,
  addGlobal,
  addTag,
];

function addFunction(cursor: Cursor, state: ModuleState): FunctionInterface {
  const index = state.functions.length;
  const signature = signatureAt(cursor, state);
  const locals = state.names.locals.get(index);
  const parameterNames = (signature?.params ?? []).map((_, position) => locals?.get(position));
  const added: FunctionInterface = {
    kind: 'func',
    index,
    name: state.names.functions.get(index),
    signature,
    parameterNames,
  };
  state.functions.push(added);
  return added;
}

/** A type index; no signature where the type stands in the part of the section that could not be read. */
function signatureAt(cursor: Cursor, state: ModuleState): Exclude<TypeEntry, 'other'> | undefined {
  const start = cursor.offset;
  const index = readU32(cursor);
  const { entries, complete } = state.types;
  if (index >= entries.length && !complete) return undefined;
  const entry = elementAt(entries, index, 'type', start);
  if (entry === 'other') throw new Malformed(`type ${index} is not a function's`, start);
  return entry;
}

function elementAt<T>(elements: readonly T[], index: number, what: string, offset: number): T {
  const element = elements[index];
  if (element === undefined) throw new Malformed(`there is no ${what} ${index}`, offset);
  return element;
}

function addTable(cursor: Cursor, state: ModuleState): TableInterface {
  const element = readValueType(cursor);
  const added: TableInterface = { kind: 'table', index: state.tables.length, element, ...readLimits(cursor) };
  state.tables.push(added);
  return added;
}

/** table = tabletype | 0x40 0x00 tabletype expr */
function readTables(cursor: Cursor, state: ModuleState): void {
  const count = readU32(cursor);
  for (let read = 0; read < count; read++) {
    const initialised = cursor.bytes[cursor.offset] === 0x40;
    if (initialised) skip(cursor, 2);
    addTable(cursor, state);
    if (initialised && !skipConstant(cursor)) {
      giveUp(cursor, state, 'table', count - read - 1);
      return;
    }
  }
}

/** global = globaltype expr */
function readGlobals(cursor: Cursor, state: ModuleState): void {
  const count = readU32(cursor);
  for (let read = 0; read < count; read++) {
    const added = addGlobal(cursor, state);
    state.globals[added.index] = { ...added, initial: constantNumber(cursor) };
    if (!skipConstant(cursor)) {
      giveUp(cursor, state, 'global', count - read - 1);
      return;
    }
  }
}

function giveUp(cursor: Cursor, state: ModuleState, kind: 'table' | 'global', rest: number): void {
  state.unread[kind] = rest;
  cursor.offset = cursor.end;
}

function addGlobal(cursor: Cursor, state: ModuleState): GlobalInterface {
  const type = readValueType(cursor);
  const mutability = readByte(cursor);
  if (mutability > 3) throw new Malformed('a global is neither constant nor mutable', cursor.offset - 1);
  const added: GlobalInterface = {
    kind: 'global',
    index: state.globals.length,
    type,
    mutable: (mutability & 1) === 1,
    initial: undefined,
  };
  state.globals.push(added);
  return added;
}

function addMemory(cursor: Cursor, state: ModuleState): MemoryInterface {
  const added: MemoryInterface = { kind: 'memory', index: state.memories.length, ...readLimits(cursor) };
  state.memories.push(added);
  return added;
}

function addTag(cursor: Cursor, state: ModuleState): TagInterface {
  readByte(cursor);
  const added: TagInterface = { kind: 'tag', index: state.tags.length, signature: signatureAt(cursor, state) };
  state.tags.push(added);
  return added;
}

/** Bits: 1 has a maximum, 2 shared, 4 indexed by i64, 8 has a page size. */
export function readLimits(cursor: Cursor): Limits {
  const flags = readByte(cursor);
  if (flags > 15) throw new Malformed('the limits of a memory or table are of an unknown kind', cursor.offset - 1);
  const is64 = (flags & 4) !== 0;
  const readSize = (): number => (is64 ? Number(readU64(cursor)) : readU32(cursor));
  const min = readSize();
  const max = flags & 1 ? readSize() : undefined;
  if (flags & 8) readU32(cursor);
  return { min, max, shared: (flags & 2) !== 0, is64 };
}

function readExports(cursor: Cursor, state: ModuleState): void {
  const seen = new Set<string>();
  readVector(cursor, () => {
    const start = cursor.offset;
    const field = readName(cursor);
    if (seen.has(field)) throw new Malformed(`'${field}' is exported twice`, start);
    seen.add(field);
    state.exports.push({ field, entity: readExported(cursor, state) });
  });
}

function readExported(cursor: Cursor, state: ModuleState): Entity {
  const kind = readByte(cursor);
  const start = cursor.offset;
  const index = readU32(cursor);
  switch (kind) {
    case 0:
      return elementAt(state.functions, index, 'function', start);
    case 1:
      return state.tables[index] ?? unreadTable(index, state, start);
    case 2:
      return elementAt(state.memories, index, 'memory', start);
    case 3:
      return state.globals[index] ?? unreadGlobal(index, state, start);
    case 4:
      return elementAt(state.tags, index, 'tag', start);
    default:
      throw new Malformed(`0x${kind.toString(16)} is no kind of export known here`, start - 1);
  }
}

function unreadGlobal(index: number, state: ModuleState, offset: number): GlobalInterface {
  if (index >= state.globals.length + state.unread.global) throw new Malformed(`there is no global ${index}`, offset);
  return { kind: 'global', index, type: undefined, mutable: undefined, initial: undefined };
}

function unreadTable(index: number, state: ModuleState, offset: number): TableInterface {
  if (index >= state.tables.length + state.unread.table) throw new Malformed(`there is no table ${index}`, offset);
  return { kind: 'table', index, element: undefined, min: 0, max: undefined, shared: false, is64: false };
}
