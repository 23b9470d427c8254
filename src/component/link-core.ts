/** A core module that was made for a world, as the component that it would be. */
import { type CoreSignature, sameSignature, signatureText } from '../core/module-interface.ts';
import { problemAsValue } from '../core/sections.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { didYouMean } from '../diagnostics/suggest.ts';
import {
  missingCoreExport,
  noRoom,
  otherCoreSignature,
  unknownCoreImport,
  unusableCore,
} from '../diagnostics/world-core.ts';
import {
  type CoreImportName,
  type CorePlace,
  canonicalName,
  coreExportNames,
  coreImportName,
  destructorNames,
  memoryNames,
  reallocNames,
  startNames,
} from './core-names.ts';
import type { StringEncoding } from './definitions.ts';
import type {
  ComponentType,
  CoreEntity,
  CoreFunction,
  CoreInstance,
  CoreValue,
  Entity,
  ExternType,
  FunctionEntity,
  FunctionType,
  InstanceState,
  LiftOptions,
  ModuleEntity,
  ResourceType,
} from './entities.ts';
import { flattened } from './flatten.ts';
import { destructorSignature, missingOption, reallocSignature, resourceSignatures } from './resolve-canonical.ts';
import { moduleType, type ResolvedComponent } from './resolve-component.ts';
import { newCoreInstance } from './resolve-core-instance.ts';
import { openResources, substitution } from './substitute.ts';
import { entityOf } from './typing.ts';

/** What a core module is to be linked with. */
export interface CoreWorld {
  readonly name: string;
  readonly type: ComponentType;
  readonly encoding: StringEncoding;
  /** Of functions, types, fields and instances of the type. */
  readonly docs: ReadonlyMap<object, string>;
}

export interface LinkedCore {
  readonly kind: 'linked';
  readonly component: ResolvedComponent;
  readonly docs: ReadonlyMap<object, string>;
}

interface Linking {
  readonly path: string;
  readonly world: CoreWorld;
  readonly state: InstanceState;
  readonly instance: CoreInstance;
  readonly imports: ReadonlyMap<string, Entity>;
  readonly problems: Diagnostic[];
}

/** @param path - for messages */
export function linkCore(bytes: Uint8Array, path: string, world: CoreWorld): LinkedCore | readonly Diagnostic[] {
  const type = problemAsValue(() => moduleType(bytes, 0));
  if (type.kind === 'problem') return [unusableCore(path, type.message, type.offset)];
  const module: ModuleEntity = { kind: 'module', type, source: { kind: 'binary', bytes } };
  const given = new Map<string, CoreInstance>();
  const start = startNames.find((name) => module.type.exports.get(name)?.kind === 'func');
  const instance = newCoreInstance(module, given, start);
  const imports = new Map([...world.type.imports].map(([name, type]) => [name, entityOf(type, [name])] as const));
  const state: InstanceState = { id: 0, parent: undefined };
  const linking: Linking = { path, world, state, instance, imports, problems: [] };
  checkAllocators(linking);
  const docs = new Map(world.docs);
  const exported = ownedExports(linking, docs);
  const exports = exportEntities(exported, undefined, linking);
  for (const [from, members] of importsOf(module, exports, linking))
    given.set(from, { module: undefined, arguments: new Map(), exports: members });
  if (linking.problems.length > 0) return linking.problems;
  const needed = onlyCalled(imports, given);
  return { kind: 'linked', component: { kind: 'component', instances: [instance], imports: needed, exports }, docs };
}

/** What the world exports, with resources that the instance defines in place of those that its type leaves open. */
function ownedExports(linking: Linking, docs: Map<object, string>): ReadonlyMap<string, ExternType> {
  const { world, state, instance } = linking;
  const outside = new Set(openResources(world.type.imports.values()));
  const binding = new Map<ResourceType, ResourceType>();
  const own = (owner: string | undefined, name: string, type: ExternType): void => {
    if (type.kind === 'instance') for (const [inner, one] of type.type.exports) own(name, inner, one);
    if (type.kind !== 'type' || type.bound !== 'sub' || outside.has(type.type)) return;
    const destructor = functionNamed(instance, destructorNames(owner, name));
    if (destructor) checkSignature(nameOf(destructor), destructor.signature, destructorSignature, linking);
    const resource: ResourceType = { kind: 'resource', owner: state, destructor };
    copyDoc(type.type, resource, docs);
    binding.set(type.type, resource);
  };
  for (const [name, type] of world.type.exports) own(undefined, name, type);
  const { extern } = substitution(binding, (from, to) => copyDoc(from, to, docs));
  return new Map([...world.type.exports].map(([name, type]) => [name, extern(type)] as const));
}

