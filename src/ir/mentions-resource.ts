import type { Type, TypeDefinition } from './types.ts';

/** Whether values of a type may hold a resource's instances, which belong to one instance of the component. */
export function mentionsResource(type: Type, open = new Set<TypeDefinition>()): boolean {
  const inside = (inner: Type | undefined): boolean => inner !== undefined && mentionsResource(inner, open);
  switch (type.kind) {
    case 'simple':
    case 'func':
    case 'target':
    case 'none':
    case 'never':
      return false;
    case 'array':
      return inside(type.element);
    case 'map':
      return inside(type.key) || inside(type.value);
    case 'set':
      return inside(type.item);
    case 'option':
      return inside(type.payload);
    case 'result':
      return inside(type.ok) || inside(type.err);
    case 'tuple':
    case 'values':
      return type.items.some(inside);
    case 'named':
      return inDefinition(type.definition, inside, open);
  }
}

function inDefinition(
  definition: TypeDefinition,
  inside: (type: Type | undefined) => boolean,
  open: Set<TypeDefinition>,
): boolean {
  if (open.has(definition)) return false;
  open.add(definition);
  switch (definition.kind) {
    case 'resource':
      return true;
    case 'record':
      return definition.fields.some(({ type }) => inside(type));
    case 'variant':
      return definition.cases.some(({ type }) => inside(type));
    case 'enum':
    case 'flags':
    case 'func':
    case 'class':
      return false;
  }
}
