/** The world that a core module carries in its custom sections, as wit-bindgen puts it there. */
import { type CustomSection, customSections } from '../core/sections.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { differentWorlds, unusableCore, unusableSection } from '../diagnostics/world-core.ts';
import type { StringEncoding } from './definitions.ts';
import type { ComponentType, ExternType, ResourceType } from './entities.ts';
import type { CoreWorld } from './link-core.ts';
import { misfit } from './match.ts';
import { componentSections, readComponent } from './read-component.ts';
import { resolveComponent } from './resolve-component.ts';
import { substitution } from './substitute.ts';
import { entityOf } from './typing.ts';

/** `component-type`, and more behind it: who wrote it, and for which world. */
export const isWorldSection = (name: string): boolean => name.startsWith('component-type');

/** Undefined where there is no such section. Sections of several libraries make one world. */
export function carriedWorld(bytes: Uint8Array, path: string): CoreWorld | undefined | readonly Diagnostic[] {
  const sections = customSections(bytes);
  if ('kind' in sections) return [unusableCore(path, sections.message, sections.offset)];
  let merged: CoreWorld | undefined;
  for (const section of sections.filter(({ name }) => isWorldSection(name))) {
    const world = worldOf(section);
    if (typeof world === 'string') return [unusableSection(path, section.name, world)];
    const both: CoreWorld | Conflict = merged ? merge(merged, world) : world;
    if ('conflict' in both) return [differentWorlds(path, both.conflict)];
    merged = both;
  }
  return merged;
}

interface Conflict {
  /** The name of what differs. */
  readonly conflict: string;
}

/** What is wrong with it as text. */
function worldOf({ payload }: CustomSection): CoreWorld | string {
  const read = readComponent(payload);
  const resolved = read.kind === 'problem' ? read : resolveComponent(read);
  if (resolved.kind === 'problem') return resolved.message;
  const encoding = encodingOf(payload);
  if (encoding === undefined) return 'the format of its encoding is not known';
  const [outer] = [...resolved.exports.values()];
  const type = outer?.kind === 'type' && outer.type.kind === 'component' ? outer.type : undefined;
  const [world] = [...(type?.exports ?? [])];
  if (world?.[1].kind !== 'component') return 'it has no world';
  return { name: world[0], type: world[1].type, encoding, docs: new Map() };
}

const encodings: readonly StringEncoding[] = ['utf8', 'utf16', 'latin1+utf16'];
const FORMAT = 4;

function encodingOf(component: Uint8Array): StringEncoding | undefined {
  const section = componentSections(component).find(({ name }) => name === 'wit-component-encoding');
  const [format, encoding = 0] = section?.payload ?? [];
  return format === FORMAT ? encodings[encoding] : undefined;
}

/** What both have is there once. */
function merge(left: CoreWorld, right: CoreWorld): CoreWorld | Conflict {
  if (left.encoding !== right.encoding) return { conflict: 'the encoding of strings' };
  const binding = new Map<ResourceType, ResourceType>();
  bindResources(left.type.imports, right.type.imports, binding);
  bindResources(left.type.exports, right.type.exports, binding);
  const { extern } = substitution(binding);
  const imports = mergeExterns(left.type.imports, right.type.imports, extern);
  const exports = mergeExterns(left.type.exports, right.type.exports, extern);
  if ('conflict' in imports) return imports;
  if ('conflict' in exports) return exports;
  const type: ComponentType = { kind: 'component', imports, exports };
  return { ...left, type };
}

type Externs = ReadonlyMap<string, ExternType>;

/** Resources of one name in one interface are one. */
function bindResources(left: Externs, right: Externs, binding: Map<ResourceType, ResourceType>): void {
  for (const [name, type] of right) {
    const other = left.get(name);
    if (type.kind === 'instance' && other?.kind === 'instance')
      bindResources(other.type.exports, type.type.exports, binding);
    if (type.kind === 'type' && type.bound === 'sub' && other?.kind === 'type' && other.type.kind === 'resource')
      binding.set(type.type, other.type);
  }
}

function mergeExterns(left: Externs, right: Externs, renewed: (type: ExternType) => ExternType): Externs | Conflict {
  const merged = new Map(left);
  for (const [name, type] of right) {
    const other = left.get(name);
    if (!other) merged.set(name, renewed(type));
    else if (other.kind === 'instance' && type.kind === 'instance') {
      const exports = mergeExterns(other.type.exports, type.type.exports, renewed);
      if ('conflict' in exports) return { conflict: `${name}#${exports.conflict}` };
      merged.set(name, { kind: 'instance', type: { kind: 'instance', exports } });
    } else if (misfit(entityOf(renewed(type)), other, new Map()) !== undefined) return { conflict: name };
  }
  return merged;
}
