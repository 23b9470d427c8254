/** The files that a source includes, and those that they include: a compiler in this process has to be handed them all. */
import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { CompileJob } from './compiler.ts';
import { forcedIncludes, includeFolders } from './flags.ts';

/** Absolute path → content. */
export type FileContents = ReadonlyMap<string, Uint8Array>;

/** The content at an absolute path; undefined where there is no file. */
export type ReadFile = (path: string) => Uint8Array | undefined;

export const readFromDisk: ReadFile = (path) => {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
};

/**
 * Everything that compiling may read, itself included. Includes are found by their text, whatever `#if` stands around
 * them; one whose name a macro makes is not found. What is not on this machine, as `<vector>`, is the compiler's own.
 */
export function filesNeeded(job: CompileJob, read: ReadFile = readFromDisk): FileContents {
  const { folder, file, quoteFolders, flags } = job;
  const absolute = (path: string): string => resolve(folder, path);
  const shared = [...quoteFolders, ...includeFolders(flags)].map(absolute);
  const found = new Map<string, Uint8Array>();
  for (const start of [file, ...forcedIncludes(flags)]) visit(absolute(start), { shared, read, found });
  return found;
}

interface Search {
  readonly shared: readonly string[];
  readonly read: ReadFile;
  readonly found: Map<string, Uint8Array>;
}

function visit(path: string, search: Search): void {
  if (search.found.has(path)) return;
  const bytes = search.read(path);
  if (!bytes) return;
  search.found.set(path, bytes);
  for (const name of includedNames(new TextDecoder().decode(bytes))) {
    // Every candidate: a condition or #include_next may want another than the first.
    for (const folder of [dirname(path), ...search.shared]) visit(resolve(folder, name), search);
  }
}

const patterns = [
  /#[ \t]*(?:include|include_next|import|embed)[ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)/g,
  /__has_(?:include|include_next|embed)[ \t]*\([ \t]*(?:"([^"\n]+)"|<([^>\n]+)>)/g,
];

function includedNames(text: string): ReadonlySet<string> {
  const matches = patterns.flatMap((pattern) => [...text.matchAll(pattern)]);
  return new Set(matches.map(([, quoted, angled]) => quoted ?? angled ?? ''));
}
