/** A component as ITL: its core modules, what they are given, and what JavaScript sees. */
import type {
  CoreFunction,
  CoreInstance,
  CoreValue,
  Entity,
  FunctionEntity,
  InstanceState,
  ModuleEntity,
  ResourceType,
} from '../component/entities.ts';
import { annotatedName } from '../component/extern-names.ts';
import type { ResolvedComponent } from '../component/resolve-component.ts';
import {
  backpressureBody,
  contextBody,
  dropHandle,
  entered,
  isPlain,
  leaving,
  liftedBody,
  loweredBody,
  parameterNames,
  resourceBody,
  signatureText,
  type Target,
} from './calls.ts';
import { exportName } from './export-names.ts';
import type { Generator } from './generator.ts';
import { busyInstances, contextSlots, leavingInstances } from './given-functions.ts';
import { handleTable, lendsFrom } from './handle-table.ts';
import { call, camelCase, createNames, documented, list, local, type NamePool, pascalCase, trap } from './itl-text.ts';
import { tidyParts } from './tidy-parts.ts';
import { createTypeTexts, type Docs, namesOfTypes, type Side } from './type-texts.ts';

/** What a component becomes. */
export interface ComponentItl {
  readonly text: string;
  /** Core modules by the paths that the text has. */
  readonly modules: ReadonlyMap<string, Uint8Array>;
}

/** A core function that the text names: of which module, and what that calls it. */
interface Declared {
  readonly name: string;
  readonly field: string;
  readonly signature: { readonly params: readonly string[]; readonly results: readonly string[] };
}

interface State extends Generator {
  readonly docs: Docs;
  readonly component: ResolvedComponent;
  readonly functionPool: NamePool;
  readonly moduleNames: ReadonlyMap<CoreInstance, string>;
  /** By module, the functions that the text calls. */
  readonly declared: Map<CoreInstance, Map<string, Declared>>;
  readonly variables: string[];
  /** Of handles, by the endings of their names. */
  readonly tables: string[];
  readonly imports: Map<string, string[]>;
}

/**
 * @param stem - what files are named after: `greet` makes `greet.core.wasm`
 * @param docs - of functions, types, and parts of types
 */
export function componentItl(component: ResolvedComponent, stem: string, docs: Docs = new Map()): ComponentItl {
  const state = createState(component, docs);
  const exports = exportsText(component.exports, state);
  const paths = pathsOf(component, stem);
  // What modules are given may need more functions of others.
  const given = component.instances.map((instance) => importsText(instance, state));
  const modules = component.instances.map((instance, index) =>
    moduleText(instance, paths.of(instance), given[index] ?? [], state),
  );
  const { definitions, classes } = state.types;
  const resources = [...classes].map(([resource, name]) =>
    documented(docs.get(resource), list('resource', name, list('drop', state.dropOf(resource)))),
  );
  const types = [...definitions, ...resources];
  const imports = [...state.imports].map(([from, functions]) => list('import', JSON.stringify(from), ...functions));
  const code = [...modules, ...state.functions, ...exports];
  const parts = [
    ...(types.length > 0 ? [list('types', ...types)] : []),
    ...imports,
    ...state.tables.map((suffix) => handleTable(suffix, lendsFrom(suffix, code))),
    ...modules,
    ...state.variables,
    ...state.functions,
    ...(exports.length > 0 ? [list('export', ...exports)] : []),
  ];
  return {
    text: `${tidyParts(parts.flatMap((part) => part.trim().split('\n\n'))).join('\n\n')}\n`,
    modules: paths.bytes,
  };
}

interface Paths {
  readonly of: (instance: CoreInstance) => string;
  readonly bytes: ReadonlyMap<string, Uint8Array>;
}

