import type { DebugInfo, HelperPlace, ImportSettings, WitBuild } from '../session/session.ts';

/** How a bundle gets at core modules. */
export type WasmForm = 'asset' | 'inline' | 'module';

/** What the plugin is told. Everything has a default. `map` and `wasi` are those of the command line. */
export interface PluginOptions extends ImportSettings {
  /** The C++ compiler; by default `ITLC_CXX`, `WASI_SDK_PATH`, or the package `@yowasp/clang`, in this order. */
  readonly cxx?: string;
  /** For the C++ compiler and the linker, behind itlc's own; each may hold several flags. */
  readonly cxxflags?: readonly string[];
  /**
   * More sources of C or C++, objects and archives for a component, by the path of its source:
   * `{ 'src/app.cpp': ['src/more.cpp', 'vendor/lib.a'] }`.
   */
  readonly link?: Readonly<Record<string, readonly string[]>>;
  /**
   * Of WIT, by its path: its core module, where that is not the file of the same name beside it, its world, and how the WIT is
   * read: `{ 'src/greet.wit': { core: 'build/greet.wasm', world: 'greeter' } }`.
   */
  readonly wit?: Readonly<Record<string, WitBuild>>;
  /**
   * `asset`: files beside the bundle. `inline`: a part of the script. `module`: imported as a `WebAssembly.Module`, which
   * Cloudflare's tools understand. By default files, but a part of the script where esbuild makes no ES module. In builds of
   * Vite for servers they are always a part of the script or modules.
   */
  readonly wasm?: WasmForm;
  /**
   * Where the JavaScript has its helpers: `inline`, in each component, by default; `shared`, in one module for all of them, of
   * which a bundle has what its components use.
   */
  readonly helpers?: HelperPlace;
  /** Optimises C++ for release; by default in builds for production. */
  readonly optimize?: boolean;
  /**
   * What core modules made from C++ tell a debugger: `lines` gives a source map, `dwarf` leaves all that clang writes. By
   * default `lines` while developing, and nothing in builds for production.
   */
  readonly debug?: DebugInfo | false;
  /** Whether to write the types of `people.cpp` into `people.d.cpp.ts` beside it; by default true. */
  readonly types?: boolean;
}
