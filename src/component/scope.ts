/** The index spaces of a component, or of a type with declarations, as they grow. */
import { Malformed } from '../core/bytes.ts';
import type { CoreSort, Sort } from './definitions.ts';
import type {
  AnyType,
  ComponentEntity,
  CoreFunction,
  CoreInstance,
  CoreType,
  CoreValue,
  Entity,
  FunctionEntity,
  InstanceEntity,
  ModuleEntity,
} from './entities.ts';

export interface Scope {
  readonly kind: 'component' | 'type';
  readonly outer: Scope | undefined;
  readonly funcs: FunctionEntity[];
  readonly types: AnyType[];
  readonly instances: InstanceEntity[];
  readonly components: ComponentEntity[];
  readonly modules: ModuleEntity[];
  readonly coreFuncs: CoreFunction[];
  readonly coreValues: Readonly<Record<'table' | 'memory' | 'global' | 'tag', CoreValue[]>>;
  readonly coreTypes: CoreType[];
  readonly coreInstances: CoreInstance[];
}

export const newScope = (kind: Scope['kind'], outer: Scope | undefined): Scope => ({
  kind,
  outer,
  funcs: [],
  types: [],
  instances: [],
  components: [],
  modules: [],
  coreFuncs: [],
  coreValues: { table: [], memory: [], global: [], tag: [] },
  coreTypes: [],
  coreInstances: [],
});

export function at<T>(items: readonly T[], index: number, what: string, offset: number): T {
  const item = items[index];
  if (item === undefined) throw new Malformed(`unknown ${what} ${index}: ${what} index out of bounds`, offset);
  return item;
}

export function addEntity(scope: Scope, entity: Entity): void {
  switch (entity.kind) {
    case 'func':
      scope.funcs.push(entity);
      return;
    case 'type':
      scope.types.push(entity.type);
      return;
    case 'instance':
      scope.instances.push(entity);
      return;
    case 'component':
      scope.components.push(entity);
      return;
    case 'module':
      scope.modules.push(entity);
  }
}

/** What an export, an argument or an inline export refers to. */
export function entityAt(scope: Scope, sort: Sort, index: number, offset: number): Entity {
  switch (sort) {
    case 'func':
      return at(scope.funcs, index, 'function', offset);
    case 'type':
      return { kind: 'type', type: at(scope.types, index, 'type', offset) };
    case 'instance':
      return at(scope.instances, index, 'instance', offset);
    case 'component':
      return at(scope.components, index, 'component', offset);
    case 'core module':
      return at(scope.modules, index, 'module', offset);
    default:
      throw new Malformed(`a ${sort} cannot be imported or exported by a component`, offset);
  }
}

export function coreEntityAt(scope: Scope, sort: CoreSort, index: number, offset: number): CoreFunction | CoreValue {
  switch (sort) {
    case 'func':
      return at(scope.coreFuncs, index, 'core function', offset);
    case 'table':
    case 'memory':
    case 'global':
    case 'tag':
      return at(scope.coreValues[sort], index, `core ${sort}`, offset);
    default:
      throw new Malformed(`a core instance cannot export a ${sort}`, offset);
  }
}

/** Counted outwards, 0 being the scope itself. */
export function outerScope(scope: Scope, count: number, offset: number): Scope {
  let found: Scope | undefined = scope;
  for (let step = 0; step < count && found; step++) found = found.outer;
  if (!found) throw new Malformed(`invalid outer alias count of ${count}`, offset);
  return found;
}
