/** What a world imports and exports, with what it includes. */
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { externTwice, nothingToRename } from '../diagnostics/wit.ts';
import { findInterface, findWorld } from './find-item.ts';
import { isIncluded } from './gates.ts';
import type { InterfaceDefinition, WorldDefinition } from './model.ts';
import type { Extern, FunctionSyntax, Id, Include, Renamed, UseNames, WorldItem } from './syntax.ts';
import type { Elaboration } from './type-scope.ts';

export type Content =
  | { readonly kind: 'function'; readonly id: Id; readonly function: FunctionSyntax; readonly docs: string }
  /** One that the world defines. */
  | { readonly kind: 'inline'; readonly definition: InterfaceDefinition }
  | { readonly kind: 'interface'; readonly definition: InterfaceDefinition; readonly label: string | undefined }
  /** `from` is where a name that is used comes from. */
  | {
      readonly kind: 'type';
      readonly name: string;
      readonly from: InterfaceDefinition | undefined;
      readonly used: string;
    };

export interface WorldEntry {
  /** The name, or the whole name of an interface. */
  readonly key: string;
  readonly span: Id['span'];
  /** The world that says so. */
  readonly origin: WorldDefinition;
  readonly content: Content;
}

export interface FlatWorld {
  readonly import: ReadonlyMap<string, WorldEntry>;
  readonly export: ReadonlyMap<string, WorldEntry>;
}

interface Building {
  readonly world: WorldDefinition;
  readonly elaboration: Elaboration;
  readonly import: Map<string, WorldEntry>;
  readonly export: Map<string, WorldEntry>;
  /** Included worlds, flat. */
  readonly flat: (world: WorldDefinition) => FlatWorld;
}

/** Worlds that are flat already are not made so again. */
export function createFlattener(elaboration: Elaboration): (world: WorldDefinition) => FlatWorld {
  const known = new Map<WorldDefinition, FlatWorld>();
  const flat = (world: WorldDefinition): FlatWorld => {
    const before = known.get(world);
    if (before) return before;
    const building: Building = { world, elaboration, import: new Map(), export: new Map(), flat };
    known.set(world, building);
    for (const item of world.items) addItem(item, building);
    return building;
  };
  return flat;
}

function addItem(item: WorldItem, building: Building): void {
  const { world, elaboration } = building;
  const { finding, features } = elaboration;
  if (!isIncluded(item.attributes, world.scope.package.syntax, features, finding.sink)) return;
  switch (item.kind) {
    case 'import':
    case 'export': {
      const content = contentOf(item, building);
      const entry = content && { key: keyOf(content), span: item.span, origin: world, content };
      if (entry) add(item.kind, entry, building, false);
      return;
    }
    case 'use':
      for (const name of item.names) addUsed(item, name, building);
      return;
    case 'include':
      addIncluded(item, building);
      return;
    default: {
      const { name, span } = item.id;
      const content: Content = { kind: 'type', name, from: undefined, used: name };
      add('import', { key: name, span, origin: world, content }, building, false);
    }
  }
}

function contentOf({ extern, docs, attributes }: Extern, { world, elaboration }: Building): Content | undefined {
  const { scope } = world;
  switch (extern.kind) {
    case 'function':
      return { kind: 'function', id: extern.id, function: extern.function, docs };
    case 'interface': {
      const { id, items } = extern;
      const definition = {
        kind: 'interface',
        id,
        docs,
        attributes,
        scope,
        isIncluded: true,
        name: id.name,
        items,
      } as const;
      return { kind: 'inline', definition };
    }
    case 'path': {
      const definition = findInterface(extern.path, scope, elaboration.finding);
      return definition && { kind: 'interface', definition, label: extern.id?.name };
    }
  }
}

function keyOf(content: Content): string {
  switch (content.kind) {
    case 'function':
      return content.id.name;
    case 'inline':
      return content.definition.name;
    case 'interface':
      return content.label ?? content.definition.name;
    case 'type':
      return content.name;
  }
}

function addUsed(item: UseNames, name: Renamed, building: Building): void {
  const from = findInterface(item.path, building.world.scope, building.elaboration.finding);
  const own = name.alias ?? name.id;
  const content: Content = { kind: 'type', name: own.name, from, used: name.id.name };
  if (from) add('import', { key: own.name, span: own.span, origin: building.world, content }, building, false);
}

function addIncluded(item: Include, building: Building): void {
  const { finding } = building.elaboration;
  const included = findWorld(item.path, building.world.scope, finding);
  if (!included) return;
  const flat = building.flat(included);
  const renamed = renames(item, included, flat, finding.sink);
  for (const kind of ['import', 'export'] as const) {
    for (const entry of flat[kind].values()) {
      const key = isWhole(entry) ? entry.key : (renamed.get(entry.key) ?? entry.key);
      add(kind, { ...entry, key, span: item.span }, building, true);
    }
  }
}

/** Interfaces of packages go by their whole names. */
export const isWhole = ({ content }: WorldEntry): boolean =>
  content.kind === 'interface' && content.label === undefined;

function renames(
  item: Include,
  included: WorldDefinition,
  flat: FlatWorld,
  sink: DiagnosticSink,
): ReadonlyMap<string, string> {
  const plain = [...flat.import.values(), ...flat.export.values()]
    .filter((entry) => !isWhole(entry))
    .map(({ key }) => key);
  for (const { id } of item.names)
    if (!plain.includes(id.name)) sink.add(nothingToRename(id.name, included.name, id.span, plain));
  return new Map(item.names.map(({ id, alias }) => [id.name, alias.name] as const));
}

/** The same from two included worlds is there once. */
function add(kind: 'import' | 'export', entry: WorldEntry, building: Building, isFromInclude: boolean): void {
  const entries = building[kind];
  const key = entry.key.toLowerCase();
  const before = entries.get(key);
  if (!before) {
    entries.set(key, entry);
    return;
  }
  const isShared = isFromInclude || before.origin !== building.world;
  if (isShared && isSame(before, entry)) return;
  const named = ({ key: name, span }: WorldEntry) => ({ name, span });
  building.elaboration.finding.sink.add(externTwice(kind, named(entry), named(before)));
}

function isSame(left: WorldEntry, right: WorldEntry): boolean {
  const [a, b] = [left.content, right.content];
  if (a === b) return true;
  if (a.kind === 'interface' && b.kind === 'interface') return a.definition === b.definition && a.label === b.label;
  return a.kind === 'type' && b.kind === 'type' && a.from !== undefined && a.from === b.from && a.used === b.used;
}
