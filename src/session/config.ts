import type { HelperPlace, ModuleFormat } from '../backend/js/glue-options.ts';
import type { Output } from '../compile.ts';
import type { AdapterVariants } from '../pipeline.ts';
import type { ImportSettings } from './import-settings.ts';

/**
 * What `itlc.config.json` or the default export of `itlc.config.js` may say: what a project would write on each command line.
 * An option on the command line comes before it. Paths are meant from the file's folder. `map` and `wasi` are `--map` and `--wasi`;
 * what the command line maps goes before, and modules are meant from where the script lies.
 */
export interface Config extends ImportSettings {
  /** What is compiled where the command line names no file: ITL, C++, component binaries. */
  readonly files?: readonly string[];
  /** As `--out-dir`. */
  readonly outDir?: string;
  /** As `--emit`. */
  readonly emit?: readonly Output[];
  /** As `--format`. */
  readonly format?: ModuleFormat;
  /** As `--helpers`. */
  readonly helpers?: HelperPlace;
  /** As `--inline`. */
  readonly inline?: boolean;
  /** As `--start`. */
  readonly start?: boolean;
  /** As `--target`. */
  readonly target?: AdapterVariants;
  /** As `--optimize`. */
  readonly optimize?: boolean;
  /** As `--loader`. */
  readonly loader?: boolean;
  /** `false` is `--no-check-core`. */
  readonly checkCore?: boolean;
  /** As `--cxx`. */
  readonly cxx?: string;
  /** As `--cxxflags`; those of the command line come behind them. */
  readonly cxxflags?: readonly string[];
  /** `false` is `--no-compile`. */
  readonly compile?: boolean;
  /** As `--name`. */
  readonly name?: string;
  /** As `--compile-commands`. */
  readonly compileCommands?: boolean;
}
