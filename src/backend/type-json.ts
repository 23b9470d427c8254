import type { PrimitiveName, TypeDefinitionJson, TypeJson } from '../../runtime/abi.ts';
import { resultType, type Type, type TypeDefinition } from '../ir/types.ts';

/** A type as the `itl` section and the names of host functions have it. Core types become their nearest interface type. */
export function typeJson(type: Type): TypeJson {
  switch (type.kind) {
    case 'simple':
      return simpleJson(type.name);
    case 'named':
      return `#${type.name}`;
    case 'array':
      return ['array', typeJson(type.element)];
    case 'map':
      return ['map', typeJson(type.key), typeJson(type.value)];
    case 'set':
      return ['set', typeJson(type.item)];
    case 'target':
      return ['target', typeJson(type.element) as PrimitiveName];
    case 'option':
      return ['option', typeJson(type.payload)];
    case 'result':
      return ['result', type.ok ? typeJson(type.ok) : null, type.err ? typeJson(type.err) : null];
    case 'tuple':
      return ['tuple', ...type.items.map(typeJson)];
    case 'func':
      return functionTypeJson(type);
    case 'none':
    case 'values':
    case 'never':
      throw new Error(`typeJson: ${type.kind} is no type of a value`);
  }
}

/** The same in one word or as JSON: the argument of host functions. */
export function typeText(type: Type): string {
  const json = typeJson(type);
  return typeof json === 'string' ? json : JSON.stringify(json);
}

/** Several results are one tuple here: what is carried, not what is written. */
function functionTypeJson({ params, results }: Extract<Type, { kind: 'func' }>) {
  const result = resultType(results);
  return ['func', params.map(typeJson), result.kind === 'none' ? [] : [typeJson(result)]] as const;
}

/** Helpers may have arrays, tuples and functions of core types; in JavaScript those are their signed cousins. */
function simpleJson(name: Extract<Type, { kind: 'simple' }>['name']): TypeJson {
  switch (name) {
    case 'i32':
      return 's32';
    case 'i64':
      return 's64';
    case 'externref':
      return 'any';
    default:
      return name;
  }
}

export function definitionJson(
  definition: TypeDefinition,
  dropExport: (resource: string) => string,
): TypeDefinitionJson {
  switch (definition.kind) {
    case 'record':
      return ['record', ...definition.fields.map((field) => [field.name, typeJson(field.type)] as const)];
    case 'enum':
      return ['enum', ...definition.cases];
    case 'flags':
      return ['flags', ...definition.flags];
    case 'variant':
      return ['variant', ...definition.cases.map(({ name, type }) => [name, type ? typeJson(type) : null] as const)];
    case 'func':
      return functionTypeJson(definition.type);
    case 'resource':
      return definition.base
        ? ['resource', dropExport(definition.name), definition.base.name]
        : ['resource', dropExport(definition.name)];
    case 'class':
      return ['class', definition.from];
  }
}
