/** Which compiler to use: the one that was asked for, the machine's for WebAssembly, or the one from npm. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ClangPackage, type LoadingProgress, loadingOnce, packagedClang } from './clang-package.ts';
import type { Compiler } from './compiler.ts';
import { nativeCompiler } from './native-compiler.ts';
import { type ResultCache, resultCache } from './result-cache.ts';
import { splitWords } from './split-words.ts';
import { threadedClang } from './threaded-clang.ts';

export interface CompilerSearch {
  /** `--cxx`. */
  readonly asked?: string;
  /** `ITLC_CXX`, `WASI_SDK_PATH` and `ITLC_CACHE` are read from it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's project: the package is looked for from there first, then from this one. */
  readonly folder: string;
  readonly progress?: LoadingProgress;
  /** Runs the package in a thread of its own. */
  readonly thread?: boolean;
}

export type FoundCompiler =
  | { readonly kind: 'found'; readonly compiler: Compiler }
  /** `origin` named a program that cannot be run. */
  | { readonly kind: 'unusable'; readonly origin: string; readonly program: string; readonly reason: string }
  | { readonly kind: 'none' };

/** In this order: `--cxx`, `ITLC_CXX`, `WASI_SDK_PATH`, the package `@yowasp/clang`. Loads nothing yet. */
export async function findCompiler(search: CompilerSearch): Promise<FoundCompiler> {
  const { asked, environment, folder, progress } = search;
  if (asked) return useProgram('--cxx', asked);
  if (environment.ITLC_CXX) return useProgram('ITLC_CXX', environment.ITLC_CXX);
  if (environment.WASI_SDK_PATH) {
    return useCommand('WASI_SDK_PATH', [join(environment.WASI_SDK_PATH, 'bin', 'clang++')]);
  }
  const url = packageUrl(folder);
  if (url === undefined) return { kind: 'none' };
  const cache = packageCache(folder, environment.ITLC_CACHE);
  const thread = search.thread ? threadedClang(url) : undefined;
  const load = loadingOnce(thread?.load ?? (() => import(url)), progress);
  const compiler = packagedClang(load, undefined, cache);
  return { kind: 'found', compiler: thread ? { ...compiler, close: thread.end } : compiler };
}

/** A path with spaces is one program; anything else is a command with arguments. */
const useProgram = (origin: string, text: string): Promise<FoundCompiler> =>
  useCommand(origin, existsSync(text) ? [text] : splitWords(text));

async function useCommand(origin: string, command: readonly string[]): Promise<FoundCompiler> {
  const compiler = await nativeCompiler(command);
  if (typeof compiler !== 'string') return { kind: 'found', compiler };
  return { kind: 'unusable', origin, program: command.join(' '), reason: compiler };
}

const packageName = '@yowasp/clang';

/** How to load the package; undefined where it is installed neither in the user's project nor in this one. */
export function findPackage(folder: string): (() => Promise<ClangPackage>) | undefined {
  const url = packageUrl(folder);
  return url === undefined ? undefined : () => import(url) as Promise<ClangPackage>;
}

function packageUrl(folder: string): string | undefined {
  const path = packagePath(folder);
  return path === undefined ? undefined : pathToFileURL(path).href;
}

/**
 * What the package made formerly.
 * @param named - `ITLC_CACHE`; without it, nothing is kept
 */
export function packageCache(folder: string, named: string | undefined): ResultCache | undefined {
  const manifest = named && manifestOf(packagePath(folder));
  return manifest ? resultCache(resolve(folder, named), manifest) : undefined;
}

function packagePath(folder: string): string | undefined {
  for (const place of [join(folder, 'package.json'), import.meta.url]) {
    try {
      return createRequire(place).resolve(packageName);
    } catch {
      // Not from there.
    }
  }
  return undefined;
}

/** The text of the package's own package.json, which has its version. */
function manifestOf(path: string | undefined): string | undefined {
  for (let at = path; at !== undefined && at !== dirname(at); at = dirname(at)) {
    const manifest = join(dirname(at), 'package.json');
    if (existsSync(manifest)) return readFileSync(manifest, 'utf8');
  }
  return undefined;
}
