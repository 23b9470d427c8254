import { createUnplugin, type UnpluginOptions } from 'unplugin';
import { ComponentLoader } from './component-loader.ts';
import { type EsbuildBuild, esbuildResult } from './esbuild-load.ts';
import {
  emitByRollup,
  esbuildMode,
  farmHost,
  type Host,
  importFilesByEsbuild,
  type LoadContext,
  modeOf,
  rollupHost,
  type ViteConfig,
  viteHost,
  type WebpackCompiler,
  webpackHost,
} from './host.ts';
import type { PluginOptions } from './options.ts';
import { errorOf, textOf } from './report-problems.ts';

/** What a bundler tells of itself while it is set up. */
interface Setup {
  vite?: ViteConfig;
}

/** Sources of components, and component binaries; with a query they are something else's, as other core modules are. */
const sources = /\.(?:itl|wit|component\.wasm|cc|cpp|cxx|c\+\+)$/i;

export const plugin = createUnplugin<PluginOptions | undefined, false>((options = {}, meta) => {
  const setup: Setup = {};
  const host = hosts[(meta as Meta).framework](meta as Meta, setup);
  const loader = new ComponentLoader(options);
  return {
    name: 'itlc',
    enforce: 'pre',
    load: {
      filter: { id: sources },
      handler(id) {
        // Bundlers agree in what is used of their contexts; their types do not say so.
        return loadComponent(this as unknown as LoadContext, id, loader, modeOf(host, options, this as never), host);
      },
    },
    vite: {
      configResolved(config: ViteConfig) {
        setup.vite = config;
      },
    },
    esbuild: {
      setup(build: EsbuildBuild) {
        importFilesByEsbuild(build);
        loadByEsbuild(build, loader, options);
      },
    },
  } as UnpluginOptions;
});

type Framework = 'vite' | 'rollup' | 'rolldown' | 'webpack' | 'rspack' | 'esbuild' | 'farm';

/** As much of what unplugin says of a bundler as is used. */
interface Meta {
  readonly framework: Framework;
  readonly webpack?: { readonly compiler: WebpackCompiler };
  readonly rspack?: { readonly compiler: WebpackCompiler };
}

const hosts: Readonly<Record<Framework, (meta: Meta, setup: Setup) => Host>> = {
  vite: (_, setup) => viteHost(() => setup.vite),
  webpack: (meta) => webpackHost(() => meta.webpack?.compiler),
  rspack: (meta) => webpackHost(() => meta.rspack?.compiler),
  // Loads by its own means.
  esbuild: () => rollupHost,
  farm: () => farmHost,
  rollup: () => rollupHost,
  rolldown: () => rollupHost,
};

async function loadComponent(
  context: LoadContext,
  id: string,
  loader: ComponentLoader,
  mode: Parameters<ComponentLoader['load']>[1],
  host: Host,
): Promise<{ code: string; map: null }> {
  const { build, code } = await loader.load(id, mode, (core) => emitByRollup(context, core));
  for (const path of build.dependencies) context.addWatchFile(path);
  if (code !== undefined) {
    for (const { text } of build.problems) context.warn(text);
    return { code, map: null };
  }
  if (host.throwsText) throw Object.assign(new Error(textOf(build)), { hideStack: true });
  context.error(errorOf(build, id));
  return { code: '', map: null };
}

function loadByEsbuild(build: EsbuildBuild, loader: ComponentLoader, options: PluginOptions): void {
  build.onLoad({ filter: sources, namespace: 'file' }, async ({ path }) => {
    const { build: built, code } = await loader.load(path, esbuildMode(build, options), ({ path }) => path);
    return esbuildResult(built, path, code);
  });
}
