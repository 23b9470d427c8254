/** A C++ compiler for WebAssembly, wherever it runs: clang from npm in this process, or a program of this machine. */

/** Paths are as a user types them: absolute, or from `folder`. */
export interface CompileJob {
  /** What paths are meant from; absolute. */
  readonly folder: string;
  /** The file to compile. */
  readonly file: string;
  /** Where `#include "…"` looks after the file's own folder: a generated file does not lie beside what it includes. */
  readonly quoteFolders: readonly string[];
  readonly flags: readonly string[];
}

export interface ObjectFile {
  /** For messages: `fizz.o`. */
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface LinkJob {
  readonly folder: string;
  readonly objects: readonly ObjectFile[];
  readonly flags: readonly string[];
}

/** `messages` is what the tool printed, unchanged; empty where it had nothing to say. */
export type ToolResult =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly messages: string }
  | { readonly ok: false; readonly messages: string };

/** Never throws for what a user can cause: the result says what went wrong. */
export interface Compiler {
  /** For messages and for `compile_commands.json`: how it would be called. */
  readonly command: readonly string[];
  /** What every call has before the user's flags. */
  readonly targetFlags: readonly string[];
  /** Several can work at a time. */
  readonly isProcess: boolean;
  readonly compile: (job: CompileJob) => Promise<ToolResult>;
  readonly link: (job: LinkJob) => Promise<ToolResult>;
  /** Begins to load what takes seconds to load; what goes wrong shows with the first call. */
  readonly load?: () => void;
  /**
   * Compiles ahead what changes least in a source, its includes: `compile` is quicker from then on. For one thread as
   * much work as `compile`.
   */
  readonly prepare?: (job: CompileJob) => Promise<void>;
  /** Whether there is nothing to prepare, or no more. */
  readonly isPrepared?: (job: CompileJob) => boolean;
  /** Ends a thread of its own. */
  readonly close?: () => void;
}

export const isCFile = (path: string): boolean => /\.c$/i.test(path);

/**
 * A library instead of a program: no `main`; the linker makes an `_initialize` that runs constructors. With the stack in
 * front of everything else, one that is used up traps; older linkers have it behind the data, which it would overwrite.
 */
export const linkModelFlags: readonly string[] = ['-mexec-model=reactor', '-Wl,--stack-first'];

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
