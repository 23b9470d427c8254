/** A world as the type of a component: with the interfaces that its own need. */
import type { ComponentType, ExternType } from '../component/entities.ts';
import { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { importedAndExported } from '../diagnostics/wit.ts';
import { findInterface } from './find-item.ts';
import type { FlatWorld, WorldEntry } from './flatten-world.ts';
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
  for (const entry of imports) importInstance(entry, building);
  for (const entry of imports) importType(entry, building);
  for (const entry of imports) addFunction(entry, building.imports, building);
  const exports = [...flat.export.values()];
  checkExports(exports, building);
  for (const entry of exports) exportInstance(entry, building);
  for (const entry of exports) addFunction(entry, building.exports, building);
  const type: ComponentType = { kind: 'component', imports: building.imports, exports: building.exports };
  return { name: world.name, type, docs: elaboration.docs };
}

/** What other worlds say has been checked there. */
const elaborationOf = ({ origin }: WorldEntry, { world, elaboration, quiet }: Building): Elaboration =>
  origin === world ? elaboration : quiet;

function importInstance(entry: WorldEntry, building: Building): void {
  const { content, key } = entry;
  const lookup: Lookup = (definition) => importInterface(definition, building);
  if (content.kind === 'inline') {
    const scope = createTypeScope(content.definition, lookup, elaborationOf(entry, building));
    addInstance(key, content.definition, scope, building.imports, building);
  } else if (content.kind === 'interface' && content.label !== undefined) {
    const scope = createTypeScope(content.definition, lookup, building.quiet);
    addInstance(key, content.definition, scope, building.imports, building);
  } else if (content.kind === 'interface') importInterface(content.definition, building);
}

/** Once; what it uses comes before it. */
function importInterface(definition: InterfaceDefinition, building: Building): TypeScope {
  const known = building.imported.get(definition);
  if (known) return known;
  const lookup: Lookup = (other) => importInterface(other, building);
  const scope = createTypeScope(definition, lookup, building.quiet);
  building.imported.set(definition, scope);
  for (const dependency of dependenciesOf(definition, building.quiet)) importInterface(dependency, building);
  addInstance(definition.name, definition, scope, building.imports, building);
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
  const { world, elaboration, quiet } = building;
  const items = origin.items.flatMap((item): readonly ScopeItem[] => {
    if (item.kind === 'include') return [];
    return 'extern' in item ? importedFunction(item) : [item];
  });
  const source = { items, name: origin.name, scope: origin.scope };
  const scope = createTypeScope(
    source,
    (other) => importInterface(other, building),
    origin === world ? elaboration : quiet,
  );
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
  for (const { content } of entries)
    if (content.kind === 'interface' && content.label === undefined) exported.set(content.definition, undefined);
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

function exportInstance(entry: WorldEntry, building: Building): void {
  const { content, key } = entry;
  if (content.kind === 'inline' || (content.kind === 'interface' && content.label !== undefined)) {
    const elaboration = content.kind === 'inline' ? elaborationOf(entry, building) : building.quiet;
    const scope = createTypeScope(content.definition, lookupForExports(building), elaboration);
    addInstance(key, content.definition, scope, building.exports, building);
  } else if (content.kind === 'interface') exportInterface(content.definition, building);
}

function exportInterface(definition: InterfaceDefinition, building: Building): TypeScope {
  const known = building.exported.get(definition);
  if (known) return known;
  const lookup = lookupForExports(building);
  const scope = createTypeScope(definition, lookup, building.quiet);
  building.exported.set(definition, scope);
  for (const dependency of dependenciesOf(definition, building.quiet)) lookup(dependency);
  addInstance(definition.name, definition, scope, building.exports, building);
  return scope;
}

const lookupForExports =
  (building: Building): Lookup =>
  (other) =>
    building.exported.has(other) ? exportInterface(other, building) : importInterface(other, building);
