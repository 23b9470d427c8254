/** A world as the type of a component: with the interfaces that its own need. */
import type { ComponentType, ExternType } from '../component/entities.ts';
import { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { importedAndExported } from '../diagnostics/wit.ts';
import { findInterface } from './find-item.ts';
import { type FlatWorld, isWhole, type WorldEntry } from './flatten-world.ts';
import { functionType } from './function-type.ts';
import { isIncluded } from './gates.ts';
import type { InterfaceDefinition, WorldDefinition } from './model.ts';
import type { Extern, NamedFunction } from './syntax.ts';
import { createTypeScope, type Elaboration, type Lookup, type ScopeItem, type TypeScope } from './type-scope.ts';
import { documented } from './value-type.ts';

export interface WitWorld {
  readonly name: string;
  readonly type: ComponentType;
  /** Of functions, types, fields and instances. */
  readonly docs: ReadonlyMap<object, string>;
}

interface Building {
  readonly world: WorldDefinition;
  readonly elaboration: Elaboration;
  /** For what has been checked where it is defined. */
  readonly quiet: Elaboration;
  readonly imports: Map<string, ExternType>;
  readonly exports: Map<string, ExternType>;
  readonly imported: Map<InterfaceDefinition, TypeScope>;
  readonly exported: Map<InterfaceDefinition, TypeScope | undefined>;
  readonly worldScopes: Map<WorldDefinition, TypeScope>;
}

/** What is wrong in the world itself goes to the sink; interfaces are checked elsewhere. */
export function elaborateWorld(world: WorldDefinition, flat: FlatWorld, elaboration: Elaboration): WitWorld {
  const quiet = { ...elaboration, finding: { ...elaboration.finding, sink: new DiagnosticSink() } };
  const made = { imports: new Map(), exports: new Map() };
  const building: Building = {
    ...{ world, elaboration, quiet, ...made },
    ...{ imported: new Map(), exported: new Map(), worldScopes: new Map() },
  };
  const imports = [...flat.import.values()];
  for (const entry of imports) addInterface(entry, importing(building), building.imports, building);
  for (const entry of imports) importType(entry, building);
  for (const entry of imports) addFunction(entry, building.imports, building);
  const exports = [...flat.export.values()];
  checkExports(exports, building);
  for (const entry of exports) addInterface(entry, exporting(building), building.exports, building);
  for (const entry of exports) addFunction(entry, building.exports, building);
  const type: ComponentType = { kind: 'component', imports: building.imports, exports: building.exports };
  return { name: world.name, type, docs: elaboration.docs };
}

/** What other worlds say has been checked there. */
const elaborationOf = (origin: WorldDefinition, { world, elaboration, quiet }: Building): Elaboration =>
  origin === world ? elaboration : quiet;

function addInterface(entry: WorldEntry, lookup: Lookup, to: Map<string, ExternType>, building: Building): void {
  const { content, key, origin } = entry;
  if (content.kind !== 'inline' && content.kind !== 'interface') return;
  const { definition } = content;
  if (isWhole(entry)) {
    lookup(definition);
    return;
  }
  const elaboration = content.kind === 'inline' ? elaborationOf(origin, building) : building.quiet;
  addInstance(key, definition, createTypeScope(definition, lookup, elaboration), to, building);
}

const importing =
  (building: Building): Lookup =>
  (definition) =>
    addOnce(definition, importing(building), building.imported, building.imports, building);

const exporting =
  (building: Building): Lookup =>
  (definition) =>
    building.exported.has(definition)
      ? addOnce(definition, exporting(building), building.exported, building.exports, building)
      : importing(building)(definition);

/** What it uses comes before it. */
function addOnce(
  definition: InterfaceDefinition,
  lookup: Lookup,
  known: Map<InterfaceDefinition, TypeScope | undefined>,
  to: Map<string, ExternType>,
  building: Building,
): TypeScope {
  const before = known.get(definition);
  if (before) return before;
  const scope = createTypeScope(definition, lookup, building.quiet);
  known.set(definition, scope);
  for (const dependency of dependenciesOf(definition, building.quiet)) lookup(dependency);
  addInstance(definition.name, definition, scope, to, building);
  return scope;
}

function addInstance(
  key: string,
  { docs }: InterfaceDefinition,
  scope: TypeScope,
  to: Map<string, ExternType>,
  { elaboration }: Building,
): void {
  const type = documented({ kind: 'instance', exports: scope.externs() } as const, docs, elaboration);
  to.set(key, { kind: 'instance', type });
}

/** Interfaces that one uses, without those behind closed gates. */
function dependenciesOf(
  { items, scope }: Pick<InterfaceDefinition, 'items' | 'scope'>,
  { finding, features }: Elaboration,
): readonly InterfaceDefinition[] {
  return items.flatMap((item) => {
    if (item.kind !== 'use' || !isIncluded(item.attributes, scope.package.syntax, features, finding.sink)) return [];
    return findInterface(item.path, scope, finding) ?? [];
  });
}

function importType(entry: WorldEntry, building: Building): void {
  const { content, key, origin } = entry;
  if (content.kind !== 'type') return;
  const externs = worldScope(origin, building).typeExterns(content.name, key);
  for (const [name, type] of externs) building.imports.set(name, type);
}

/** The types of a world; of an included one, under its own names. */
function worldScope(origin: WorldDefinition, building: Building): TypeScope {
  const known = building.worldScopes.get(origin);
  if (known) return known;
  const items = origin.items.flatMap((item): readonly ScopeItem[] => {
    if (item.kind === 'include') return [];
    return 'extern' in item ? importedFunction(item) : [item];
  });
  const source = { items, name: origin.name, scope: origin.scope };
  const scope = createTypeScope(source, importing(building), elaborationOf(origin, building));
  building.worldScopes.set(origin, scope);
  return scope;
}

/** Functions are no types, and messages say so. */
function importedFunction({ kind, extern, docs, attributes, span }: Extern): readonly NamedFunction[] {
  return kind === 'import' && extern.kind === 'function' ? [{ ...extern, docs, attributes, span }] : [];
}

function addFunction({ content, key, origin }: WorldEntry, to: Map<string, ExternType>, building: Building): void {
  if (content.kind !== 'function') return;
  const made = functionType(content.function, content.id, worldScope(origin, building));
  const type = documented(made, content.docs, building.elaboration);
  to.set(key, { kind: 'func', type });
}

/** What an export needs is an export too where the world has it, else an import; of one interface not both. */
function checkExports(entries: readonly WorldEntry[], building: Building): void {
  const { exported, elaboration, quiet } = building;
  for (const entry of entries)
    if (isWhole(entry) && entry.content.kind === 'interface') exported.set(entry.content.definition, undefined);
  for (const { content, key, span } of entries) {
    if (content.kind !== 'interface' && content.kind !== 'inline') continue;
    const conflict = [...neededImports(content.definition, exported, quiet)].find((one) => exported.has(one));
    if (conflict) elaboration.finding.sink.add(importedAndExported(key, conflict.name, span));
  }
}

/** All that has to be imported for it to be exported. */
function neededImports(
  definition: InterfaceDefinition,
  exported: ReadonlyMap<InterfaceDefinition, unknown>,
  quiet: Elaboration,
): ReadonlySet<InterfaceDefinition> {
  const needed = new Set(dependenciesOf(definition, quiet).filter((one) => !exported.has(one)));
  // A set's iteration goes on to what is added meanwhile.
  for (const one of needed) for (const other of dependenciesOf(one, quiet)) needed.add(other);
  return needed;
}
