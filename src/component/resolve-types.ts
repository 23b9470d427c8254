/** Type definitions with their indices followed. */
import { Malformed } from '../core/bytes.ts';
import type {
  Alias,
  Declaration,
  ExternReference,
  NamedExtern,
  TypeDefinition,
  ValueTypeDefinition,
  ValueTypeReference,
} from './definitions.ts';
import type {
  AnyType,
  ComponentType,
  ExternType,
  FunctionType,
  InstanceType,
  ResourceType,
  ValueType,
} from './entities.ts';
import { checkLabels, type NameTable, newNameTable } from './extern-names.ts';
import { widestExtent } from './flatten.ts';
import { resolveCoreType } from './resolve-core-types.ts';
import { addEntity, at, newScope, outerScope, type Scope } from './scope.ts';
import { freshened, partsOf, valueTypesOf } from './substitute.ts';
import { entityOf } from './typing.ts';

const isValueType = (type: AnyType): type is ValueType =>
  type.kind !== 'func' && type.kind !== 'resource' && type.kind !== 'instance' && type.kind !== 'component';

export function valueType(reference: ValueTypeReference, scope: Scope, offset: number): ValueType {
  if (typeof reference === 'string') return { kind: 'primitive', name: reference };
  const type = at(scope.types, reference, 'type', offset);
  if (!isValueType(type)) throw new Malformed(`type index ${reference} is not a defined type`, offset);
  return type;
}

export function resourceType(index: number, scope: Scope, offset: number): ResourceType {
  const type = at(scope.types, index, 'type', offset);
  if (type.kind !== 'resource') throw new Malformed(`type index ${index} is not a resource type`, offset);
  return type;
}

/** @param define - makes a resource; absent where none can be defined */
export function resolveType(
  definition: TypeDefinition,
  scope: Scope,
  offset: number,
  define?: (definition: Extract<TypeDefinition, { readonly kind: 'resource' }>) => ResourceType,
): AnyType {
  switch (definition.kind) {
    case 'func':
      return resolveFunctionType(definition, scope, offset);
    case 'resource':
      if (!define) throw new Malformed('resources can only be defined within a concrete component', offset);
      return define(definition);
    case 'instance':
      return resolveInstanceType(definition.declarations, scope);
    case 'component':
      return resolveComponentType(definition.declarations, scope);
    default:
      return checkExtent(resolveValueType(definition, scope, offset), offset);
  }
}

const MOST_BYTES = 2 ** 28 - 1;
const DEEPEST_TYPE = 100;
/** Of types within a type, each as often as it is mentioned: whoever goes through them goes so far. */
const MOST_TYPES = 1_000_000;

/** Types refer to those before them: what they add up to grows fast. */
export function checkExtent(type: ValueType, offset: number): ValueType {
  // Whatever the width of pointers: a string takes 16 bytes where it is 64 bits.
  if (widestExtent(type).size > MOST_BYTES)
    throw new Malformed('a value of the type exceeds maximum byte size', offset);
  if (weightOf(type) > MOST_TYPES)
    throw new Malformed(`effective type size exceeds the limit of ${MOST_TYPES}`, offset);
  if (depthOf(type) > DEEPEST_TYPE) throw new Malformed('type nesting is too deep', offset);
  return type;
}

const weights = new WeakMap<ValueType, number>();

function weightOf(type: ValueType): number {
  const known = weights.get(type);
  if (known !== undefined) return known;
  const weight = partsOf(type).reduce((sum, part) => sum + weightOf(part), 1);
  weights.set(type, weight);
  return weight;
}

const depths = new WeakMap<ValueType, number>();

function depthOf(type: ValueType): number {
  const known = depths.get(type);
  if (known !== undefined) return known;
  const depth = 1 + Math.max(0, ...partsOf(type).map(depthOf));
  depths.set(type, depth);
  return depth;
}

function resolveFunctionType(
  { isAsync, params, result }: Extract<TypeDefinition, { readonly kind: 'func' }>,
  scope: Scope,
  offset: number,
): FunctionType {
  checkLabels(
    params.map(({ label }) => label),
    'function parameter',
    offset,
  );
  const made: FunctionType = {
    kind: 'func',
    isAsync,
    params: params.map(({ label, type }) => ({ label, type: valueType(type, scope, offset) })),
    result: result === undefined ? undefined : valueType(result, scope, offset),
  };
  if (made.result && containsBorrow(made.result)) {
    throw new Malformed('function result cannot contain a `borrow` type', offset);
  }
  return made;
}

