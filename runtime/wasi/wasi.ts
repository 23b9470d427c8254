/** What the loader's third file, `it_wasi.ts`, offers the first: `wasi_snapshot_preview1` for core modules that import it. */

/** What a core module sees through WASI. */
export interface WasiOptions {
  /** The program's name first. */
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** By path, `/` between folders: what can be opened. What the module writes stays with the instance. */
  readonly files?: Readonly<Record<string, string | ArrayBuffer | ArrayBufferView>>;
  /** Gets each line that is written to standard output; `console.log` without it. */
  readonly stdout?: (line: string) => void;
  /** Gets each line that is written to standard error; `console.error` without it. */
  readonly stderr?: (line: string) => void;
  /** What can be read from standard input. */
  readonly stdin?: string | ArrayBuffer | ArrayBufferView;
  /** Functions to use instead of WASI's, by name; `this` is what the core module exports. */
  // biome-ignore lint/suspicious/noExplicitAny: what wasm passes
  readonly functions?: Readonly<Record<string, (this: any, ...values: any[]) => unknown>>;
}

/** WASI for one core module. */
export interface Wasi {
  readonly imports: WebAssembly.ModuleImports;
  /** Once the module is instantiated, before anything of it is called. */
  readonly begin: (exports: WebAssembly.Exports) => void;
}
