import type { Type, TypeDefinition, VariantCase } from './types.ts';

/** Variants, options and results alike: their cases in order, or undefined for a type that has none. */
export function casesOf(type: Type, types: ReadonlyMap<string, TypeDefinition>): readonly VariantCase[] | undefined {
  switch (type.kind) {
    case 'option':
      return [
        { name: 'some', type: type.payload },
        { name: 'none', type: undefined },
      ];
    case 'result':
      return [
        { name: 'ok', type: type.ok },
        { name: 'err', type: type.err },
      ];
    case 'named': {
      const definition = types.get(type.name);
      return definition?.kind === 'variant' ? definition.cases : undefined;
    }
    default:
      return undefined;
  }
}

/**
 * An option whose payload is an option could not tell `none` from `some(none)` as plain `undefined`; it is
 * `{ tag: 'some', val }` or `{ tag: 'none' }` instead.
 */
export const isTaggedOption = (type: Type): boolean => type.kind === 'option' && type.payload.kind === 'option';
