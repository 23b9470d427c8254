import type { ImportMap } from '../import-map.ts';

/** What a core function does, with everything that it calls. */
export interface StackReach {
  /** Also where it is not known which stack that is. */
  readonly movesStack: boolean;
  /** Imports that it may call; undefined where it may call any. */
  readonly imports: readonly { readonly module: string; readonly field: string }[] | undefined;
}

/** What is known of core modules, by the paths of the source. */
export interface CoreFacts {
  /** Whether it shows where its stack in memory stands; also where that is not known. */
  readonly hasStack: (path: string) => boolean;
  /** What one of its exports does with that stack, and whom it calls; undefined where it is not known. */
  readonly reachOf: (path: string, field: string) => StackReach | undefined;
  /** Whether it imports WASI. */
  readonly takesWasi: (path: string) => boolean;
  /** Whether anything is known of it: then it imports nothing that nobody provides. */
  readonly isKnown: (path: string) => boolean;
  /** Whether code of it runs when it is instantiated; also where that is not known. */
  readonly hasStart: (path: string) => boolean;
  /** Whether it may want to be initialised. */
  readonly hasInitialize: (path: string) => boolean;
}

/** An ES module, or CommonJS for hosts that know nothing else. */
export type ModuleFormat = 'esm' | 'cjs';

/** Where a module has its helpers: in itself, or in `it_glue.js` beside it, which many components share. */
export type HelperPlace = 'inline' | 'shared';

export interface GlueOptions {
  readonly format: ModuleFormat;
  readonly helpers: HelperPlace;
  /** Whether it can be instantiated as jco's outputs are, too. */
  readonly isComponent: boolean;
  /** Whether the module starts the component when it is imported, and exports what that has. */
  readonly starts: boolean;
  /** Imports that the module serves itself. */
  readonly imports: ImportMap;
  /** Where a core module will be, as a relative URL from the module's own file. */
  readonly locate: (path: string) => string;
  /** A core module to put into the module; undefined for one that stays a file. */
  readonly inlined: (path: string) => Uint8Array | undefined;
  /** The text of `it_wasi.js`, to be put into the module; undefined where that is a file beside it. */
  readonly wasi: string | undefined;
  /** What is known of core modules, by the paths of the source. */
  readonly cores: CoreFacts;
}
