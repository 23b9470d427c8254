/** C++ in memory to a core module: clang from the package `@yowasp/clang`, in one call. */
import { resolve } from 'node:path';
import { buildCore } from './build-core.ts';
import { loadingOnce, packagedClang } from './clang-package.ts';
import { type Compiler, messageOf } from './compiler.ts';
import { packageCache } from './find-compiler.ts';
import { splitFlags } from './flags.ts';
import type { ReadFile } from './include-files.ts';

export interface CppJob {
  /**
   * Path below one common root (folders by `/`) → text: what is compiled and the headers it includes. Files that end in
   * `.c .cc .cpp .cxx` are compiled.
   */
  readonly sources: Readonly<Record<string, string>>;
  /** Come after `defaultFlags`, so that they win. */
  readonly flags?: readonly string[];
}

export type CppResult =
  | { readonly kind: 'compiled'; readonly wasm: Uint8Array; readonly warnings: string }
  /** `errors` is what the compiler or the linker said, unchanged. */
  | { readonly kind: 'failed'; readonly errors: string };

export const defaultFlags: readonly string[] = ['-O2', '-fno-exceptions'];

const folder = resolve('/');
const load = loadingOnce(() => import('@yowasp/clang'));

/**
 * Compiles and links one core module. Never throws: whatever goes wrong, the missing package included, is `failed`. What
 * was compiled before is taken from the folder that the environment names in `ITLC_CACHE`.
 */
export async function compileCpp({ sources, flags = [] }: CppJob): Promise<CppResult> {
  const units = Object.keys(sources).filter((path) => /\.(c|cc|cpp|cxx)$/.test(path));
  if (units.length === 0) return { kind: 'failed', errors: 'no C or C++ file among the sources' };
  const cache = packageCache(process.cwd(), process.env.ITLC_CACHE);
  if (!cache) {
    try {
      await load();
    } catch (error) {
      return { kind: 'failed', errors: `no C++ compiler: npm install @yowasp/clang (${messageOf(error)})` };
    }
  }
  return build(packagedClang(load, readerOf(sources), cache), units, [...defaultFlags, ...flags]);
}

async function build(compiler: Compiler, files: readonly string[], words: readonly string[]): Promise<CppResult> {
  const flags = splitFlags(words);
  const units = files.map((file) => ({ file, quoteFolders: [], flags: flags.compile }));
  const { wasm, messages, linkerMessages } = await buildCore(compiler, { folder, units, link: flags.link });
  const said = messages + linkerMessages;
  return wasm ? { kind: 'compiled', wasm, warnings: said } : { kind: 'failed', errors: said };
}

function readerOf(sources: Readonly<Record<string, string>>): ReadFile {
  const encoder = new TextEncoder();
  const files = new Map(Object.entries(sources).map(([path, text]) => [resolve(folder, path), encoder.encode(text)]));
  return (path) => files.get(path);
}
