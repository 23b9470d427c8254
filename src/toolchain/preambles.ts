/** Precompiled includes: what a compiler in this process has made of the head of a source, for its next version. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type CompileJob, isCFile, type ToolResult } from './compiler.ts';
import { forcedIncludes } from './flags.ts';
import { type FileContents, filesNeeded, type ReadFile } from './include-files.ts';
import { splitPreamble } from './split-preamble.ts';

/** The head of a source as a header of its own, in the same folder, and the source without it. */
export interface PreambleJob {
  /** Changes whenever compiling the header may give something else. */
  readonly key: string;
  readonly header: CompileJob;
  readonly headerFiles: FileContents;
  readonly rest: Uint8Array;
}

/** A header that compiles. */
export type Precompiled = Extract<ToolResult, { readonly ok: true }>;

/** At 11 MB each. */
const KEPT = 4;

export class Preambles {
  readonly #made = new Map<string, Precompiled>();

  find({ key }: PreambleJob): Precompiled | undefined {
    return this.#made.get(key);
  }

  keep({ key }: PreambleJob, made: Precompiled): void {
    const [oldest] = this.#made.keys();
    if (this.#made.size >= KEPT && oldest !== undefined) this.#made.delete(oldest);
    this.#made.set(key, made);
  }
}

const ending = '.itlc-preamble.h';

/** What was said of the header, as the compiler would say it of the source. */
export const saidOfSource = (messages: string): string => messages.replaceAll(ending, '');

/** Undefined for what has no preamble, or one that depends on more than its text and the flags. */
export function preambleOf(job: CompileJob, read: ReadFile): PreambleJob | undefined {
  if (isCFile(job.file) || forcedIncludes(job.flags).length > 0) return undefined;
  const bytes = read(resolve(job.folder, job.file));
  const split = bytes && splitPreamble(new TextDecoder().decode(bytes));
  if (!split) return undefined;
  const header = { ...job, file: `${job.file}${ending}` };
  const path = resolve(job.folder, header.file);
  const text = new TextEncoder().encode(split.preamble);
  const headerFiles = filesNeeded(header, (wanted) => (wanted === path ? text : read(wanted)));
  return { key: keyOf(header, headerFiles), header, headerFiles, rest: new TextEncoder().encode(split.rest) };
}

function keyOf({ file, quoteFolders, flags }: CompileJob, files: FileContents): string {
  const hash = createHash('sha256').update(JSON.stringify([file, quoteFolders, flags]));
  for (const [path, bytes] of files) hash.update(`\0${path}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex');
}