/** One file for a module, however many instances it has. */
function pathsOf({ instances }: ResolvedComponent, stem: string): Paths {
  const byBytes = new Map<Uint8Array, string>();
  for (const { module } of instances) {
    if (module?.source.kind !== 'binary' || byBytes.has(module.source.bytes)) continue;
    byBytes.set(module.source.bytes, `${stem}.core${byBytes.size === 0 ? '' : byBytes.size + 1}.wasm`);
  }
  const pathOf = (module: ModuleEntity | undefined): string => {
    if (module?.source.kind === 'binary') return byBytes.get(module.source.bytes) ?? '';
    return module?.source.kind === 'imported' ? module.source.path.join('/') : '';
  };
  return {
    of: ({ module }) => pathOf(module),
    bytes: new Map([...byBytes].map(([bytes, path]) => [path, bytes] as const)),
  };
}

function createState(component: ResolvedComponent, docs: Docs): State {
  const functionPool = createNames(['inf', 'nan']);
  const moduleNames = new Map(
    component.instances.map((instance, index) => [instance, `core${index === 0 ? '' : index + 1}`] as const),
  );
  const leaves = leavingInstances(component);
  const slots = contextSlots(component);
  const busy = busyInstances(component);
  const helpers = new Map<string, string>();
  /** Names of functions by all that follows the name. */
  const made = new Map<string, string>();
  const ids = new Map<object, number>();
  const suffixes = new Map<InstanceState | 'host', string>();
  const variableNames = new Map<string, string>();
  const variable = (base: string, of: InstanceState, type: string, initial: string): string => {
    const key = `${base} ${of.id}`;
    const name = variableNames.get(key) ?? `${base}${of.id === 0 ? '' : of.id + 1}`;
    if (!variableNames.has(key)) state.variables.push(list('var', `$${name}`, type, initial));
    variableNames.set(key, name);
    return name;
  };
  const drops = new Map<ResourceType, string>();
  const state: State = {
    component,
    docs,
    functionPool,
    functionNames: functionPool,
    moduleNames,
    declared: new Map(),
    variables: [],
    tables: [],
    imports: new Map(),
    functions: [],
    types: createTypeTexts(namesOfTypes(component.imports, component.exports), docs, createNames()),
    helper(key, wanted, make) {
      const known = helpers.get(key);
      if (known !== undefined) return known;
      const name = functionPool.take(wanted);
      helpers.set(key, name);
      const text = make(name);
      // What differs for another reason may come to the same code.
      const code = text.replace(`(func ${name} `, '');
      const same = text === '' ? undefined : made.get(code);
      if (same === undefined) {
        made.set(code, name);
        state.functions.push(text);
        return name;
      }
      helpers.set(key, same);
      return same;
    },
    coreFunction: (func) => nameOfCore(func, state),
    memory: (value) => placeOf(value, state),
    idOf(of) {
      const id = ids.get(of) ?? ids.size + 1;
      ids.set(of, id);
      return id;
    },
    handles(of) {
      const known = suffixes.get(of);
      if (known !== undefined) return known;
      const suffix = of === 'host' ? '-of-host' : of.id === 0 ? '' : `-${of.id + 1}`;
      suffixes.set(of, suffix);
      state.tables.push(suffix);
      return suffix;
    },
    context: (of) =>
      (slots.get(of) ?? []).map(({ slot, type }) => ({ slot, variable: variable(`context${slot}`, of, type, '0') })),
    backpressure: (of) => variable('backpressure', of, 'i32', '0'),
    bound: (of) => (leaves.has(of) ? variable('isBound', of, 'bool', 'false') : undefined),
    isBusy: (of) => busy.has(of),
    entered: (of) => variable('isEntered', of, 'bool', 'false'),
    dropOf(resource) {
      const known = drops.get(resource);
      if (known !== undefined) return known;
      const name = functionPool.take(`drop-${state.types.classOf(resource)}`);
      drops.set(resource, name);
      state.functions.push(dropText(name, resource, state));
      return name;
    },
  };
  return state;
}

/** JavaScript's handle goes, and with it what it owns. */
const dropText = (name: string, resource: ResourceType, state: State): string =>
  list('func', name, '(param $handle i32)', ...dropHandle(resource, local('handle'), 'host', undefined, state));

