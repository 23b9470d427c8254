/** Reads a component binary. What its indices refer to is for resolving to say. */
import {
  atEnd,
  type Cursor,
  cursorOver,
  Malformed,
  readByte,
  readName,
  readU32,
  readVector,
  skip,
  sliceCursor,
} from '../core/bytes.ts';
import type { CustomSection } from '../core/sections.ts';
import type { ComponentBinary, CoreInstanceDefinition, Definition, InstanceDefinition } from './definitions.ts';
import { readCanonical } from './read-canonical.ts';
import {
  expectByte,
  hex,
  readCoreReference,
  readExternName,
  readExternType,
  readInlineExport,
  readNamedExtern,
  readOptional,
  readReference,
} from './read-references.ts';
import { readAlias, readCoreType, readTypeDefinition } from './read-types.ts';

/** Why bytes are no component. */
export interface ComponentProblem {
  readonly kind: 'problem';
  readonly message: string;
  /** In bytes from the start. */
  readonly offset: number;
  /** The section that has it, outermost first: `component > canon`. Empty outside of all. */
  readonly section: string;
}

/** Strict about the structure; never throws. */
export function readComponent(bytes: Uint8Array): ComponentBinary | ComponentProblem {
  const path: string[] = [];
  try {
    return readBody(cursorOver(bytes), 0, path);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { kind: 'problem', message: error.message, offset: error.offset, section: path.join(' > ') };
  }
}

const VERSION = [0x0d, 0x00];
const DEEPEST_COMPONENT = 100;

const PREAMBLE = [0x00, 0x61, 0x73, 0x6d];

function readPreamble(cursor: Cursor): void {
  const start = cursor.offset;
  for (const byte of PREAMBLE) if (readByte(cursor) !== byte) throw new Malformed('it is not WebAssembly', start);
  const version = [readByte(cursor), readByte(cursor)];
  const layer = [readByte(cursor), readByte(cursor)];
  if (layer[0] === 0 && layer[1] === 0)
    throw new Malformed('it is a core module, and a component is wanted', start + 6);
  if (layer[0] !== 1 || layer[1] !== 0) throw new Malformed('unknown binary layer', start + 6);
  if (version.some((byte, index) => byte !== VERSION[index])) {
    throw new Malformed('unknown binary version of the component format', start + 4);
  }
}

interface SectionReader {
  readonly name: string;
  /** @param depth - how many components stand around */
  readonly read: (cursor: Cursor, depth: number, path: string[]) => readonly Definition[];
}

/** A section that is a vector of definitions. */
const vector = (
  name: string,
  readOne: (cursor: Cursor, depth: number) => DistributiveOmit<Definition, 'offset'>,
): SectionReader => ({
  name,
  read: (cursor, depth) =>
    readVector(cursor, () => {
      const offset = cursor.offset;
      return { ...readOne(cursor, depth), offset };
    }),
});

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

const sections: Readonly<Record<number, SectionReader>> = {
  1: {
    name: 'core module',
    read: (cursor) => {
      const offset = cursor.offset;
      skip(cursor, cursor.end - cursor.offset);
      return [{ kind: 'core-module', bytes: cursor.bytes.subarray(offset, cursor.end), offset }];
    },
  },
  2: vector('core instance', (cursor) => ({ kind: 'core-instance', instance: readCoreInstance(cursor) })),
  3: vector('core type', (cursor, depth) => ({ kind: 'core-type', type: readCoreType(cursor, depth) })),
  4: {
    name: 'component',
    read: (cursor, depth, path) => {
      const offset = cursor.offset;
      if (depth >= DEEPEST_COMPONENT) throw new Malformed('components are nested too deep', offset);
      return [{ kind: 'component', component: readBody(cursor, depth + 1, path), offset }];
    },
  },
  5: vector('instance', (cursor) => ({ kind: 'instance', instance: readInstance(cursor) })),
  6: vector('alias', (cursor) => ({ kind: 'alias', alias: readAlias(cursor) })),
  7: vector('type', (cursor, depth) => ({ kind: 'type', type: readTypeDefinition(cursor, depth) })),
  8: vector('canon', (cursor) => ({ kind: 'canonical', canonical: readCanonical(cursor) })),
  10: vector('import', (cursor) => ({ kind: 'import', extern: readNamedExtern(cursor) })),
  11: vector('export', (cursor) => ({
    kind: 'export',
    ...readExternName(cursor),
    value: readReference(cursor),
    type: readOptional(cursor, readExternType),
  })),
};

