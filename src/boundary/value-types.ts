/** The types of values at a boundary, and of their parts. */
import { resultType, type Type, type TypeDefinition, typeText } from '../ir/types.ts';
import type { BoundaryFunction } from './boundary.ts';

/** See {@link Boundary.values}. */
export function valueTypes(
  functions: readonly BoundaryFunction[],
  definitions: readonly TypeDefinition[],
): readonly Type[] {
  const found = new Map<string, Type>();
  const add = (type: Type): void => {
    const text = typeText(type);
    if (found.has(text)) return;
    found.set(text, type);
    for (const part of partsOf(type)) add(part);
  };
  for (const type of [...functions.flatMap(typesOf), ...definitions.flatMap(definitionParts)]) add(type);
  return [...found.values()].filter(({ kind }) => kind !== 'none');
}

const typesOf = ({ params, returns, throws }: BoundaryFunction): readonly Type[] => [
  ...params.map(({ type }) => type),
  returns,
  ...present(throws?.payload),
];

const present = <T>(...items: readonly (T | undefined)[]): readonly T[] =>
  items.filter((item): item is T => item !== undefined);

function partsOf(type: Type): readonly Type[] {
  switch (type.kind) {
    case 'simple':
    case 'none':
    case 'never':
      return [];
    case 'named':
      return definitionParts(type.definition);
    case 'array':
    case 'target':
      return [type.element];
    case 'map':
      return [type.key, type.value];
    case 'set':
      return [type.item];
    case 'option':
      return [type.payload];
    case 'result':
      return present(type.ok, type.err);
    case 'tuple':
    case 'values':
      return type.items;
    case 'func':
      return functionParts(type);
  }
}

function functionParts({ params, results }: Extract<Type, { kind: 'func' }>): readonly Type[] {
  const result = resultType(results);
  return [...params, ...(result.kind === 'result' ? present(result.ok, result.err) : [result])];
}

function definitionParts(definition: TypeDefinition): readonly Type[] {
  switch (definition.kind) {
    case 'record':
      return definition.fields.map(({ type }) => type);
    case 'variant':
      return present(...definition.cases.map(({ type }) => type));
    case 'func':
      return functionParts(definition.type);
    case 'enum':
    case 'flags':
    case 'resource':
    case 'class':
      return [];
  }
}
