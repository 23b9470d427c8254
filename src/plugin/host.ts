/** What differs from bundler to bundler. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { CoreFile } from '../session/session.ts';
import type { LoadingMode } from './component-loader.ts';
import type { EsbuildBuild } from './esbuild-load.ts';
import type { PluginOptions } from './options.ts';
import type { BundlerError } from './report-problems.ts';
import { importedAsFile, type Reference } from './script.ts';

/** As much of a bundler's context as is used: Rollup's, and what stands in for it elsewhere. */
export interface LoadContext {
  addWatchFile(path: string): void;
  warn(message: string): void;
  error(error: BundlerError): void;
  emitFile(file: { readonly type: 'asset'; readonly name: string; readonly source: Uint8Array }): unknown;
  /** Rollup's and Rolldown's. */
  readonly meta?: { readonly watchMode?: boolean };
  /** Vite's. */
  readonly environment?: { readonly config: { readonly consumer: 'client' | 'server' } };
}

/** What one bundler is like, as far as it has said. */
export interface Host {
  /** The form where the user names none. */
  readonly reference: (context: LoadContext) => Reference;
  /** The same where the user wants files. */
  readonly asset: (context: LoadContext) => Reference;
  readonly isProduction: (context: LoadContext) => boolean;
  readonly isWatching: (context: LoadContext) => boolean;
  /** Whether an error has to be thrown, because it shows the text of what is thrown and nothing else. */
  readonly throwsText: boolean;
}

export const modeOf = (host: Host, { wasm }: PluginOptions, context: LoadContext): LoadingMode => ({
  reference: wasm === undefined ? host.reference(context) : wasm === 'asset' ? host.asset(context) : wasm,
  isProduction: host.isProduction(context),
  isWatching: host.isWatching(context),
});

/** Emits a core module by Rollup's means. @returns an expression for its URL */
export function emitByRollup(context: LoadContext, { path, file }: CoreFile): string {
  const reference = context.emitFile({ type: 'asset', name: basename(path), source: readFileSync(file) });
  return `import.meta.ROLLUP_FILE_URL_${reference}`;
}

export const rollupHost: Host = {
  reference: () => 'emit',
  asset: () => 'emit',
  isProduction: ({ meta }) => meta?.watchMode !== true,
  isWatching: ({ meta }) => meta?.watchMode === true,
  throwsText: false,
};

/** What Vite's configuration says, once it is there. */
export interface ViteConfig {
  readonly command: 'build' | 'serve';
  readonly isProduction: boolean;
}

/** Pages see `new URL(…)`; a server's bundle leaves files behind that it does not know of. */
export function viteHost(config: () => ViteConfig | undefined): Host {
  const isForPages = ({ environment }: LoadContext): boolean => environment?.config.consumer !== 'server';
  const isServing = (): boolean => config()?.command === 'serve';
  return {
    reference: (context) => (isForPages(context) ? 'vite' : 'inline'),
    asset: (context) => (isForPages(context) || isServing() ? 'vite' : 'inline'),
    isProduction: () => config()?.isProduction === true,
    isWatching: ({ meta }) => isServing() || meta?.watchMode === true,
    throwsText: false,
  };
}

/** As much of webpack's and Rspack's compiler as is used. */
export interface WebpackCompiler {
  readonly watchMode?: boolean;
  readonly options: { readonly mode?: string };
}

export const webpackHost = (compiler: () => WebpackCompiler | undefined): Host => ({
  reference: () => 'url',
  asset: () => 'url',
  isProduction: () => compiler()?.options.mode !== 'development',
  isWatching: () => compiler()?.watchMode === true,
  throwsText: true,
});

/** Only an ES module knows where it is. Whether anything is watched, esbuild does not say. */
export function esbuildMode({ initialOptions }: EsbuildBuild, { wasm }: PluginOptions): LoadingMode {
  const usual = initialOptions.format === 'esm' ? 'import' : 'inline';
  const reference = wasm === undefined ? usual : wasm === 'asset' ? 'import' : wasm;
  return { reference, isProduction: initialOptions.minify === true, isWatching: false };
}

const filesOfEsbuild = 'itlc-file';

/** Has esbuild emit what is imported as a file, whatever its own loaders are for. */
export function importFilesByEsbuild(build: EsbuildBuild): void {
  build.onResolve({ filter: new RegExp(`\\${importedAsFile}$`) }, ({ path }) => ({
    path: path.slice(0, -importedAsFile.length),
    namespace: filesOfEsbuild,
  }));
  build.onLoad({ filter: /.*/, namespace: filesOfEsbuild }, ({ path }) => ({
    contents: readFileSync(path),
    loader: 'file',
    watchFiles: [path],
  }));
}

export const farmHost: Host = {
  reference: () => 'inline',
  asset: () => 'url',
  isProduction: () => process.env.NODE_ENV === 'production',
  isWatching: () => process.env.NODE_ENV === 'development',
  throwsText: true,
};
