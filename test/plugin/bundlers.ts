/** Each bundler: how it builds with the plugin, and how it builds again. */
import { type App, addPage } from './app.ts';
import { load } from './install-bundlers.ts';

/** The plugin as it is installed. */
type Plugin = (options?: object) => unknown;
export type Plugins = Readonly<
  Record<'vite' | 'rollup' | 'rolldown' | 'webpack' | 'rspack' | 'esbuild' | 'farm', Plugin>
>;

export const plugins = (): Promise<Plugins> => load('itlc/dist/plugin.js');

/** What a build that watches can be waited for. */
export interface Watching {
  /** Resolves when the next build is over, to the text of its errors. */
  readonly built: () => Promise<string>;
  readonly close: () => Promise<unknown>;
}

export interface Bundler {
  readonly name: string;
  /** Builds the page into `dist`. @throws what the bundler shows of an error, as text */
  readonly build: (app: App) => Promise<void>;
  readonly watch: (app: App) => Promise<Watching>;
}

/** Results in the order in which they come, each handed out once. */
class Queue {
  readonly #ready: string[] = [];
  #wanted: ((text: string) => void) | undefined;

  readonly put = (text: string): void => {
    if (this.#wanted) this.#wanted(text);
    else this.#ready.push(text);
    this.#wanted = undefined;
  };

  readonly take = (): Promise<string> =>
    new Promise((resolve) => {
      const ready = this.#ready.shift();
      if (ready === undefined) this.#wanted = resolve;
      else resolve(ready);
    });
}

/** Rollup's error: a message, a place, and the line. */
interface BuildError extends Error {
  readonly id?: string;
  readonly loc?: { readonly file?: string; readonly line: number; readonly column: number };
  readonly frame?: string;
}

const shown = ({ message, loc, frame }: BuildError): string =>
  `${loc ? `${loc.file}:${loc.line}:${loc.column}: ` : ''}${message}\n${frame ?? ''}`;

interface RollupLike {
  rollup(options: object): Promise<{ write(options: object): Promise<unknown>; close(): Promise<void> }>;
  watch(options: object): {
    on(event: 'event', listener: (event: RollupEvent) => void): void;
    close(): Promise<void>;
  };
}

interface RollupEvent {
  readonly code: string;
  readonly error?: BuildError;
  readonly result?: { close(): Promise<void> };
}

const rollupLike = (name: 'rollup' | 'rolldown', path: string, watch: object): Bundler => {
  const options = async (app: App): Promise<object> => ({
    input: app.path('src/main.js'),
    plugins: [(await plugins())[name]()],
    output: { dir: app.path('dist'), format: 'es' },
    watch,
    onwarn: (warning: { readonly code?: string; readonly message: string }) => {
      // How long it took is no fault.
      if (warning.code === 'PLUGIN_TIMINGS') return;
      throw new Error(warning.message);
    },
  });
  const module = (): Promise<RollupLike> => load(path);
  return {
    name,
    async build(app) {
      const settings = (await options(app)) as { readonly output: object };
      const { rollup, rolldown } = (await module()) as RollupLike & { readonly rolldown?: RollupLike['rollup'] };
      try {
        const bundle = await (rolldown ?? rollup)(settings);
        await bundle.write(settings.output);
        await bundle.close();
      } catch (error) {
        throw new Error(shown(error as BuildError));
      }
      addPage(app, 'dist');
    },
    async watch(app) {
      const queue = new Queue();
      const watcher = (await module()).watch(await options(app));
      watcher.on('event', (event) => {
        if (event.code === 'ERROR' && event.error) queue.put(shown(event.error));
        if (event.code === 'BUNDLE_END') void event.result?.close().then(() => queue.put(''));
      });
      addPage(app, 'dist');
      return { built: queue.take, close: () => watcher.close() };
    },
  };
};

interface Stats {
  hasErrors(): boolean;
  hasWarnings(): boolean;
  toString(options?: object): string;
}

export interface WebpackCompiler {
  run(done: (error: Error | null, stats?: Stats) => void): void;
  watch(options: object, done: (error: Error | null, stats?: Stats) => void): { close(done: () => void): void };
  close(done: () => void): void;
}

const complaints = (error: Error | null, stats: Stats | undefined): string =>
  error?.message ?? (stats?.hasErrors() || stats?.hasWarnings() ? stats.toString({ colors: false }) : '');

export const webpackOptions = async (name: 'webpack' | 'rspack', app: App, mode: string): Promise<object> => ({
  mode,
  // The page's policy allows no eval.
  devtool: 'source-map',
  stats: 'none',
  infrastructureLogging: { level: 'none' },
  context: app.folder,
  entry: './src/main.js',
  output: { path: app.path('dist'), filename: 'main.js', module: true },
  experiments: name === 'webpack' ? { outputModule: true } : {},
  plugins: [(await plugins())[name]()],
});

export async function webpackOf(name: 'webpack' | 'rspack'): Promise<(options: object) => WebpackCompiler> {
  if (name === 'webpack') return (await load<{ readonly default: never }>('webpack/lib/index.js')).default;
  return (await load<{ readonly rspack: never }>('@rspack/core/dist/index.js')).rspack;
}

const webpackLike = (name: 'webpack' | 'rspack'): Bundler => ({
  name,
  async build(app) {
    const compiler = (await webpackOf(name))(await webpackOptions(name, app, 'production'));
    const text = await new Promise<string>((resolve) => {
      compiler.run((error, stats) => compiler.close(() => resolve(complaints(error, stats))));
    });
    if (text !== '') throw new Error(text);
    addPage(app, 'dist');
  },
  async watch(app) {
    const queue = new Queue();
    const compiler = (await webpackOf(name))(await webpackOptions(name, app, 'development'));
    const watching = compiler.watch({ aggregateTimeout: 50 }, (error, stats) => queue.put(complaints(error, stats)));
    addPage(app, 'dist');
    return { built: queue.take, close: () => new Promise<void>((resolve) => watching.close(resolve)) };
  },
});

interface Esbuild {
  build(options: object): Promise<unknown>;
  context(options: object): Promise<{ watch(): Promise<void>; dispose(): Promise<void> }>;
  formatMessages(messages: readonly object[], options: object): Promise<readonly string[]>;
}

/** @param more - options that take the place of the usual ones */
export const esbuildOptions = async (app: App, more: object = {}): Promise<object> => ({
  absWorkingDir: app.folder,
  entryPoints: ['src/main.js'],
  bundle: true,
  format: 'esm',
  outdir: 'dist',
  logLevel: 'silent',
  plugins: [(await plugins()).esbuild()],
  ...more,
});

export const loadEsbuild = (): Promise<Esbuild & { readonly default: Esbuild }> => load('esbuild/lib/main.js');

async function esbuildErrors(messages: readonly object[]): Promise<string> {
  const { default: esbuild } = await loadEsbuild();
  return (await esbuild.formatMessages(messages, { kind: 'error', color: false })).join('');
}

const esbuild: Bundler = {
  name: 'esbuild',
  async build(app) {
    const { default: esbuild } = await loadEsbuild();
    try {
      await esbuild.build(await esbuildOptions(app));
    } catch (error) {
      throw new Error(await esbuildErrors((error as { readonly errors: readonly object[] }).errors));
    }
    addPage(app, 'dist');
  },
  async watch(app) {
    const { default: esbuild } = await loadEsbuild();
    const queue = new Queue();
    const tell = {
      name: 'tell',
      setup(build: { onEnd(done: (result: { readonly errors: readonly object[] }) => void): void }) {
        build.onEnd(({ errors }) => void esbuildErrors(errors).then(queue.put));
      },
    };
    const options = (await esbuildOptions(app)) as { readonly plugins: readonly unknown[] };
    const context = await esbuild.context({ ...options, plugins: [...options.plugins, tell] });
    await context.watch();
    addPage(app, 'dist');
    return { built: queue.take, close: () => context.dispose() };
  },
};

interface Vite {
  build(options: object): Promise<unknown>;
}

export const viteOptions = async (app: App, more: object = {}): Promise<object> => ({
  root: app.path('src'),
  configFile: false,
  logLevel: 'silent',
  plugins: [(await plugins()).vite()],
  ...more,
});

export const loadVite = <T = Vite>(): Promise<T> => load('vite/dist/node/index.js');

const vite: Bundler = {
  name: 'vite',
  async build(app) {
    try {
      await (await loadVite()).build(
        await viteOptions(app, { build: { outDir: app.path('dist'), emptyOutDir: true } }),
      );
    } catch (error) {
      throw new Error(shown(error as BuildError));
    }
  },
  async watch(app) {
    const queue = new Queue();
    const build = { outDir: app.path('dist'), emptyOutDir: true, watch: {} };
    const watcher = (await (await loadVite()).build(await viteOptions(app, { build }))) as ReturnType<
      RollupLike['watch']
    >;
    watcher.on('event', (event) => {
      if (event.code === 'ERROR' && event.error) queue.put(shown(event.error));
      if (event.code === 'BUNDLE_END') void event.result?.close().then(() => queue.put(''));
    });
    return { built: queue.take, close: () => watcher.close() };
  },
};

export const bundlers: readonly Bundler[] = [
  vite,
  rollupLike('rollup', 'rollup/dist/es/rollup.js', { buildDelay: 50 }),
  rollupLike('rolldown', 'rolldown/dist/index.mjs', {}),
  webpackLike('webpack'),
  webpackLike('rspack'),
  esbuild,
];
