/** Precompiled includes: what a compiler in this process has made of the head of a source, for its next version. */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { type CompileJob, isCFile, type ToolResult } from './compiler.ts';
import { forcedIncludes } from './flags.ts';
import { type FileContents, filesNeeded, type ReadFile } from './include-files.ts';
import { type Place, splitPreamble } from './split-preamble.ts';

/** The head of a source as a header of its own, in the same folder, and the source without it. */
export interface PreambleJob {
  /** Changes whenever compiling the header may give something else. */
  readonly key: string;
  readonly header: CompileJob;
  readonly headerFiles: FileContents;
  readonly rest: Uint8Array;
  /** What the compiler says, with the places that the includes have in the source. */
  readonly saidOfSource: (messages: string) => string;
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
  const rest = new TextEncoder().encode(split.rest);
  const saidOfSource = (messages: string): string => placed(messages, split.places);
  return { key: keyOf(header, headerFiles), header, headerFiles, rest, saidOfSource };
}

const ofHeader = /^(In file included from |\s+from |)(.*?)\.itlc-preamble\.h:(\d+)/gm;

const placed = (messages: string, places: readonly Place[]): string =>
  messages.replace(ofHeader, (_, before: string, path: string, number: string) => {
    const { file = path, line } = places[Number(number) - 1] ?? { line: Number(number) };
    return `${before}${file}:${line}`;
  });

function keyOf({ file, quoteFolders, flags }: CompileJob, files: FileContents): string {
  const hash = createHash('sha256').update(JSON.stringify([file, quoteFolders, flags]));
  for (const [path, bytes] of files) hash.update(`\0${path}\0${bytes.length}\0`).update(bytes);
  return hash.digest('hex');
}
