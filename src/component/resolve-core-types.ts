/** Core types: of functions, and of modules. */
import { Malformed } from '../core/bytes.ts';
import type { CoreTypeDefinition, EntityReference, ModuleDeclaration } from './definitions.ts';
import type { CoreExternType, CoreType, ModuleType } from './entities.ts';
import { at, type Scope } from './scope.ts';

export function resolveCoreType(definition: CoreTypeDefinition, scope: Scope): CoreType {
  if (definition.kind !== 'module') return definition;
  return resolveModuleType(definition.declarations, scope);
}

function resolveModuleType(declarations: readonly ModuleDeclaration[], outer: Scope): ModuleType {
  const types: CoreType[] = [];
  const imports: { module: string; field: string; type: CoreExternType }[] = [];
  const exports = new Map<string, CoreExternType>();
  for (const declaration of declarations) {
    const { offset } = declaration;
    switch (declaration.kind) {
      case 'type':
        if (declaration.type.kind === 'module') throw new Malformed('a module type cannot contain another', offset);
        types.push(declaration.type);
        break;
      case 'alias': {
        if (declaration.count !== 1) throw new Malformed(`invalid outer alias count of ${declaration.count}`, offset);
        types.push(at(outer.coreTypes, declaration.index, 'core type', offset));
        break;
      }
      case 'import': {
        const { module, field, entity } = declaration;
        if (imports.some((one) => one.module === module && one.field === field))
          throw new Malformed(`duplicate import name \`${module}:${field}\``, offset);
        imports.push({ module, field, type: coreExtern(entity, types, offset) });
        break;
      }
      case 'export':
        if (exports.has(declaration.field))
          throw new Malformed(`duplicate export name \`${declaration.field}\` already defined`, offset);
        exports.set(declaration.field, coreExtern(declaration.entity, types, offset));
    }
  }
  return { kind: 'module', imports, exports };
}

function coreExtern(entity: EntityReference, types: readonly CoreType[], offset: number): CoreExternType {
  if (!('type' in entity) || (entity.kind !== 'func' && entity.kind !== 'tag')) return entity as CoreExternType;
  const type = at(types, entity.type, 'type', offset);
  if (type.kind !== 'func') throw new Malformed(`type index ${entity.type} is not a function type`, offset);
  const { signature } = type;
  return entity.kind === 'tag'
    ? { kind: 'tag', index: 0, signature }
    : { kind: 'func', index: 0, name: undefined, signature, parameterNames: [] };
}
