/** Which compiler to use: the one that was asked for, the machine's for WebAssembly, or the one from npm. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ClangPackage, type LoadingProgress, loadingOnce, packagedClang } from './clang-package.ts';
import type { Compiler } from './compiler.ts';
import { nativeCompiler } from './native-compiler.ts';
import { splitWords } from './split-words.ts';

export interface CompilerSearch {
  /** `--cxx`. */
  readonly asked?: string;
  /** `ITLC_CXX` and `WASI_SDK_PATH` are read from it. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The user's project: the package is looked for from there first, then from this one. */
  readonly folder: string;
  readonly progress?: LoadingProgress;
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
  const load = findPackage(folder);
  return load ? { kind: 'found', compiler: packagedClang(loadingOnce(load, progress)) } : { kind: 'none' };
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
  const places = [join(folder, 'package.json'), import.meta.url];
  for (const place of places) {
    try {
      const url = pathToFileURL(createRequire(place).resolve(packageName)).href;
      return () => import(url) as Promise<ClangPackage>;
    } catch {
      // Not from there.
    }
  }
  return undefined;
}
