/** Builds components from files, for tools that build again and again. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { HelperPlace, ModuleFormat } from '../backend/js/glue-options.ts';
import type { Compilation, Output } from '../compile.ts';
import type { AdapterVariants } from '../pipeline.ts';
import { filesNeeded } from '../toolchain/include-files.ts';
import { buildComponent, type WitBuild } from './build-component.ts';
import { buildCppPart } from './build-cpp-part.ts';
import { type BuildSettings, type CoreFile, isFileNeeded } from './build-settings.ts';
import { CollectedReports } from './collected-reports.ts';
import { compileItl } from './compile-itl.ts';
import { cppFlags, type DebugInfo } from './cpp-flags.ts';
import { type CppSession, newSession, newTrace, type Trace } from './cpp-session.ts';
import { stemOf } from './files.ts';
import { type ImportSettings, importsOf } from './import-settings.ts';
import { isCpp, isWasm, isWitFile } from './input-kinds.ts';
import type { Problem } from './problem.ts';
import { noProgress } from './progress.ts';
import type { BuildCppPart } from './read-parts.ts';

export type { CoreFile, DebugInfo, HelperPlace, ImportSettings, Problem, WitBuild };

/** What holds for all builds of a session. */
export interface SessionOptions {
  /**
   * The C++ compiler: a program, or a command with arguments. By default `ITLC_CXX`, `WASI_SDK_PATH`, or the package
   * `@yowasp/clang`, in this order.
   */
  readonly cxx?: string;
  /** For the C++ compiler and the linker, behind itlc's own; each may hold several flags. */
  readonly cxxflags?: readonly string[];
  /** Where generated C++ and core modules go; by default `node_modules/.cache/itlc` of the source's package. */
  readonly cacheFolder?: string;
  /** Told what is being done, `Compiling people.cpp …`; an empty text when it is done. */
  readonly onProgress?: (text: string) => void;
}

/** What one build is to make. `map` and `wasi` have its JavaScript take imports from modules, as the options of the command line do. */
export interface BuildOptions extends ImportSettings {
  /** The forms to make; by default `js` and `dts`. */
  readonly emit?: readonly Output[];
  /** Of the JavaScript; by default `esm`. */
  readonly format?: ModuleFormat;
  /** Where the JavaScript has its helpers: in itself, by default, or in `./it_glue.js`, whose text the build then has. */
  readonly helpers?: HelperPlace;
  /** Puts the core modules into the JavaScript. */
  readonly inline?: boolean;
  /** Of the adapter; by default `auto`. */
  readonly target?: AdapterVariants;
  /** Optimises C++ for release, and the table variant. */
  readonly optimize?: boolean;
  /**
   * What the core module made from C++ tells a debugger: `lines` makes a source map, by which browsers step through the
   * C++; `dwarf` leaves all that clang writes, for extensions that read it.
   */
  readonly debug?: DebugInfo;
  /** Of the component; by default the name of its file. */
  readonly name?: string;
  /** More sources of C or C++, objects and archives, for the same core module. */
  readonly link?: readonly string[];
  /** Of a source that is WIT: its core module, its world, and how that is read. */
  readonly wit?: WitBuild;
  /** Where a core module will be, as a URL relative to the script; by default beside it. */
  readonly locate?: (core: CoreFile) => string;
}

/** What a build has made. The outputs are there only where nothing was wrong. */
export interface Build extends Pick<Compilation, 'wasm' | 'wat' | 'directWat' | 'js' | 'dts' | 'needsWasi' | 'glue'> {
  /** The component's name. */
  readonly name: string;
  /** Whether there is no error among the problems. */
  readonly ok: boolean;
  /** What is wrong, in order. */
  readonly problems: readonly Problem[];
  /** What the C++ compiler and the linker printed. */
  readonly output: string;
  /** Where the session keeps what it makes of this source; absolute. It need not be there. */
  readonly folder: string;
  /** Core modules that the outputs refer to as files. */
  readonly cores: readonly CoreFile[];
  /** Every file whose change may change the build, the source included: headers and core modules. Absolute paths. */
  readonly dependencies: readonly string[];
}

