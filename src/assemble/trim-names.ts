/** The `name` section with what stack traces and profilers show: the module's own functions. */
import { atEnd, type Cursor, readByte, readU32, sliceCursor, unsignedLeb } from '../core/bytes.ts';
import { readModule } from '../core/read-module.ts';
import { readDebugNames } from '../core/read-names.ts';
import { appendCustomSection, readSections } from '../core/sections.ts';

const NAME_SECTION = 'name';
const MODULE_NAME = 0;
const FUNCTION_NAMES = 1;

/** What imported functions, locals, globals and the like are called is left out: nobody sees it, and it is a sixth of an adapter. */
export function trimNames(binary: Uint8Array): Uint8Array {
  const module = readModule(binary);
  const sections = readSections(binary);
  const at = sections.findIndex(({ name }) => name === NAME_SECTION);
  const section = sections[at];
  if (module.kind === 'problem' || !section) return binary;
  const imported = module.imports.filter(({ entity }) => entity.kind === 'func').length;
  const { functions } = readDebugNames({ ...section.content });
  const own = [...functions].filter(([index]) => index >= imported);
  const payload = [...moduleName({ ...section.content }), ...nameMap(own)];
  const end = section.content.end;
  const rest = new Uint8Array(binary.length - section.size);
  rest.set(binary.subarray(0, end - section.size));
  rest.set(binary.subarray(end), end - section.size);
  return appendCustomSection(rest, NAME_SECTION, Uint8Array.from(payload));
}

/** The subsection as it is. */
function moduleName(cursor: Cursor): readonly number[] {
  while (!atEnd(cursor)) {
    const start = cursor.offset;
    const id = readByte(cursor);
    const { end } = sliceCursor(cursor, readU32(cursor));
    if (id === MODULE_NAME) return [...cursor.bytes.subarray(start, end)];
  }
  return [];
}

const encoder = new TextEncoder();

function nameMap(names: readonly (readonly [index: number, name: string])[]): readonly number[] {
  const entries = names.map(([index, name]) => {
    const bytes = encoder.encode(name);
    return [...unsignedLeb(index), ...unsignedLeb(bytes.length), ...bytes];
  });
  const content = [...unsignedLeb(entries.length), ...entries.flat()];
  return [FUNCTION_NAMES, ...unsignedLeb(content.length), ...content];
}
