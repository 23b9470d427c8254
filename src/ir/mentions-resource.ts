import { definitionParts, partsOf } from './type-parts.ts';
import type { Type, TypeDefinition } from './types.ts';

/** Whether values of a type may hold a resource's instances, which belong to one instance of the component. */
export function mentionsResource(type: Type, open = new Set<TypeDefinition>()): boolean {
  const inside = (part: Type): boolean => mentionsResource(part, open);
  // Functions are called with instances, but hold none.
  if (type.kind === 'func') return false;
  if (type.kind !== 'named') return partsOf(type).some(inside);
  const { definition } = type;
  if (open.has(definition)) return false;
  open.add(definition);
  return definition.kind === 'resource' || definitionParts(definition).some(inside);
}
