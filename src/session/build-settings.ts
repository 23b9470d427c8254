import type { ImportMap } from '../backend/import-map.ts';
import type { HelperPlace, ModuleFormat } from '../backend/js/glue-options.ts';
import type { CompileOptions, Output } from '../compile.ts';
import type { AdapterVariants } from '../pipeline.ts';
import type { CppSettings } from './cpp-flags.ts';

/** A core module of a component. */
export interface CoreFile {
  /** As the source has it; for C++, `NAME.wasm`. */
  readonly path: string;
  /** Where the file is. */
  readonly file: string;
  /** Whether the build makes it, from C++. */
  readonly isMade: boolean;
}

/** What a build is told, of ITL and of C++. */
export interface BuildSettings extends CppSettings {
  readonly outDir: string;
  readonly emit: readonly Output[];
  readonly target: AdapterVariants;
  readonly checkCore: boolean;
  readonly optimize: boolean;
  /** Of the JavaScript. */
  readonly format: ModuleFormat;
  /** Where the JavaScript has its helpers; by default in itself. */
  readonly helpers?: HelperPlace;
  /** Put core modules into the JavaScript. */
  readonly inline: boolean;
  /** The JavaScript starts the component when it is imported. */
  readonly starts?: boolean;
  /** Where a core module will be, as a URL relative to the script; by default where its file is. */
  readonly locate?: (core: CoreFile) => string;
  /** Imports that the JavaScript takes from other modules. */
  readonly imports?: ImportMap;
  /** @see CompileOptions */
  readonly assembleDirect?: CompileOptions['assembleDirect'];
}

/** Of a build that looks for mistakes, and makes nothing that stays. */
export const checking = {
  emit: [],
  target: 'table',
  optimize: false,
  format: 'esm',
  inline: false,
  compileCommands: false,
} as const;

/** Whether the core module that a build makes has to be a file: JavaScript can have it inside, an adapter has to find it. */
export const isFileNeeded = ({ inline, emit }: Pick<BuildSettings, 'inline' | 'emit'>): boolean =>
  !inline || emit.some((output) => output === 'wasm' || output === 'wat');
