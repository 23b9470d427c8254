import type { ObjectCache } from '../toolchain/build-core.ts';
import type { Compiler } from '../toolchain/compiler.ts';
import type { Progress } from './progress.ts';

/** What lasts from one build to the next: the loaded compiler, what it made, and what was read. */
export interface CppSession {
  /** What relative paths are meant from; absolute. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly progress: Progress;
  readonly cache: ObjectCache;
  compiler: Compiler | undefined;
  /** What is being done: for the progress. */
  step: string;
  readonly trace: Trace;
}

export interface Trace {
  /** What builds have read besides the files of the command line. */
  readonly read: Set<string>;
  /** Core modules that builds have written, as absolute paths. */
  readonly written: Set<string>;
}

export const newSession = (
  progress: Progress,
  folder = process.cwd(),
  environment: CppSession['environment'] = process.env,
): CppSession => ({
  folder,
  environment,
  progress,
  cache: new Map(),
  compiler: undefined,
  step: '',
  trace: { read: new Set(), written: new Set() },
});
