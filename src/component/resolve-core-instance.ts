/** Core instances: modules with what they import, and exports that are only gathered. */
import { Malformed } from '../core/bytes.ts';
import type { Alias, CoreInstanceDefinition } from './definitions.ts';
import type { CoreEntity, CoreInstance, ModuleEntity } from './entities.ts';
import { coreTypeOf, misfitOfCore } from './match.ts';
import { at, coreEntityAt, type Scope } from './scope.ts';

/** @param graph - is added to */
export function resolveCoreInstance(
  definition: CoreInstanceDefinition,
  scope: Scope,
  graph: CoreInstance[],
  offset: number,
): CoreInstance {
  if (definition.kind === 'exports') return gathered(definition.exports, scope, offset);
  const module = at(scope.modules, definition.module, 'module', offset);
  const given = new Map<string, CoreInstance>();
  for (const { name, instance } of definition.arguments) {
    if (given.has(name)) {
      throw new Malformed(`duplicate module instantiation argument named \`${name}\``, offset);
    }
    given.set(name, at(scope.coreInstances, instance, 'core instance', offset));
  }
  checkArguments(module, given, offset);
  const made = newCoreInstance(module, given);
  graph.push(made);
  return made;
}

/** An instance of a module, with all that it exports. */
export function newCoreInstance(
  module: ModuleEntity,
  given: ReadonlyMap<string, CoreInstance>,
  start?: string,
): CoreInstance {
  const exports = new Map<string, CoreEntity>();
  const made: CoreInstance = { module, arguments: given, exports, ...(start !== undefined && { start }) };
  for (const [name, type] of module.type.exports) {
    exports.set(
      name,
      type.kind === 'func'
        ? { kind: 'func', signature: type.signature, source: { kind: 'export', instance: made, name } }
        : { kind: type.kind, type, instance: made, name },
    );
  }
  return made;
}

function gathered(
  exports: Extract<CoreInstanceDefinition, { readonly kind: 'exports' }>['exports'],
  scope: Scope,
  offset: number,
): CoreInstance {
  const made = new Map<string, CoreEntity>();
  for (const { name, value } of exports) {
    if (made.has(name)) throw new Malformed(`duplicate instantiation export name \`${name}\` already defined`, offset);
    made.set(name, coreEntityAt(scope, value.sort, value.index, offset));
  }
  return { module: undefined, arguments: new Map(), exports: made };
}

function checkArguments(module: ModuleEntity, given: ReadonlyMap<string, CoreInstance>, offset: number): void {
  for (const { module: from, field, type } of module.type.imports) {
    const instance = given.get(from);
    if (!instance) throw new Malformed(`missing module instantiation argument named \`${from}\``, offset);
    const entity = instance.exports.get(field);
    if (!entity) {
      throw new Malformed(
        `module instantiation argument \`${from}\` does not export an item named \`${field}\``,
        offset,
      );
    }
    const wrong = misfitOfCore(coreTypeOf(entity), type);
    if (wrong !== undefined) {
      throw new Malformed(
        `type mismatch for export \`${field}\` of module instantiation argument \`${from}\`: ${wrong}`,
        offset,
      );
    }
  }
}

export function addCoreAlias(
  { sort, instance: index, name }: Extract<Alias, { readonly kind: 'core-export' }>,
  scope: Scope,
  offset: number,
): void {
  const instance = at(scope.coreInstances, index, 'core instance', offset);
  const entity = instance.exports.get(name);
  if (!entity) throw new Malformed(`core instance ${index} has no export named \`${name}\``, offset);
  if (entity.kind !== sort)
    throw new Malformed(`export \`${name}\` for core instance ${index} is not a ${sort}`, offset);
  if (entity.kind === 'func') scope.coreFuncs.push(entity);
  else scope.coreValues[entity.kind].push(entity);
}
