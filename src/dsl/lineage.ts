/** Classes that extend each other. */
import type { DslClass, DslNamedType } from './model.ts';

/** The class's name and those of the classes that it extends, nearest first. */
export function lineOf(name: string, types: ReadonlyMap<string, DslNamedType>): readonly string[] {
  const found = new Set<string>();
  for (let next: string | undefined = name; next !== undefined && !found.has(next); ) {
    found.add(next);
    const type = types.get(next);
    next = type?.kind === 'class' || type?.kind === 'imported' ? type.base : undefined;
  }
  return [...found];
}

/** The classes of a line, nearest first. */
export const classesOf = (name: string, types: ReadonlyMap<string, DslNamedType>): readonly DslClass[] =>
  lineOf(name, types).flatMap((each) => {
    const type = types.get(each);
    return type?.kind === 'class' ? [type] : [];
  });

/** For each class that is extended those that extend it, directly or not; what extends most comes first. */
export function heirsOfAll(types: ReadonlyMap<string, DslNamedType>): ReadonlyMap<string, readonly DslClass[]> {
  const lines = [...types.values()]
    .flatMap((type) => (type.kind === 'class' ? [{ type, line: lineOf(type.name, types) }] : []))
    .sort((left, right) => right.line.length - left.line.length);
  const heirs = new Map<string, DslClass[]>();
  for (const { type, line } of lines) {
    for (const base of line.slice(1)) {
      const known = heirs.get(base) ?? [];
      known.push(type);
      heirs.set(base, known);
    }
  }
  return heirs;
}
