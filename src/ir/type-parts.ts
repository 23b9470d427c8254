/** What types are made of. */
import type { Type, TypeDefinition } from './types.ts';

/**
 * The types in a type's text, in order; of a name none. Types of one kind that have the same are the same: `undefined` stands where a
 * result has no value, and between the parameters and the results of a function.
 */
export function slotsOf(type: Type): readonly (Type | undefined)[] {
  switch (type.kind) {
    case 'simple':
    case 'named':
    case 'none':
    case 'never':
      return [];
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
      return [type.ok, type.err];
    case 'tuple':
    case 'values':
      return type.items;
    case 'func':
      return [...type.params, undefined, ...type.results];
  }
}

/** A type of the same kind with each of its parts changed. */
export function withParts(type: Type, change: (part: Type) => Type): Type {
  switch (type.kind) {
    case 'simple':
    case 'named':
    case 'none':
    case 'never':
      return type;
    case 'array':
    case 'target':
      return { kind: type.kind, element: change(type.element) };
    case 'map':
      return { kind: 'map', key: change(type.key), value: change(type.value) };
    case 'set':
      return { kind: 'set', item: change(type.item) };
    case 'option':
      return { kind: 'option', payload: change(type.payload) };
    case 'result':
      return { kind: 'result', ok: type.ok && change(type.ok), err: type.err && change(type.err) };
    case 'tuple':
    case 'values':
      return { kind: type.kind, items: type.items.map(change) };
    case 'func':
      return { kind: 'func', params: type.params.map(change), results: type.results.map(change) };
  }
}

const isPresent = (type: Type | undefined): type is Type => type !== undefined;

export const partsOf = (type: Type): readonly Type[] => slotsOf(type).filter(isPresent);

/** The types that a definition mentions, but for the class that one extends. */
export function definitionParts(definition: TypeDefinition): readonly Type[] {
  switch (definition.kind) {
    case 'record':
      return definition.fields.map(({ type }) => type);
    case 'variant':
      return definition.cases.map(({ type }) => type).filter(isPresent);
    case 'func':
      return [definition.type];
    case 'enum':
    case 'flags':
    case 'resource':
    case 'class':
      return [];
  }
}