/** What is put in place of something has its docs. */
function copyDoc(from: object, to: object, docs: Map<object, string>): void {
  const text = docs.get(from);
  if (text !== undefined) docs.set(to, text);
}

/** The first that is there. */
const functionNamed = ({ exports }: CoreInstance, names: readonly string[]): CoreFunction | undefined =>
  names.map((name) => exports.get(name)).find((found) => found?.kind === 'func');

const nameOf = ({ source }: CoreFunction): string => (source.kind === 'export' ? source.name : '');

/** Without those of which a problem is reported. */
function exportEntities(
  types: ReadonlyMap<string, ExternType>,
  owner: string | undefined,
  linking: Linking,
): ReadonlyMap<string, Entity> {
  return new Map(
    [...types].flatMap(([name, type]) => {
      const entity = exportEntity(name, type, owner, linking);
      return entity ? [[name, entity] as const] : [];
    }),
  );
}

/** Undefined after a reported problem. */
function exportEntity(name: string, type: ExternType, owner: string | undefined, linking: Linking): Entity | undefined {
  switch (type.kind) {
    case 'func':
      return liftedFunction(name, type.type, owner, linking);
    case 'instance':
      return { kind: 'instance', exports: exportEntities(type.type.exports, name, linking) };
    case 'type':
      return { kind: 'type', type: type.type };
    case 'component':
    case 'module':
      return entityOf(type);
  }
}

function liftedFunction(
  name: string,
  type: FunctionType,
  owner: string | undefined,
  linking: Linking,
): FunctionEntity | undefined {
  const { instance, problems, path, state } = linking;
  const names = coreExportNames(owner, name);
  const core = functionNamed(instance, names.function);
  if (!core) {
    problems.push(missingCoreExport(path, linking.world.name, names.function[1], [...instance.exports.keys()]));
    return undefined;
  }
  const postReturn = functionNamed(instance, names.postReturn);
  const options = { ...optionsFor('export', linking), postReturn };
  const { signature } = flattened(type, 'lift');
  const found = nameOf(core);
  checkSignature(found, core.signature, signature, linking);
  if (postReturn)
    checkSignature(`cabi_post_${found}`, postReturn.signature, { params: signature.results, results: [] }, linking);
  checkRoom(found, type, options, 'lift', linking);
  return { kind: 'func', type, source: { kind: 'lifted', instance: state, core, options } };
}

function optionsFor(direction: 'import' | 'export', { instance, world }: Linking): LiftOptions {
  const memory = memoryNames
    .map((name) => instance.exports.get(name))
    .find((found): found is CoreValue => found?.kind === 'memory');
  const realloc = functionNamed(instance, reallocNames[direction]);
  return { encoding: world.encoding, memory, realloc, postReturn: undefined, isAsync: false };
}

function checkAllocators(linking: Linking): void {
  const { exports } = linking.instance;
  for (const name of new Set([...reallocNames.import, ...reallocNames.export])) {
    const found = exports.get(name);
    if (found?.kind === 'func') checkSignature(name, found.signature, reallocSignature, linking);
  }
}

function checkSignature(
  name: string,
  actual: CoreSignature | undefined,
  wanted: CoreSignature,
  { problems, path, world }: Linking,
): void {
  if (actual && sameSignature(actual, wanted)) return;
  const found = actual ? signatureText(actual) : 'one that is not known here';
  problems.push(otherCoreSignature(path, world.name, name, signatureText(wanted), found));
}

function checkRoom(
  name: string,
  type: FunctionType,
  options: LiftOptions,
  context: 'lift' | 'lower',
  { problems, path }: Linking,
): void {
  const missing = missingOption(type, options, context);
  if (missing !== undefined) problems.push(noRoom(path, name, missing === 'memory' ? 'memory' : 'cabi_realloc'));
}

