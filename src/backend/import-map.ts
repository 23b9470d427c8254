/** Imports that JavaScript modules serve by themselves, and which users need not give. */

/** Where an import comes from. */
export interface MappedImport {
  /** What follows `from` in an import statement. */
  readonly module: string;
  /** The export that is meant; undefined for all of them. */
  readonly name: string | undefined;
}

/** By the name of an interface, with or without its version; what has one `*` in it is a pattern. */
export type ImportMap = Readonly<Record<string, string>>;

/**
 * What an import is mapped to, as jco maps it: `wasi:cli/*` to `./mine.js#*` makes of `wasi:cli/stdout@0.2.3` the export `stdout` of
 * `./mine.js`. The name with its version goes before that without, and both before patterns.
 */
export function mappedImport(map: ImportMap, name: string): MappedImport | undefined {
  const plain = withoutVersion(name);
  const exact = [name, plain].find((each) => Object.hasOwn(map, each));
  if (exact !== undefined) return targetOf(map[exact] ?? '', plain.replace(/^.*\//, ''));
  for (const [pattern, target] of Object.entries(map)) {
    const part = partIn(pattern, name) ?? partIn(pattern, plain);
    if (part !== undefined) return targetOf(target, withoutVersion(part));
  }
  return undefined;
}

/** `wasi:cli/stdout` of `wasi:cli/stdout@0.2.3`. */
export const withoutVersion = (name: string): string => name.replace(/@[^@]*$/, '');

/** What the `*` of a pattern stands for in a name that fits it. */
function partIn(pattern: string, name: string): string | undefined {
  const [before, after] = pattern.split('*');
  if (before === undefined || after === undefined || name.length < before.length + after.length) return undefined;
  if (!name.startsWith(before) || !name.endsWith(after)) return undefined;
  return name.slice(before.length, name.length - after.length);
}

/** A `*` in a module is the part as it is, and as the name of an export in camel case. */
function targetOf(target: string, part: string): MappedImport {
  const hash = target.indexOf('#', 1);
  const module = hash < 0 ? target : target.slice(0, hash);
  const name = hash < 0 ? undefined : target.slice(hash + 1).replaceAll('*', camelCase(part));
  return { module: module.replaceAll('*', part), name };
}

const camelCase = (text: string): string => text.replace(/[-/](.)/g, (_, letter: string) => letter.toUpperCase());