/** @see createSession */
export interface Session {
  /**
   * Builds one component. Never throws for what is wrong in a source: `problems` says so.
   * @param path of a source: ITL, C++ with a block, a component binary, or WIT with a core module
   */
  readonly build: (path: string, options?: BuildOptions) => Promise<Build>;
  /** Starts to load the C++ compiler, so that the first build need not wait for it. */
  readonly warmUp: () => Promise<void>;
  /**
   * Compiles ahead what the C++ built last includes: after that, a change of the C++ itself takes half the time. To be called
   * when a build is done and another may follow. The next build waits for what has been begun.
   */
  readonly prepare: () => Promise<void>;
  /** Ends the compiler's thread. */
  readonly close: () => void;
}

/**
 * A session keeps what builds have in common: a loaded C++ compiler, in a thread of its own, and objects of sources that have
 * not changed. Relative paths are meant from the working directory. Builds of C++ run one after the other.
 */
export function createSession(options: SessionOptions = {}): Session {
  return new WarmSession(options);
}

class WarmSession implements Session {
  readonly #options: SessionOptions;
  readonly #cpp: CppSession;
  #last: Promise<unknown> = Promise.resolve();

  constructor(options: SessionOptions) {
    this.#options = options;
    const { onProgress } = options;
    const progress = onProgress ? { show: onProgress, clear: () => onProgress('') } : noProgress;
    this.#cpp = newSession(progress, true);
  }

  readonly build = async (path: string, options: BuildOptions = {}): Promise<Build> => {
    const shown = shownPath(path);
    if (!isCpp(path)) return this.#buildOther(shown, options, this.#settings(shown, options));
    return this.#inTurn(() => this.#buildCpp(shown, options));
  };

