/** The outermost layer of a wasm binary: header and sections. */
import {
  atEnd,
  type Cursor,
  cursorOver,
  Malformed,
  readByte,
  readName,
  readU32,
  sliceCursor,
  unsignedLeb,
} from './bytes.ts';
import type { ReadProblem } from './module-interface.ts';

export interface RawSection {
  readonly id: number;
  /** Of a custom section. */
  readonly name: string | undefined;
  readonly content: Cursor;
  /** In bytes, headers included. */
  readonly size: number;
}

export interface CustomSection {
  readonly name: string;
  readonly payload: Uint8Array;
}

const HEADER_SIZE = 8;
const CUSTOM = 0;
export const CODE = 10;

/** All custom sections in order; or why the bytes are no core module. */
export function customSections(bytes: Uint8Array): readonly CustomSection[] | ReadProblem {
  return problemAsValue(() =>
    readSections(bytes).flatMap(({ name, content }) =>
      name === undefined ? [] : [{ name, payload: bytes.subarray(content.offset, content.end) }],
    ),
  );
}

/** What the first custom section of that name holds; undefined also where the bytes are no core module. */
export function sectionNamed(bytes: Uint8Array, name: string): Uint8Array | undefined {
  const sections = customSections(bytes);
  return 'kind' in sections ? undefined : sections.find((section) => section.name === name)?.payload;
}

/** A copy of a module with one custom section more at its end. */
export function appendCustomSection(bytes: Uint8Array, name: string, payload: Uint8Array): Uint8Array {
  const encodedName = new TextEncoder().encode(name);
  const nameSize = unsignedLeb(encodedName.length);
  const size = unsignedLeb(nameSize.length + encodedName.length + payload.length);
  const header = [CUSTOM, ...size, ...nameSize];
  const result = new Uint8Array(bytes.length + header.length + encodedName.length + payload.length);
  result.set(bytes);
  result.set(header, bytes.length);
  result.set(encodedName, bytes.length + header.length);
  result.set(payload, result.length - payload.length);
  return result;
}

/** A copy of a module without the custom sections that are not wanted; bytes that are no core module as they are. */
export function withoutCustomSections(bytes: Uint8Array, isUnwanted: (name: string) => boolean): Uint8Array {
  const sections = problemAsValue(() => readSections(bytes));
  if ('kind' in sections) return bytes;
  const rest = new Uint8Array(bytes);
  let end = HEADER_SIZE;
  for (const { name, content, size } of sections) {
    if (name !== undefined && isUnwanted(name)) continue;
    rest.copyWithin(end, content.end - size, content.end);
    end += size;
  }
  return rest.slice(0, end);
}

export const codeSection = (sections: readonly RawSection[]): RawSection | undefined =>
  sections.find(({ id }) => id === CODE);

/** Runs a reader that may throw `Malformed`. */
export function problemAsValue<T>(read: () => T): T | ReadProblem {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { kind: 'problem', message: error.message, offset: error.offset };
  }
}

export function readSections(bytes: Uint8Array): RawSection[] {
  checkHeader(bytes);
  const cursor = cursorOver(bytes, HEADER_SIZE);
  const sections: RawSection[] = [];
  while (!atEnd(cursor)) sections.push(readSection(cursor));
  return sections;
}

function readSection(cursor: Cursor): RawSection {
  const start = cursor.offset;
  const id = readByte(cursor);
  const content = sliceCursor(cursor, readU32(cursor));
  const name = id === CUSTOM ? readName(content) : undefined;
  return { id, name, content, size: cursor.offset - start };
}

function checkHeader(bytes: Uint8Array): void {
  const [version, layer] = [bytes[4], bytes[6]];
  if (!startsWith(bytes, '\0asm')) throw new Malformed(`it is not WebAssembly${whatItIs(bytes)}`, 0);
  if (bytes.length < HEADER_SIZE) throw new Malformed('it ends too early', bytes.length);
  if (layer === 1) throw new Malformed('it is a component, and a core module is wanted', 4);
  if (version !== 1 || bytes[5] !== 0 || layer !== 0 || bytes[7] !== 0) {
    throw new Malformed('its version of the binary format is not 1', 4);
  }
}

/** Files that are often mistaken for a module, by how they begin. */
const lookalikes: readonly (readonly [start: string, what: string])[] = [
  ['(', 'it is text: assemble it first'],
  [';;', 'it is text: assemble it first'],
  ['<', 'it is HTML or XML'],
  ['{', 'it is JSON'],
  ['\x1f\x8b', 'it is compressed with gzip'],
  ['BC\xc0\xde', 'it is LLVM bitcode: compile it without -flto, or link it'],
  ['!<arch>', 'it is a static library: link it first'],
  ['\x7fELF', 'it is a native program'],
  ['MZ', 'it is a native program'],
  ['version https://git-lfs', 'it is a Git LFS pointer: run git lfs pull'],
];

function whatItIs(bytes: Uint8Array): string {
  if (bytes.length === 0) return ': it is empty';
  const found = lookalikes.find(([start]) => startsWith(bytes, start));
  return found ? `: ${found[1]}` : '';
}

const startsWith = (bytes: Uint8Array, start: string): boolean =>
  [...start].every((character, index) => bytes[index] === character.charCodeAt(0));
