/** The types of values at a boundary, and of their parts. */
import { definitionParts, partsOf } from '../ir/type-parts.ts';
import { type FunctionType, resultType, type Type, type TypeDefinition, typeText } from '../ir/types.ts';
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
    for (const part of valuesIn(type)) add(part);
  };
  for (const type of [...functions.flatMap(typesOf), ...definitions.flatMap(valuesOf)]) add(type);
  return [...found.values()].filter(({ kind }) => kind !== 'none');
}

const typesOf = ({ params, returns, throws }: BoundaryFunction): readonly Type[] => [
  ...params.map(({ type }) => type),
  returns,
  ...(throws?.payload ? [throws.payload] : []),
];

/** What a function gives is one type here, and a result's values are two. */
function functionParts({ params, results }: FunctionType): readonly Type[] {
  const result = resultType(results);
  return [...params, ...(result.kind === 'result' ? partsOf(result) : [result])];
}

function valuesIn(type: Type): readonly Type[] {
  if (type.kind === 'func') return functionParts(type);
  return type.kind === 'named' ? valuesOf(type.definition) : partsOf(type);
}

const valuesOf = (definition: TypeDefinition): readonly Type[] =>
  definition.kind === 'func' ? functionParts(definition.type) : definitionParts(definition);
