/** Sources of components as modules of a bundle. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CollectedReports } from '../session/collected-reports.ts';
import { readConfig } from '../session/config/read-config.ts';
import type { Config } from '../session/config.ts';
import { writeOutput } from '../session/files.ts';
import { joinMaps } from '../session/import-settings.ts';
import { type Build, type CoreFile, createSession, type Problem, type Session } from '../session/session.ts';
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
  readonly #loaded = new Set<string>();
  #started: Promise<Started> | undefined;

  constructor(options: PluginOptions) {
    this.#options = options;
  }

  /** @param emit - emits a core module as a file, and gives an expression for its URL */
  async load(source: string, mode: LoadingMode, emit: (core: CoreFile) => string): Promise<LoadedComponent> {
    const references = new CoreReferences(source, mode.reference);
    this.#started ??= start(this.#options);
    const { session, config, problems } = await this.#started;
    const build = await session.build(source, this.#buildOptions(source, config, mode, references));
    if (problems.length > 0) return { build: { ...build, ok: false, problems } };
    this.#prepare(source, session, mode);
    if (build.dts !== undefined && this.#options.types !== false) {
      // What is in the way is the user's own; where it cannot be written, TypeScript says so.
      writeTypes(source, build.dts, new CollectedReports());
    }
    if (build.js === undefined) return { build };
    const script = build.needsWasi ? withWasi(source, build) : build.js;
    return { build, code: references.fill(withGlue(script, source, build), emit) };
  }

  #buildOptions(source: string, config: Config, { reference, isProduction }: LoadingMode, { locate }: CoreReferences) {
    const { optimize = config.optimize ?? isProduction, wasi = config.wasi } = this.#options;
    const map = joinMaps(this.#options.map, config.map);
    const { helpers = config.helpers, debug = isProduction ? false : 'lines' } = this.#options;
    const [linked, wit] = [settingOf(source, this.#options.link), settingOf(source, this.#options.wit)];
    return {
      inline: reference === 'inline',
      optimize,
      locate,
      ...(helpers && { helpers }),
      ...(debug !== false && { debug }),
      ...(linked && { link: linked }),
      ...(wit && { wit }),
      ...(map && { map }),
      ...(wasi !== undefined && { wasi }),
    };
  }

  /** Where it is not known whether anything is watched, the second time shows it. */
  #prepare(source: string, session: Session, { isWatching }: LoadingMode): void {
    if (isWatching || this.#loaded.has(source)) void session.prepare();
    this.#loaded.add(source);
  }
}

interface Started {
  readonly session: Session;
  /** What the project's configuration says. */
  readonly config: Config;
  /** What is wrong with it. */
  readonly problems: readonly Problem[];
}

/** Options go before the project's configuration; flags come behind those that are in it. */
async function start({ cxx, cxxflags = [] }: PluginOptions): Promise<Started> {
  const reports = new CollectedReports();
  const { config = {} } = (await readConfig(undefined, reports)) ?? {};
  const compiler = cxx ?? config.cxx;
  const flags = [...(config.cxxflags ?? []), ...cxxflags];
  const session = createSession({
    ...(compiler !== undefined && { cxx: compiler }),
    ...(flags.length > 0 && { cxxflags: flags }),
  });
  return { session, config, problems: reports.problems };
}

/** What an option says of one source, by its path. */
function settingOf<T>(source: string, settings: Readonly<Record<string, T>> = {}): T | undefined {
  return Object.entries(settings).find(([path]) => resolve(path) === resolve(source))?.[1];
}

/** With the package's `it_wasi.js` in a folder of the project: some bundlers serve nothing from elsewhere. */
function withWasi(source: string, { js = '', folder }: Build): string {
  const text = readFileSync(fileURLToPath(new URL('./it_wasi.js', import.meta.url)), 'utf8');
  return withFile('it_wasi.js', { script: js, source, folder, text });
}

/** With helpers that all components of the project share, in the folder that has a folder for each. */
const withGlue = (script: string, source: string, { glue, folder }: Build): string =>
  glue === undefined ? script : withFile('it_glue.js', { script, source, folder: dirname(folder), text: glue });

interface Beside {
  readonly script: string;
  readonly source: string;
  readonly folder: string;
  readonly text: string;
}

/** With a file in a folder, which the script imports from there. */
function withFile(name: string, { script, source, folder, text }: Beside): string {
  const file = join(folder, name);
  // What is watched must not be written without a change.
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeOutput(file, text);
  return script.replaceAll(`'./${name}'`, () => JSON.stringify(pathFrom(source, file)));
}
