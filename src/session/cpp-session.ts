import { relative, resolve } from 'node:path';
import type { ObjectCache } from '../toolchain/build-core.ts';
import type { CompileJob, Compiler } from '../toolchain/compiler.ts';
import type { FoundCompiler } from '../toolchain/find-compiler.ts';
import type { Progress } from './progress.ts';

/** What lasts from one build to the next: the loaded compiler, what it made, and what was read. */
export interface CppSession {
  readonly progress: Progress;
  readonly cache: ObjectCache;
  compiler: Compiler | undefined;
  /** While the compiler is looked for. */
  looking?: Promise<FoundCompiler> | undefined;
  /** Whether a compiler from npm is to have a thread of its own. */
  readonly thread?: boolean;
  /** What was compiled last: the next change is likely to be in it. */
  units?: readonly Omit<CompileJob, 'folder'>[];
  /** What is being done: for the progress. */
  step: string;
  readonly trace: Trace;
}

export interface Trace {
  /** What builds have read besides the files of the command line. */
  readonly read: Set<string>;
  /** Core modules that builds have written, as absolute paths. */
  readonly written: Set<string>;
  /** What core modules in output folders have been made of: by absolute path, the source's. */
  readonly made: Map<string, string>;
}

export const newTrace = (): Trace => ({ read: new Set(), written: new Set(), made: new Map() });

/**
 * Takes a core module's name in an output folder for a source.
 * @param path - of the core module
 * @returns the source that has it already, if that is another one
 */
export function claimCore({ made }: Trace, path: string, source: string): string | undefined {
  const [file, from] = [resolve(path), resolve(source)];
  const other = made.get(file);
  if (other !== undefined && other !== from) return relative('.', other);
  made.set(file, from);
  return undefined;
}

export const newSession = (progress: Progress, thread = false): CppSession => ({
  progress,
  thread,
  cache: new Map(),
  compiler: undefined,
  step: '',
  trace: newTrace(),
});
