import type { Type, VariantCase } from './types.ts';

/** Variants, options and results alike: their cases in order, or undefined for a type that has none. */
export function casesOf(type: Type): readonly VariantCase[] | undefined {
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
    case 'named':
      return type.definition.kind === 'variant' ? type.definition.cases : undefined;
    case 'simple':
    case 'array':
    case 'map':
    case 'set':
    case 'tuple':
    case 'func':
    case 'none':
    case 'values':
    case 'never':
      return undefined;
  }
}

/**
 * An option whose payload is an option could not tell `none` from `some(none)` as plain `undefined`; it is
 * `{ tag: 'some', val }` or `{ tag: 'none' }` instead.
 */
export const isTaggedOption = (type: Type): boolean => type.kind === 'option' && type.payload.kind === 'option';

/** What is missing is `undefined`, and that is a value of these types. */
export const mayBeLeftOut = (type: Type): boolean => type.kind === 'option' && !isTaggedOption(type);
