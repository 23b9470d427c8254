/** What `it_wasi.ts` offers: `wasi_snapshot_preview1` for core modules that import it. */

/** Bytes, or a view of them. */
export type Bytes = ArrayBufferLike | ArrayBufferView;

/** What a core module sees through WASI. */
export interface WasiOptions {
  /** The program's name first. Read whenever the module asks for them: an array that changes, or a function, has them for a call. */
  readonly args?: readonly string[] | (() => readonly string[]);
  readonly env?: Readonly<Record<string, string>>;
  /**
   * By path, `/` between folders: what can be opened. A Map is the file system itself: it has what the module writes, as
   * Uint8Array, and no longer has what it removes. What is written beside an object stays with the instance.
   */
  readonly files?: Readonly<Record<string, string | Bytes>> | Map<string, string | Bytes>;
  /** Gets each line that is written to standard output; `console.log` without it. */
  readonly stdout?: Output;
  /** Gets each line that is written to standard error; `console.error` without it. */
  readonly stderr?: Output;
  /** What can be read from standard input. */
  readonly stdin?: string | Bytes;
  /** Functions to use instead of WASI's, by name; `this` is what the core module exports. */
  // biome-ignore lint/suspicious/noExplicitAny: what wasm passes
  readonly functions?: Readonly<Record<string, (this: any, ...values: any[]) => unknown>>;
}

/** A function gets lines of text, without their ends; an object with `write`, as streams have it, the bytes as they come. */
export type Output = ((line: string) => void) | { write(bytes: Uint8Array): unknown };

/** WASI for one core module. */
export interface Wasi {
  readonly imports: WebAssembly.ModuleImports;
  /**
   * Once the module is instantiated, before anything of it is called.
   * @param imports - what it was given: its memory may be among that
   */
  readonly begin: (exports: WebAssembly.Exports, imports: WebAssembly.Imports) => void;
}
