/** The name that a module has for itself, in its `name` section. */
import { atEnd, type Cursor, readByte, readU32, sliceCursor } from './bytes.ts';
import { appendCustomSection, problemAsValue, readSections, withoutCustomSections } from './sections.ts';

export const NAME_SECTION = 'name';
const MODULE_NAME = 0;

interface Subsection {
  readonly id: number;
  /** With its header. */
  readonly bytes: Uint8Array;
}

function subsectionsOf(cursor: Cursor): readonly Subsection[] {
  const found: Subsection[] = [];
  while (!atEnd(cursor)) {
    const start = cursor.offset;
    const id = readByte(cursor);
    const { end } = sliceCursor(cursor, readU32(cursor));
    found.push({ id, bytes: cursor.bytes.subarray(start, end) });
  }
  return found;
}

/** The subsection with the module's name as it is; empty where there is none. @throws Malformed */
export const moduleNameIn = (content: Cursor): readonly number[] =>
  subsectionsOf({ ...content }).flatMap(({ id, bytes }) => (id === MODULE_NAME ? [...bytes] : []));

/**
 * A core module without a name of its own. Linkers take the file's for it, and engines put that in front of the name of each
 * function in a stack trace.
 */
export function withoutModuleName(binary: Uint8Array): Uint8Array {
  const others = problemAsValue(() => {
    const section = readSections(binary).find(({ name }) => name === NAME_SECTION);
    const all = section ? subsectionsOf({ ...section.content }) : [];
    return { names: all.filter(({ id }) => id !== MODULE_NAME), hasName: all.some(({ id }) => id === MODULE_NAME) };
  });
  if ('kind' in others || !others.hasName) return binary;
  const rest = withoutCustomSections(binary, (name) => name === NAME_SECTION);
  const payload = others.names.flatMap(({ bytes }) => [...bytes]);
  return appendCustomSection(rest, NAME_SECTION, Uint8Array.from(payload));
}
