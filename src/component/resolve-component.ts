/** Follows the indices of a component, as instantiating it does: what comes out is a graph of core instances. */
import { Malformed } from '../core/bytes.ts';
import { sameSignature } from '../core/module-interface.ts';
import { readModule } from '../core/read-module.ts';
import type { ComponentBinary, Definition, ExternReference, InlineExport } from './definitions.ts';
import type {
  ComponentEntity,
  ComponentType,
  CoreInstance,
  Entity,
  ExternType,
  InstanceState,
  ModuleEntity,
  ModuleType,
  ResourceType,
} from './entities.ts';
import { newNameTable } from './extern-names.ts';
import { misfit, viewed } from './match.ts';
import type { ComponentProblem } from './read-component.ts';
import {
  destructorSignature,
  resolveLift,
  resolveLower,
  resolveResourceFunction,
  resolveTaskFunction,
  resolveTaskReturn,
} from './resolve-canonical.ts';
import { addCoreAlias, resolveCoreInstance } from './resolve-core-instance.ts';
import { resolveCoreType } from './resolve-core-types.ts';
import { addAlias, resolveExtern, resolveType } from './resolve-types.ts';
import { addEntity, at, entityAt, newScope, type Scope } from './scope.ts';
import { openResources, substitution } from './substitute.ts';
import { entityOf, exportsOf, externOf } from './typing.ts';
import { checkVisible, type NamedTypes, newNamedTypes } from './visibility.ts';

/** What a component is when it runs. */
export interface ResolvedComponent {
  readonly kind: 'component';
  /** In the order in which they are instantiated. */
  readonly instances: readonly CoreInstance[];
  readonly imports: ReadonlyMap<string, Entity>;
  readonly exports: ReadonlyMap<string, Entity>;
}

/** What is being made; a component that is only checked has one of its own. */
interface Graph {
  readonly instances: CoreInstance[];
  readonly states: InstanceState[];
}

interface Session {
  /** Definitions that may still be followed: nested instances multiply. */
  readonly budget: { left: number };
  /** The section of what is followed now. */
  readonly place: { section: string };
  readonly modules: Map<Uint8Array, ModuleType>;
}

const MOST_DEFINITIONS = 400_000;

/** @returns the problem where the component is not valid; never throws for what is wrong in it */
export function resolveComponent(binary: ComponentBinary): ResolvedComponent | ComponentProblem {
  const session: Session = {
    budget: { left: MOST_DEFINITIONS },
    place: { section: '' },
    modules: new Map(),
  };
  const graph: Graph = { instances: [], states: [] };
  const imports = new Map<string, Entity>();
  const supply: Supply = (name, type) => {
    const entity = entityOf(type, [name]);
    imports.set(name, entity);
    return entity;
  };
  try {
    const { exports } = resolveBody(binary, {
      checks: true,
      outer: undefined,
      parent: undefined,
      supply,
      graph,
      session,
    });
    return { kind: 'component', instances: graph.instances, imports, exports };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { kind: 'problem', message: error.message, offset: error.offset, section: session.place.section };
  }
}

/** Gives what is imported. */
type Supply = (name: string, type: ExternType, offset: number) => Entity;

interface Making {
  /** Whether names and types are checked: what is instantiated has been already, with what it assumes of its imports. */
  readonly checks: boolean;
  readonly outer: Scope | undefined;
  readonly parent: InstanceState | undefined;
  readonly supply: Supply;
  readonly graph: Graph;
  readonly session: Session;
}

interface Frame {
  readonly checks: boolean;
  readonly scope: Scope;
  readonly state: InstanceState;
  readonly graph: Graph;
  readonly session: Session;
  readonly supply: Supply;
  readonly imports: Map<string, ExternType>;
  readonly exports: Map<string, Entity>;
  readonly importNames: ReturnType<typeof newNameTable>;
  readonly exportNames: ReturnType<typeof newNameTable>;
  readonly named: NamedTypes;
}

interface Made {
  readonly imports: ReadonlyMap<string, ExternType>;
  readonly exports: ReadonlyMap<string, Entity>;
}

function resolveBody(binary: ComponentBinary, { checks, outer, parent, supply, graph, session }: Making): Made {
  const state: InstanceState = { id: graph.states.length, parent };
  graph.states.push(state);
  const frame: Frame = {
    checks,
    scope: newScope('component', outer),
    state,
    graph,
    session,
    supply,
    imports: new Map(),
    exports: new Map(),
    importNames: newNameTable('import'),
    exportNames: newNameTable('export'),
    named: newNamedTypes(),
  };
  for (const definition of binary.definitions) {
    if (--session.budget.left < 0) throw new Malformed('the component makes too many instances', definition.offset);
    session.place.section = sectionNames[definition.kind];
    define(definition, frame);
  }
  return { imports: frame.imports, exports: frame.exports };
}