const gated: Readonly<Record<number, string>> = { 9: 'start', 12: 'value' };

function readBody(cursor: Cursor, depth: number, path: string[]): ComponentBinary {
  readPreamble(cursor);
  const definitions: Definition[] = [];
  while (!atEnd(cursor)) readSection(cursor, depth, path, definitions);
  return { kind: 'binary', definitions };
}

function readSection(cursor: Cursor, depth: number, path: string[], definitions: Definition[]): void {
  const start = cursor.offset;
  const id = readByte(cursor);
  const section = sections[id];
  path.push(id === 0 ? 'custom' : (section?.name ?? gated[id] ?? `section ${hex(id)}`));
  const content = sliceCursor(cursor, readU32(cursor));
  if (id === 0) skipCustom(content);
  else if (section) definitions.push(...section.read(content, depth, path));
  else throw new Malformed(refusal(id), start);
  if (!atEnd(content))
    throw new Malformed('section size mismatch: the section is longer than its content', content.offset);
  path.pop();
}

const refusal = (id: number): string =>
  gated[id] === undefined
    ? `${hex(id)} is no section id`
    : `the ${gated[id]} section belongs to a future version of the format`;

/** The custom sections of a component, not of those in it. */
export function componentSections(bytes: Uint8Array): readonly CustomSection[] {
  const cursor = cursorOver(bytes);
  readPreamble(cursor);
  const found: CustomSection[] = [];
  while (!atEnd(cursor)) {
    const id = readByte(cursor);
    const content = sliceCursor(cursor, readU32(cursor));
    if (id === 0) found.push({ name: readName(content), payload: bytes.subarray(content.offset, content.end) });
  }
  return found;
}

/** It says nothing of what the component does, but has a name. */
function skipCustom(content: Cursor): void {
  readName(content);
  content.offset = content.end;
}

/** core:instanceexpr */
function readCoreInstance(cursor: Cursor): CoreInstanceDefinition {
  const start = cursor.offset;
  const byte = readByte(cursor);
  if (byte === 0x00) {
    return { kind: 'instantiate', module: readU32(cursor), arguments: readVector(cursor, readCoreArgument) };
  }
  if (byte !== 0x01) throw new Malformed(`invalid leading byte ${hex(byte)} for a core instance`, start);
  const exports = readVector(cursor, () => ({ name: readName(cursor), value: readCoreReference(cursor) }));
  return { kind: 'exports', exports };
}

function readCoreArgument(cursor: Cursor): { readonly name: string; readonly instance: number } {
  const name = readName(cursor);
  expectByte(cursor, 0x12, 'an argument of a core instance');
  return { name, instance: readU32(cursor) };
}

/** instanceexpr */
function readInstance(cursor: Cursor): InstanceDefinition {
  const start = cursor.offset;
  const byte = readByte(cursor);
  if (byte === 0x00) {
    return { kind: 'instantiate', component: readU32(cursor), arguments: readVector(cursor, readArgument) };
  }
  if (byte !== 0x01) throw new Malformed(`invalid leading byte ${hex(byte)} for an instance`, start);
  return { kind: 'exports', exports: readVector(cursor, readInlineExport) };
}

const readArgument = (cursor: Cursor) => ({
  name: readName(cursor),
  implemented: undefined,
  value: readReference(cursor),
});
