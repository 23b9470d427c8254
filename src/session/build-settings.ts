import type { ModuleFormat } from '../backend/js/glue-options.ts';
import type { CompileOptions, Output } from '../compile.ts';
import type { AdapterVariants } from '../pipeline.ts';
import type { CppSettings } from './cpp-flags.ts';

/** What a build is told, of ITL and of C++. */
export interface BuildSettings extends CppSettings {
  readonly outDir: string;
  readonly emit: readonly Output[];
  readonly target: AdapterVariants;
  readonly checkCore: boolean;
  readonly optimize: boolean;
  /** Of the JavaScript. */
  readonly format: ModuleFormat;
  /** Put core modules into the JavaScript. */
  readonly inline: boolean;
  /** @see CompileOptions */
  readonly assembleDirect?: CompileOptions['assembleDirect'];
}
