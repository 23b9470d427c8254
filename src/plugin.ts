/** Plugins for bundlers: `import { instantiate } from './people.cpp'`, or `'./greet.itl'`. */

export type { ImportMap } from './backend/import-map.ts';
export type { PluginOptions, WasmForm } from './plugin/options.ts';
export type { DebugInfo, HelperPlace, ImportSettings, WitBuild } from './session/session.ts';

import { plugin } from './plugin/create-plugin.ts';
import type { PluginOptions } from './plugin/options.ts';

/** What bundlers of Rollup's kind take. */
export interface RollupPlugin {
  /** `itlc`. */
  readonly name: string;
}

/** What webpack and Rspack take. */
export interface WebpackPlugin {
  /** Called by the bundler. */
  apply(compiler: unknown): void;
}

/** What esbuild takes. */
export interface EsbuildPlugin {
  /** `itlc`. */
  readonly name: string;
  /** Called by the bundler. */
  setup(build: unknown): void | Promise<void>;
}

/** For Vite; in a server's build core modules are a part of the script. */
export const vite: (options?: PluginOptions) => RollupPlugin = plugin.vite;

/** For Rollup. */
export const rollup: (options?: PluginOptions) => RollupPlugin = plugin.rollup as never;

/** For Rolldown. */
export const rolldown: (options?: PluginOptions) => RollupPlugin = plugin.rolldown as never;

/** For webpack 5. */
export const webpack: (options?: PluginOptions) => WebpackPlugin = plugin.webpack as never;

/** For Rspack, and Rsbuild by its `tools.rspack`. */
export const rspack: (options?: PluginOptions) => WebpackPlugin = plugin.rspack as never;

/** For esbuild. */
export const esbuild: (options?: PluginOptions) => EsbuildPlugin = plugin.esbuild as never;

/** For Farm. */
export const farm: (options?: PluginOptions) => RollupPlugin = plugin.farm as never;