export const containsBorrow = (type: ValueType): boolean =>
  type.kind === 'borrow' || partsOf(type).some(containsBorrow);

const keyTypes: ReadonlySet<string> = new Set([
  'bool',
  's8',
  'u8',
  's16',
  'u16',
  's32',
  'u32',
  's64',
  'u64',
  'char',
  'string',
]);

function resolveValueType(definition: ValueTypeDefinition, scope: Scope, offset: number): ValueType {
  const of = (reference: ValueTypeReference): ValueType => valueType(reference, scope, offset);
  const maybe = (reference: ValueTypeReference | undefined): ValueType | undefined =>
    reference === undefined ? undefined : of(reference);
  switch (definition.kind) {
    case 'primitive':
      return definition;
    case 'record':
      checkLabels(
        definition.fields.map(({ label }) => label),
        'record field',
        offset,
      );
      return { kind: 'record', fields: definition.fields.map(({ label, type }) => ({ label, type: of(type) })) };
    case 'variant':
      checkLabels(
        definition.cases.map(({ label }) => label),
        'variant case',
        offset,
      );
      return { kind: 'variant', cases: definition.cases.map(({ label, type }) => ({ label, type: maybe(type) })) };
    case 'list':
      return { kind: 'list', element: of(definition.element), length: definition.length };
    case 'tuple':
      return { kind: 'tuple', items: definition.items.map(of) };
    case 'flags':
      checkLabels(definition.labels, 'flag', offset);
      return definition;
    case 'enum':
      checkLabels(definition.labels, 'enum case', offset);
      return definition;
    case 'option':
      return { kind: 'option', payload: of(definition.payload) };
    case 'result':
      return { kind: 'result', ok: maybe(definition.ok), error: maybe(definition.error) };
    case 'own':
    case 'borrow':
      return { kind: definition.kind, resource: resourceType(definition.resource, scope, offset) };
    case 'stream':
    case 'future': {
      const payload = maybe(definition.payload);
      if (definition.kind === 'stream' && payload?.kind === 'primitive' && payload.name === 'char')
        throw new Malformed('`stream<char>` is not valid at this time', offset);
      return { kind: definition.kind, payload };
    }
    case 'map': {
      const key = of(definition.key);
      if (key.kind !== 'primitive' || !keyTypes.has(key.name)) throw new Malformed('invalid map key type', offset);
      return { kind: 'map', key, value: of(definition.value) };
    }
  }
}

function resolveInstanceType(declarations: readonly Declaration[], outer: Scope): InstanceType {
  return { kind: 'instance', exports: resolveDeclarations(declarations, outer).exports };
}

function resolveComponentType(declarations: readonly Declaration[], outer: Scope): ComponentType {
  return { kind: 'component', ...resolveDeclarations(declarations, outer) };
}

const aliasedInTypes: ReadonlySet<string> = new Set(['type', 'core type', 'instance']);

function resolveDeclarations(declarations: readonly Declaration[], outer: Scope): Omit<ComponentType, 'kind'> {
  const scope = newScope('type', outer);
  const names = { imports: newNameTable('import'), exports: newNameTable('export') };
  const found = { imports: new Map<string, ExternType>(), exports: new Map<string, ExternType>() };
  for (const declaration of declarations) {
    const { offset } = declaration;
    switch (declaration.kind) {
      case 'core-type':
        scope.coreTypes.push(resolveCoreType(declaration.type, scope));
        break;
      case 'type':
        scope.types.push(resolveType(declaration.type, scope, offset));
        break;
      case 'alias':
        if (!aliasedInTypes.has(declaration.alias.sort)) {
          throw new Malformed('an alias in a type may only refer to types or instances', offset);
        }
        addAlias(declaration.alias, scope, offset);
        break;
      case 'import':
        declare(declaration.extern, found.imports, names.imports, scope, offset);
        break;
      case 'export-declaration':
        declare(declaration.extern, found.exports, names.exports, scope, offset);
    }
  }
  return found;
}

function declare(
  { name, implemented, type }: NamedExtern,
  into: Map<string, ExternType>,
  names: NameTable,
  scope: Scope,
  offset: number,
): void {
  const resolved = resolveExtern(type, scope, offset);
  names.add(name, resolved, { implemented, offset });
  into.set(name, resolved);
  addEntity(scope, entityOf(resolved));
}