/** Core modules of WASI's first kind are served as those of ITL are. */
const isServedElsewhere = (module: string): boolean => module === 'wasi_snapshot_preview1';

function importsOf(
  module: ModuleEntity,
  exports: ReadonlyMap<string, Entity>,
  linking: Linking,
): ReadonlyMap<string, ReadonlyMap<string, CoreEntity>> {
  const byModule = new Map<string, Map<string, CoreEntity>>();
  for (const { module: from, field, type } of module.type.imports) {
    if (isServedElsewhere(from)) continue;
    const name = coreImportName(from, field);
    const served = type.kind === 'func' ? importedFunction(name, exports, linking) : undefined;
    const members = byModule.get(from) ?? new Map<string, CoreEntity>();
    byModule.set(from, members);
    if (!served) {
      const meant = meantImport(name, exports, linking);
      linking.problems.push(unknownCoreImport(linking.path, linking.world.name, from, field, meant));
    } else if (type.kind === 'func' && served.signature) {
      checkSignature(`${from} ${field}`, type.signature, served.signature, linking);
      members.set(field, served);
    }
  }
  return byModule;
}

/** The nearest name beside one that is not there: of an interface that is there, its functions and resources. */
function meantImport(
  name: CoreImportName,
  exports: ReadonlyMap<string, Entity>,
  { imports }: Linking,
): string | undefined {
  const { place } = name;
  const all = place.isExported ? exports : imports;
  const entities = entitiesAt(place, all);
  if (!entities) return didYouMean(place.interface ?? '', all.keys());
  return didYouMean(name.kind === 'function' ? name.name : name.resource, entities.keys());
}

/** Undefined where the world has nothing of that name. */
function importedFunction(
  name: CoreImportName,
  exports: ReadonlyMap<string, Entity>,
  linking: Linking,
): CoreFunction | undefined {
  const { state: instance, imports } = linking;
  const entities = entitiesAt(name.place, name.place.isExported ? exports : imports);
  if (name.kind !== 'function') {
    const entity = entities?.get(name.resource);
    if (entity?.kind !== 'type' || entity.type.kind !== 'resource') return undefined;
    const source = { kind: name.kind, instance, resource: entity.type };
    return { kind: 'func', signature: resourceSignatures[name.kind], source };
  }
  const func = entities?.get(name.name);
  if (func?.kind !== 'func') return undefined;
  const options = optionsFor('import', linking);
  checkRoom(name.name, func.type, options, 'lower', linking);
  const { signature } = flattened(func.type, 'lower');
  return { kind: 'func', signature, source: { kind: 'lower', instance, func, options } };
}

/** A module may have been made for another version of an interface, as long as the two are compatible. */
function entitiesAt(place: CorePlace, entities: ReadonlyMap<string, Entity>): ReadonlyMap<string, Entity> | undefined {
  const { interface: wanted } = place;
  if (wanted === undefined) return entities;
  const exact = place.isCanonical ? undefined : entities.get(wanted);
  const canonical = place.isCanonical ? wanted : canonicalName(wanted);
  const [, found] = exact ? [wanted, exact] : ([...entities].find(([name]) => canonicalName(name) === canonical) ?? []);
  return found?.kind === 'instance' ? found.exports : undefined;
}

/** Imports without the functions that the module does not call: who uses it need not have them. */
function onlyCalled(
  imports: ReadonlyMap<string, Entity>,
  given: ReadonlyMap<string, CoreInstance>,
): ReadonlyMap<string, Entity> {
  const called = new Set<Entity>();
  for (const { exports } of given.values())
    for (const entity of exports.values())
      if (entity.kind === 'func' && entity.source.kind === 'lower') called.add(entity.source.func);
  const kept = (entities: ReadonlyMap<string, Entity>): ReadonlyMap<string, Entity> =>
    new Map(
      [...entities].flatMap(([name, entity]): (readonly [string, Entity])[] => {
        if (entity.kind === 'instance') return [[name, { kind: 'instance', exports: kept(entity.exports) }]];
        return entity.kind !== 'func' || called.has(entity) ? [[name, entity]] : [];
      }),
    );
  return kept(imports);
}