function placeOf({ instance, name }: CoreValue, { moduleNames }: State): string {
  return `${moduleNames.get(instance)} ${JSON.stringify(name)}`;
}

function nameOfCore(func: CoreFunction, state: State): string {
  const { source, signature = { params: [], results: [] } } = func;
  if (source.kind !== 'export') return servedFunction(func, state);
  const { instance, name } = source;
  const known = state.declared.get(instance) ?? new Map<string, Declared>();
  state.declared.set(instance, known);
  const found = known.get(name);
  if (found) return found.name;
  const made = { name: state.functionPool.take(identifier(name)), field: name, signature };
  known.set(name, made);
  return made.name;
}

/** Names of exports hold whatever their makers like. */
const identifier = (text: string): string => {
  const last = text.split('#').at(-1) ?? text;
  const name = last.replace(/[^A-Za-z0-9_.-]+/g, '-').replace(/^[-.\d]+|-+$/g, '');
  return name === '' ? 'func' : name;
};

/** A function of the component that does what a canonical function does, for who calls it by name. */
const servedFunction = (func: CoreFunction, state: State): string =>
  state.helper(`served ${state.idOf(func)}`, 'lowered', (name) => list('func', name, servedText(func, state)));

/** What follows the name: signature and code. */
function servedText(func: CoreFunction, state: State): string {
  const { params, results } = func.signature ?? { params: [], results: [] };
  const head = [
    ...params.map((type, index) => list('param', `$p${index}`, type)),
    ...(results.length > 0 ? [list('result', ...results)] : []),
  ];
  return [...head, ...servedBody(func, state)].join(' ');
}

function servedBody({ source }: CoreFunction, state: State): readonly string[] {
  switch (source.kind) {
    case 'lower':
      if (source.options.isAsync) return [trap('a function is lowered as async, which is not supported')];
      return loweredBody(
        source.func,
        source.instance,
        source.options,
        targetOf(source.func, source.instance, state),
        state,
      );
    case 'resource.new':
    case 'resource.drop':
    case 'resource.rep':
      return resourceBody(source, state);
    case 'context.get':
    case 'context.set':
      return contextBody(source, state);
    case 'backpressure.inc':
    case 'backpressure.dec':
      return backpressureBody(source, state);
    case 'asynchronous':
      return [trap(`${source.name} is asynchronous, which is not supported`)];
    case 'export':
      throw new Error('an export is linked as it is');
  }
}

/** What a lowered function calls: an import, or the function of another instance. */
function targetOf(func: FunctionEntity, caller: InstanceState, state: State): Target {
  const { source } = func;
  if (source.kind !== 'lifted') return { kind: 'imported', name: importOf(func, state) };
  const side: Side = isPlain(func.type) ? 'host' : 'component';
  return { kind: 'lifted', source, enters: entered(source.instance, caller), side };
}

/** An import from JavaScript, declared once. */
function importOf(func: FunctionEntity, state: State): string {
  const { source } = func;
  if (source.kind !== 'imported') throw new Error('what runs is either lifted or imported');
  const [first = '', ...rest] = source.path;
  const [from, field] = rest.length > 0 ? [first, rest.map(fieldName).join('.')] : ofWorld(first);
  const key = `import ${JSON.stringify(source.path)}`;
  const functions = state.imports.get(from) ?? [];
  state.imports.set(from, functions);
  return state.helper(key, identifier(rest.at(-1) ?? first), (name) => {
    const head = list('func', name, JSON.stringify(field), signatureText(func.type, 'host', state));
    functions.push(documented(state.docs.get(func.type), head));
    return '';
  });
}

/** Where an import of the world itself is found: a function by its name, what a resource has by that of the resource. */
function ofWorld(name: string): readonly [from: string, field: string] {
  const member = annotatedName(name);
  return member ? [member.resource, fieldName(name)] : [name, 'default'];
}