/** Instances get resources of their own. */
export function resolveExtern(reference: ExternReference, scope: Scope, offset: number): ExternType {
  switch (reference.kind) {
    case 'func': {
      const type = at(scope.types, reference.type, 'type', offset);
      if (type.kind !== 'func') throw new Malformed(`type index ${reference.type} is not a function type`, offset);
      return { kind: 'func', type };
    }
    case 'type':
      if (reference.equals !== undefined)
        return { kind: 'type', bound: 'eq', type: at(scope.types, reference.equals, 'type', offset) };
      return { kind: 'type', bound: 'sub', type: { kind: 'resource', owner: undefined, destructor: undefined } };
    case 'instance': {
      const type = at(scope.types, reference.type, 'type', offset);
      if (type.kind !== 'instance') throw new Malformed(`type index ${reference.type} is not an instance type`, offset);
      return { kind: 'instance', type: freshened(type) };
    }
    case 'component': {
      const type = at(scope.types, reference.type, 'type', offset);
      if (type.kind !== 'component') {
        throw new Malformed(`type index ${reference.type} is not a component type`, offset);
      }
      return { kind: 'component', type };
    }
    case 'module': {
      const type = at(scope.coreTypes, reference.type, 'core type', offset);
      if (type.kind !== 'module') {
        throw new Malformed(`core type index ${reference.type} is not a module type`, offset);
      }
      return { kind: 'module', type };
    }
    case 'value':
      throw new Malformed('values are imported and exported only by a future version of the format', offset);
  }
}

/** What can be an alias in a type: exports of instances, and outer types. */
export function addAlias(alias: Alias, scope: Scope, offset: number): void {
  switch (alias.kind) {
    case 'export': {
      const instance = at(scope.instances, alias.instance, 'instance', offset);
      const entity = instance.exports.get(alias.name);
      if (!entity) throw new Malformed(`instance ${alias.instance} has no export named '${alias.name}'`, offset);
      const sort = entity.kind === 'module' ? 'core module' : entity.kind;
      if (sort !== alias.sort) {
        throw new Malformed(`export '${alias.name}' for instance ${alias.instance} is not a ${alias.sort}`, offset);
      }
      addEntity(scope, entity);
      return;
    }
    case 'outer':
      addOuter(alias, scope, offset);
      return;
    case 'core-export':
      throw new Malformed('a type has no core instances', offset);
  }
}

function addOuter(
  { sort, count, index }: Extract<Alias, { readonly kind: 'outer' }>,
  scope: Scope,
  offset: number,
): void {
  const target = outerScope(scope, count, offset);
  switch (sort) {
    case 'type': {
      const type = at(target.types, index, 'type', offset);
      if (crossesComponent(scope, target) && isOpenType(type)) {
        throw new Malformed(
          'cannot alias outer type which transitively refers to resources not defined in the current component',
          offset,
        );
      }
      scope.types.push(type);
      return;
    }
    case 'core type':
      scope.coreTypes.push(at(target.coreTypes, index, 'core type', offset));
      return;
    case 'core module':
      scope.modules.push(at(target.modules, index, 'module', offset));
      return;
    case 'component':
      scope.components.push(at(target.components, index, 'component', offset));
      return;
    default:
      throw new Malformed(`invalid leading byte: a ${sort} cannot be an outer alias`, offset);
  }
}

/** Whether the way from a scope to one around it leaves a component. */
function crossesComponent(scope: Scope, target: Scope): boolean {
  for (let at: Scope | undefined = scope; at && at !== target; at = at.outer) if (at.kind === 'component') return true;
  return false;
}

/** Whether a type is, or mentions, a resource that it does not bind itself. */
function isOpenType(type: AnyType): boolean {
  return openIn(type, new Set());
}

function openIn(type: AnyType, bound: Set<ResourceType>): boolean {
  switch (type.kind) {
    case 'resource':
      return !bound.has(type);
    case 'func':
      return valueTypesOf(type).some((one) => openIn(one, bound));
    case 'instance':
      return openInExterns(type.exports, bound);
    case 'component':
      return openInExterns(type.imports, bound) || openInExterns(type.exports, bound);
    case 'own':
    case 'borrow':
      return !bound.has(type.resource);
    default:
      return partsOf(type).some((part) => openIn(part, bound));
  }
}

function openInExterns(types: ReadonlyMap<string, ExternType>, bound: Set<ResourceType>): boolean {
  return [...types.values()].some((one) => {
    if (one.kind === 'module') return false;
    if (one.kind === 'type' && one.bound === 'sub') {
      bound.add(one.type);
      return false;
    }
    return openIn(one.type, bound);
  });
}