  readonly warmUp = async (): Promise<void> => {
    const { warmCompiler } = await import('./session-compiler.ts');
    await warmCompiler(this.#options, this.#cpp);
  };

  readonly prepare = async (): Promise<void> => {
    for (const unit of this.#cpp.units ?? []) await this.#inTurn(() => this.#prepareUnit(unit));
  };

  readonly close = (): void => {
    this.#cpp.compiler?.close?.();
    this.#cpp.compiler = undefined;
  };

  /** Not while a build waits: that is what somebody waits for. */
  async #prepareUnit(unit: NonNullable<CppSession['units']>[number]): Promise<void> {
    if (this.#cpp.units?.includes(unit)) await this.#cpp.compiler?.prepare?.({ ...unit, folder: process.cwd() });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => {});
    return turn;
  }

  async #buildCpp(path: string, options: BuildOptions): Promise<Build> {
    // Loaded only now: most of it is of no use to ITL.
    const { buildCpp } = await import('./build-cpp.ts');
    const settings = this.#settings(path, options);
    const reports = new CollectedReports();
    const { link = [] } = options;
    const inputs = { cpp: [path, ...link.filter(isCpp)], objects: link.filter((each) => !isCpp(each)) };
    this.#cpp.trace.read.clear();
    const compilation = await buildCpp(inputs, settings, this.#cpp, reports);
    const name = options.name ?? stemOf(path);
    const included = inputs.cpp.flatMap((file) => [...filesNeeded(asUnit(file, settings)).keys()]);
    const read = [...inputs.cpp, ...inputs.objects, ...included, ...this.#cpp.trace.read];
    const core = { path: `${name}.wasm`, file: resolve(settings.outDir, `${name}.wasm`), isMade: true };
    const cores = isFileNeeded(settings) ? [core] : [];
    return buildOf(name, compilation, reports, { cores, read, outDir: settings.outDir });
  }

  /** ITL, a component binary, or WIT: C++ is compiled for components that ITL uses. */
  async #buildOther(path: string, { wit = {} }: BuildOptions, settings: BuildSettings): Promise<Build> {
    const reports = new CollectedReports();
    const cores = new Map<string, CoreFile>();
    const locate = (core: CoreFile): string => {
      cores.set(core.path, { ...core, file: resolve(core.file) });
      return settings.locate?.(core) ?? core.path;
    };
    const trace = newTrace();
    const located = { ...settings, locate };
    const isWorld = isWasm(path) || isWitFile(path);
    const compilation = isWorld
      ? await buildComponent(path, wit, located, reports, trace)
      : await this.#compileItl(path, located, reports, trace);
    const included = [...trace.read].filter(isCpp).flatMap((file) => [...filesNeeded(asUnit(file, settings)).keys()]);
    const read = [path, ...trace.read, ...included];
    const { outDir } = settings;
    return buildOf(compilation?.name ?? stemOf(path), compilation, reports, {
      cores: [...cores.values()],
      read,
      outDir,
    });
  }

  #compileItl(path: string, settings: BuildSettings, reports: CollectedReports, trace: Trace) {
    const buildPart = buildCppPart(settings, this.#cpp, reports);
    const buildInTurn: BuildCppPart = (part, name) => this.#inTurn(() => buildPart(part, name));
    return compileItl(path, settings, reports, trace, buildInTurn);
  }

  #settings(path: string, options: BuildOptions): BuildSettings {
    const { cxx, cxxflags, cacheFolder = cacheOf(path) } = this.#options;
    const { emit = ['js', 'dts'], target = 'auto', format = 'esm', inline = false, optimize = false } = options;
    const { debug, helpers, name, locate = ({ path: core }) => basename(core) } = options;
    return {
      outDir: shownPath(join(cacheFolder, `${stemOf(path)}-${hashOf(path)}`)),
      ...{ emit, target, format, inline, optimize, checkCore: true, compile: true },
      ...(helpers && { helpers }),
      ...(cxx !== undefined && { cxx }),
      ...(cxxflags && { cxxflags }),
      ...(debug && { debug }),
      locate,
      ...importsOf(options),
      name: name ?? stemOf(path),
    };
  }
}

interface Read {
  readonly outDir: string;
  readonly cores: readonly CoreFile[];
  readonly read: readonly string[];
}

function buildOf(
  name: string,
  compilation: Compilation | undefined,
  { problems, output, failed }: CollectedReports,
  { cores, read, outDir }: Read,
): Build {
  const { wasm, wat, directWat, js, dts, needsWasi, glue } = compilation ?? {};
  return {
    name,
    ok: !failed && compilation !== undefined,
    problems,
    output,
    folder: resolve(outDir),
    cores,
    dependencies: [...new Set(read.map((path) => resolve(path)))],
    ...(wasm && { wasm }),
    ...(wat !== undefined && { wat }),
    ...(directWat !== undefined && { directWat }),
    ...(js !== undefined && { js }),
    ...(dts !== undefined && { dts }),
    ...(needsWasi !== undefined && { needsWasi }),
    ...(glue !== undefined && { glue }),
  };
}

const asUnit = (file: string, settings: BuildSettings) => ({
  folder: process.cwd(),
  file,
  quoteFolders: [],
  flags: cppFlags(settings, false, false).compile,
});

/** As people write it, from where they are: messages have it so. */
function shownPath(path: string): string {
  const way = relative('.', path);
  return way.startsWith('..') || isAbsolute(way) ? resolve(path) : way;
}

const hashOf = (path: string): string => createHash('sha256').update(resolve(path)).digest('hex').slice(0, 8);

/** Of the nearest package. */
function cacheOf(path: string): string {
  for (let at = dirname(resolve(path)); at !== dirname(at); at = dirname(at))
    if (existsSync(join(at, 'package.json'))) return join(at, 'node_modules/.cache/itlc');
  return resolve('node_modules/.cache/itlc');
}
