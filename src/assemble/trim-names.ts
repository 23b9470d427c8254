/** The `name` section with what stack traces and profilers show: the module's own functions. */
import { unsignedLeb } from '../core/bytes.ts';
import { moduleNameIn, NAME_SECTION } from '../core/module-name.ts';
import { readModule } from '../core/read-module.ts';
import { readDebugNames } from '../core/read-names.ts';
import { appendCustomSection, readSections, withoutCustomSections } from '../core/sections.ts';

const FUNCTION_NAMES = 1;

/** What imported functions, locals, globals and the like are called is left out: nobody sees it, and it is a sixth of an adapter. */
export function trimNames(binary: Uint8Array): Uint8Array {
  const module = readModule(binary);
  const sections = readSections(binary);
  const section = sections.find(({ name }) => name === NAME_SECTION);
  if (module.kind === 'problem' || !section) return binary;
  const imported = module.imports.filter(({ entity }) => entity.kind === 'func').length;
  const { functions } = readDebugNames({ ...section.content });
  const own = [...functions].filter(([index]) => index >= imported);
  const payload = [...moduleNameIn(section.content), ...nameMap(own)];
  const rest = withoutCustomSections(binary, (name) => name === NAME_SECTION);
  return appendCustomSection(rest, NAME_SECTION, Uint8Array.from(payload));
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
