/** Classes that extend each other. */
import type { DslClass, DslNamedType } from './model.ts';

/** The class's name and those of the classes that it extends, nearest first. */
export function lineOf(name: string, types: ReadonlyMap<string, DslNamedType>): readonly string[] {
  const found: string[] = [];
  for (let next: string | undefined = name; next !== undefined && !found.includes(next); ) {
    found.push(next);
    const type = types.get(next);
    next = type?.kind === 'class' ? type.base : undefined;
  }
  return found;
}

/** The classes of a line, nearest first. */
export const classesOf = (name: string, types: ReadonlyMap<string, DslNamedType>): readonly DslClass[] =>
  lineOf(name, types).flatMap((each) => {
    const type = types.get(each);
    return type?.kind === 'class' ? [type] : [];
  });

/** Classes that extend one, directly or not; what extends most comes first. */
export function heirsOf(name: string, types: ReadonlyMap<string, DslNamedType>): readonly DslClass[] {
  const lines = [...types.values()].flatMap((type) =>
    type.kind === 'class' && type.name !== name ? [{ type, line: lineOf(type.name, types) }] : [],
  );
  return lines
    .filter(({ line }) => line.includes(name))
    .sort((left, right) => right.line.length - left.line.length)
    .map(({ type }) => type);
}
