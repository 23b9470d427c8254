/** Which functions the core module exports as they are, and which source a declaration belongs to. */
import type { Span } from '../source/source-map.ts';
import { isDirect } from './core-names.ts';
import { definedNames } from './defined-names.ts';
import type { DslFunction, DslModule, DslSource } from './model.ts';
import type { TypeTable } from './type-table.ts';

/** The source whose block has the declaration; for those of `.it` files the first source with a block. */
export const sourceOf = ({ sources }: DslModule, span: Span): DslSource | undefined =>
  sources.find(({ blocks }) => blocks.some((block) => contains(block, span))) ??
  sources.find(({ blocks }) => blocks.length > 0);

export const contains = (outer: Span, { start, end }: Span): boolean => outer.start <= start && end <= outer.end;

/**
 * Exports that need no conversion and are defined where they are declared: an attribute on the declaration exports
 * them. On a declaration alone, of a function of another file or of a C library, the compiler ignores it.
 */
export function selfExported(module: DslModule, types: TypeTable): ReadonlySet<DslFunction> {
  const names = new Map(module.sources.map((source) => [source, definedNames(source.text)]));
  const isDefined = (func: DslFunction): boolean => {
    const source = sourceOf(module, func.span);
    return source !== undefined && names.get(source)?.has(func.name) === true;
  };
  return new Set(module.exports.filter((func) => func.cpp === undefined && isDirect(func, types) && isDefined(func)));
}