const sectionNames: Readonly<Record<Definition['kind'], string>> = {
  'core-module': 'core module',
  'core-instance': 'core instance',
  'core-type': 'core type',
  component: 'component',
  instance: 'instance',
  alias: 'alias',
  type: 'type',
  canonical: 'canon',
  import: 'import',
  export: 'export',
};

function define(definition: Definition, frame: Frame): void {
  const { scope } = frame;
  const { offset } = definition;
  switch (definition.kind) {
    case 'core-module':
      scope.modules.push(resolveModule(definition.bytes, frame, offset));
      return;
    case 'core-type':
      scope.coreTypes.push(resolveCoreType(definition.type, scope));
      return;
    case 'core-instance':
      scope.coreInstances.push(resolveCoreInstance(definition.instance, scope, frame.graph.instances, offset));
      return;
    case 'component':
      scope.components.push(checkDefinition(definition.component, scope, frame.session));
      return;
    case 'instance':
      scope.instances.push({ kind: 'instance', exports: resolveInstance(definition, frame) });
      return;
    case 'alias':
      if (definition.alias.kind === 'core-export') addCoreAlias(definition.alias, scope, offset);
      else addAlias(definition.alias, scope, offset);
      return;
    case 'type':
      scope.types.push(resolveType(definition.type, scope, offset, (made) => defineResource(made, frame, offset)));
      return;
    case 'canonical':
      addCanonical(definition, frame);
      return;
    case 'import':
      addImport(definition, frame);
      return;
    case 'export':
      addExport(definition, frame);
  }
}

function defineResource(
  { rep, destructor }: { readonly rep: string; readonly destructor: number | undefined },
  { scope, state }: Frame,
  offset: number,
): ResourceType {
  if (rep !== 'i32') throw new Malformed('resources can only be represented by `i32`', offset);
  const func = destructor === undefined ? undefined : at(scope.coreFuncs, destructor, 'function', offset);
  if (func && !(func.signature && sameSignature(func.signature, destructorSignature))) {
    throw new Malformed('core function has wrong signature for a destructor', offset);
  }
  return { kind: 'resource', owner: state, destructor: func };
}

function resolveModule(bytes: Uint8Array, { session }: Frame, offset: number): ModuleEntity {
  const type = session.modules.get(bytes) ?? moduleType(bytes, offset);
  session.modules.set(bytes, type);
  return { kind: 'module', type, source: { kind: 'binary', bytes } };
}

export function moduleType(bytes: Uint8Array, offset: number): ModuleType {
  const read = readModule(bytes);
  if (read.kind === 'problem')
    throw new Malformed(`a core module cannot be read: ${read.message}`, offset + read.offset);
  const seen = new Set<string>();
  for (const { module, field } of read.imports) {
    const name = JSON.stringify([module, field]);
    if (seen.has(name)) throw new Malformed(`duplicate import name \`${module}:${field}\` of a core module`, offset);
    seen.add(name);
  }
  return {
    kind: 'module',
    imports: read.imports.map(({ module, field, entity }) => ({ module, field, type: entity })),
    exports: new Map(read.exports.map(({ field, entity }) => [field, entity] as const)),
  };
}

/** A component that nobody has instantiated yet: checked with imports that are assumed. */
function checkDefinition(binary: ComponentBinary, scope: Scope, session: Session): ComponentEntity {
  const graph: Graph = { instances: [], states: [] };
  const made = resolveBody(binary, {
    checks: true,
    outer: scope,
    parent: undefined,
    supply: (_name, type) => entityOf(type),
    graph,
    session,
  });
  const known = new Set(openResources(made.imports.values()));
  const exports = new Map([...made.exports].map(([name, entity]) => [name, externOf(entity, known)] as const));
  return { kind: 'component', type: { kind: 'component', imports: made.imports, exports }, body: { binary, scope } };
}

function resolveInstance(
  { instance, offset }: Extract<Definition, { readonly kind: 'instance' }>,
  frame: Frame,
): ReadonlyMap<string, Entity> {
  const { scope } = frame;
  if (instance.kind === 'exports') return inlineExports(instance.exports, scope, offset);
  const component = at(scope.components, instance.component, 'component', offset);
  const given = new Map<string, Entity>();
  for (const { name, value } of instance.arguments) {
    if (given.has(name))
      throw new Malformed(`instantiation argument \`${name}\` conflicts with previous argument`, offset);
    given.set(name, entityAt(scope, value.sort, value.index, offset));
  }
  const { body, type } = component;
  if (!body) return assumedInstance(type, given, offset);
  const supply: Supply = (name, expected) => fitting(name, given.get(name), expected, new Map(), offset);
  const { graph, session, state } = frame;
  return resolveBody(body.binary, { checks: false, outer: body.scope, parent: state, supply, graph, session }).exports;
}