/** `[method]r.get-it` → `[method]R.getIt`, and others in camel case. */
export function fieldName(name: string): string {
  const member = annotatedName(name);
  if (!member) return camelCase(name);
  const owner = `[${member.annotation}]${pascalCase(member.resource)}`;
  return member.name === undefined ? owner : `${owner}.${camelCase(member.name)}`;
}

function exportsText(exports: ReadonlyMap<string, Entity>, state: State, path = ''): readonly string[] {
  const fields = [...exports.keys()].map(fieldName);
  return [...exports].flatMap(([name, entity]): readonly string[] => {
    if (entity.kind === 'func') {
      const { field, remark } = exportName(fieldName(name), fields, path === '');
      const doc = [state.docs.get(entity.type), remark].filter((text) => text !== undefined).join('\n\n');
      return [documented(doc, exportText(`${path}${field}`, entity, state))];
    }
    return entity.kind === 'instance' ? exportsText(entity.exports, state, `${path}${name}#`) : [];
  });
}

function exportText(field: string, func: FunctionEntity, state: State): string {
  const head = [list('func', '_', JSON.stringify(field)).slice(0, -1), signatureText(func.type, 'host', state)];
  const { source, type } = func;
  if (source.kind !== 'lifted') {
    return `${head.join(' ')} ${call(importOf(func, state), ...parameterNames(type).map(local))})`;
  }
  const states = entered(source.instance, undefined);
  const body = liftedBody(type, source, states, state);
  const last = type.result ? body.slice(-1) : [];
  const before = type.result ? body.slice(0, -1) : body;
  const isHeld = last.length > 0 && !/^\(local /.test(last[0] ?? '');
  const kept = isHeld ? [list('let', '$lifted', last[0] ?? '')] : [];
  const code = [...before, ...kept, ...leaving(states, state), ...(isHeld ? [local('lifted')] : last)];
  return `${head.join(' ')} ${code.join(' ')})`;
}

/** What a core instance imports: links to others as they are, and functions of the component. */
function importsText({ module, arguments: given }: CoreInstance, state: State): readonly string[] {
  const byModule = new Map<string, string[]>();
  const seen = new Set<string>();
  for (const { module: from, field } of module?.type.imports ?? []) {
    const entity = given.get(from)?.exports.get(field);
    const key = JSON.stringify([from, field]);
    if (!entity || seen.has(key)) continue;
    seen.add(key);
    const members = byModule.get(from) ?? [];
    byModule.set(from, members);
    if (entity.kind !== 'func') members.push(list(entity.kind, JSON.stringify(field), placeOf(entity, state)));
    else if (entity.source.kind === 'export') {
      const { instance, name } = entity.source;
      members.push(
        list('function', JSON.stringify(field), state.moduleNames.get(instance) ?? '', JSON.stringify(name)),
      );
    } else members.push(list('func', '_', JSON.stringify(field), servedText(entity, state)));
  }
  return [...byModule].map(([from, members]) => list('import', JSON.stringify(from), ...members));
}

/** By itself nothing runs it: a component says in its core modules when that is to be. */
function startText({ start, exports }: CoreInstance, state: State): readonly string[] {
  const func = start === undefined ? undefined : exports.get(start);
  // Left out, it is run by that name.
  if (start === '_initialize') return [];
  if (func?.kind === 'func') return [list('start', nameOfCore(func, state))];
  return exports.has('_initialize') ? ['(start _)'] : [];
}

function moduleText(instance: CoreInstance, path: string, imports: readonly string[], state: State): string {
  const start = startText(instance, state);
  const functions = [...(state.declared.get(instance)?.values() ?? [])].map(({ name, field, signature }) =>
    list(
      'func',
      name,
      JSON.stringify(field),
      ...(signature.params.length > 0 ? [list('param', ...signature.params)] : []),
      ...(signature.results.length > 0 ? [list('result', ...signature.results)] : []),
    ),
  );
  return list(
    'module',
    state.moduleNames.get(instance) ?? '',
    JSON.stringify(path),
    ...functions,
    ...imports,
    ...start,
  );
}
