/** Sources of components as modules of a bundle. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CollectedReports } from '../session/collected-reports.ts';
import { writeOutput } from '../session/files.ts';
import { type Build, type CoreFile, createSession, type Session } from '../session/session.ts';
import { writeTypes } from '../session/write-types.ts';
import type { PluginOptions } from './options.ts';
import { CoreReferences, pathFrom, type Reference } from './script.ts';

/** What a bundler is doing. */
export interface LoadingMode {
  readonly reference: Reference;
  readonly isProduction: boolean;
  /** Whether sources may change and be loaded again. */
  readonly isWatching: boolean;
}

export interface LoadedComponent {
  readonly build: Build;
  /** Absent where the build has errors. */
  readonly code?: string;
}

export class ComponentLoader {
  readonly #options: PluginOptions;
  readonly #session: Session;
  readonly #loaded = new Set<string>();

  constructor(options: PluginOptions) {
    this.#options = options;
    const { cxx, cxxflags } = options;
    this.#session = createSession({ ...(cxx !== undefined && { cxx }), ...(cxxflags && { cxxflags }) });
  }

  /** @param emit - emits a core module as a file, and gives an expression for its URL */
  async load(source: string, mode: LoadingMode, emit: (core: CoreFile) => string): Promise<LoadedComponent> {
    const references = new CoreReferences(source, mode.reference);
    const build = await this.#session.build(source, this.#buildOptions(source, mode, references));
    this.#prepare(source, mode);
    if (build.dts !== undefined && this.#options.types !== false) {
      // What is in the way is the user's own; where it cannot be written, TypeScript says so.
      writeTypes(source, build.dts, new CollectedReports());
    }
    if (build.js === undefined) return { build };
    const script = build.needsWasi ? withWasi(source, build) : build.js;
    return { build, code: references.fill(script, emit) };
  }

  #buildOptions(source: string, { reference, isProduction }: LoadingMode, { locate }: CoreReferences) {
    const { debug = isProduction ? false : 'lines', optimize = isProduction, link = {} } = this.#options;
    const linked = Object.entries(link).find(([path]) => resolve(path) === resolve(source))?.[1];
    return {
      inline: reference === 'inline',
      optimize,
      locate,
      ...(debug !== false && { debug }),
      ...(linked && { link: linked }),
    };
  }

  /** Where it is not known whether anything is watched, the second time shows it. */
  #prepare(source: string, { isWatching }: LoadingMode): void {
    if (isWatching || this.#loaded.has(source)) void this.#session.prepare();
    this.#loaded.add(source);
  }
}

/** With the package's `it_wasi.js` in a folder of the project: some bundlers serve nothing from elsewhere. */
function withWasi(source: string, { js = '', folder }: Build): string {
  const file = join(folder, 'it_wasi.js');
  const text = readFileSync(fileURLToPath(new URL('./it_wasi.js', import.meta.url)), 'utf8');
  // What is watched must not be written without a change.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeOutput(file, text);
  return js.replace(/(['"])\.\/it_wasi\.js\1/, JSON.stringify(pathFrom(source, file)));
}