function fitting(
  name: string,
  actual: Entity | undefined,
  expected: ExternType,
  binding: Map<ResourceType, ResourceType>,
  offset: number,
): Entity {
  if (!actual) throw new Malformed(`missing import named \`${name}\``, offset);
  const wrong = misfit(actual, expected, binding);
  if (wrong !== undefined) throw new Malformed(`type mismatch for import \`${name}\`: ${wrong}`, offset);
  return viewed(actual, expected);
}

/** Of a component that is imported itself: it exports what its type says, with resources of its own. */
function assumedInstance(
  type: ComponentType,
  given: ReadonlyMap<string, Entity>,
  offset: number,
): ReadonlyMap<string, Entity> {
  const binding = new Map<ResourceType, ResourceType>();
  for (const [name, expected] of type.imports) fitting(name, given.get(name), expected, binding, offset);
  for (const open of openResources(type.exports.values())) {
    if (!binding.has(open)) binding.set(open, { kind: 'resource', owner: undefined, destructor: undefined });
  }
  const { extern } = substitution(binding);
  return exportsOf({ kind: 'instance', exports: new Map([...type.exports].map(([name, one]) => [name, extern(one)])) });
}

function inlineExports(exports: readonly InlineExport[], scope: Scope, offset: number): ReadonlyMap<string, Entity> {
  const made = new Map<string, Entity>();
  const names = newNameTable('export');
  for (const { name, implemented, value } of exports) {
    const entity = entityAt(scope, value.sort, value.index, offset);
    names.add(name, externOf(entity, new Set()), { implemented, offset });
    made.set(name, entity);
  }
  return made;
}

function addCanonical(
  { canonical, offset }: Extract<Definition, { readonly kind: 'canonical' }>,
  { scope, state }: Frame,
): void {
  switch (canonical.kind) {
    case 'lift':
      scope.funcs.push(resolveLift(canonical, scope, state, offset));
      return;
    case 'lower':
      scope.coreFuncs.push(resolveLower(canonical, scope, state, offset));
      return;
    case 'resource.new':
    case 'resource.drop':
    case 'resource.rep':
      scope.coreFuncs.push(resolveResourceFunction(canonical, scope, state, offset));
      return;
    case 'context.get':
    case 'context.set':
    case 'backpressure.inc':
    case 'backpressure.dec':
      scope.coreFuncs.push(resolveTaskFunction(canonical, state));
      return;
    case 'task.return':
      scope.coreFuncs.push(resolveTaskReturn(canonical, scope, offset));
      return;
    case 'asynchronous': {
      const { name, signature } = canonical;
      scope.coreFuncs.push({ kind: 'func', signature, source: { kind: 'asynchronous', name } });
    }
  }
}

function addImport(
  { extern: { name, implemented, type }, offset }: Extract<Definition, { readonly kind: 'import' }>,
  frame: Frame,
): void {
  const resolved = resolveExtern(type, frame.scope, offset);
  const entity = frame.supply(name, resolved, offset);
  if (frame.checks) {
    frame.importNames.add(name, resolved, { implemented, offset });
    checkVisible(entity, name, 'import', frame.named, offset);
  }
  frame.imports.set(name, resolved);
  addEntity(frame.scope, entity);
}

function addExport(
  { name, implemented, value, type, offset }: Extract<Definition, { readonly kind: 'export' }>,
  frame: Frame,
): void {
  const actual = entityAt(frame.scope, value.sort, value.index, offset);
  const entity = type === undefined ? actual : ascribed(actual, type, name, frame, offset);
  if (frame.checks) {
    frame.exportNames.add(name, externOf(entity, new Set()), { implemented, offset });
    checkVisible(entity, name, 'export', frame.named, offset);
  }
  frame.exports.set(name, entity);
  addEntity(frame.scope, entity);
}

/** An export with a type of its own: what is given has to fit it. */
function ascribed(actual: Entity, reference: ExternReference, name: string, frame: Frame, offset: number): Entity {
  const expected = resolveExtern(reference, frame.scope, offset);
  const wrong = misfit(actual, expected, new Map());
  if (wrong !== undefined) {
    throw new Malformed(`ascribed type of export is not compatible with item's type: '${name}': ${wrong}`, offset);
  }
  return retyped(viewed(actual, expected), expected);
}

/** What is called by the types that it is given, which have the names. */
function retyped(actual: Entity, expected: ExternType): Entity {
  if (actual.kind === 'func' && expected.kind === 'func') return { ...actual, type: expected.type };
  if (actual.kind === 'type' && expected.kind === 'type' && expected.bound === 'eq')
    return { kind: 'type', type: expected.type };
  return actual;
}
