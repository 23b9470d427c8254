/** clang and libc++ from the package `@yowasp/clang`: a C++ compiler that runs in this process and needs nothing installed. */

export interface CppJob {
  /**
   * Path below one common root (folders by `/`) → text: what is compiled and the headers it includes. Files that end in
   * `.c .cc .cpp .cxx` are compiled.
   */
  readonly sources: Readonly<Record<string, string>>;
  /** Come after `reactorFlags`, so that they win. */
  readonly flags?: readonly string[];
}

export type CppResult =
  | { readonly kind: 'compiled'; readonly wasm: Uint8Array; readonly warnings: string }
  /** `errors` is what the compiler or the linker said, unchanged. */
  | { readonly kind: 'failed'; readonly errors: string };

/** A library instead of a program: no `main`; the linker makes an `_initialize` that runs constructors. */
export const reactorFlags: readonly string[] = [
  '--target=wasm32-wasip1',
  '-mexec-model=reactor',
  '-O2',
  '-fno-exceptions',
];

/**
 * Compiles and links one core module. Never throws: whatever goes wrong, the missing package included, is `failed`.
 * The first call of a process loads 100 MB and takes seconds; the compiler blocks the thread while it works.
 */
export async function compileCpp(job: CppJob): Promise<CppResult> {
  const units = Object.keys(job.sources).filter((path) => /\.(c|cc|cpp|cxx)$/.test(path));
  if (units.length === 0) return { kind: 'failed', errors: 'no C or C++ file among the sources' };
  let clang: Clang;
  try {
    clang = await loadClang();
  } catch (error) {
    return { kind: 'failed', errors: `no C++ compiler: npm install @yowasp/clang (${messageOf(error)})` };
  }
  const flags = [...reactorFlags, '-ivfsoverlay', overlayName, ...(job.flags ?? [])];
  const args = [...flags, ...units, ...libraries, '-o', outputName];
  return runClang(clang, args, treeOf({ ...job.sources, [overlayName]: overlayOf(Object.keys(job.sources)) }));
}

async function runClang(clang: Clang, args: string[], tree: Tree): Promise<CppResult> {
  const output = collectOutput();
  try {
    const files = await clang(args, tree, { decodeASCII: false, stdout: output.write, stderr: output.write });
    const wasm = files?.[outputName];
    if (wasm instanceof Uint8Array) return { kind: 'compiled', wasm, warnings: output.text() };
    return { kind: 'failed', errors: output.text() || 'the compiler gave no output' };
  } catch (error) {
    return { kind: 'failed', errors: output.text() || messageOf(error) };
  }
}

/** `clang`, not `clang++`: that one takes `.c` files for C++. So the libraries of C++ have to be named. */
const libraries: readonly string[] = ['-lc++', '-lc++abi'];

/** No file of a user has these names. */
const outputName = '.itlc-output.wasm';
const overlayName = '.itlc-overlay.yaml';

type Clang = typeof import('@yowasp/clang').commands['clang'];
type Tree = import('@yowasp/clang').Tree;

let loading: Promise<Clang> | undefined;

/** Loads the compiler once; loading ahead with a callback is also what keeps it from printing its progress. */
async function loadClang(): Promise<Clang> {
  loading ??= import('@yowasp/clang').then(async ({ commands }) => {
    const clang = commands.clang;
    await clang(undefined, {}, { fetchProgress() {} });
    return clang;
  });
  try {
    return await loading;
  } catch (error) {
    loading = undefined;
    throw error;
  }
}

/** What the compiler prints; it comes in pieces that may end inside a character. */
function collectOutput(): { readonly write: (bytes: Uint8Array | null) => void; readonly text: () => string } {
  const decoder = new TextDecoder();
  let text = '';
  return {
    write(bytes) {
      if (bytes) text += decoder.decode(bytes, { stream: true });
    },
    text: () => text,
  };
}

function treeOf(files: Readonly<Record<string, string>>): Tree {
  const root: Tree = {};
  for (const [path, text] of Object.entries(files)) {
    const parts = partsOf(path);
    const name = parts.pop() ?? path;
    folderAt(root, parts)[name] = text;
  }
  return root;
}

function folderAt(root: Tree, parts: readonly string[]): Tree {
  let folder = root;
  for (const part of parts) {
    const existing = folder[part];
    const next: Tree = typeof existing === 'object' && !(existing instanceof Uint8Array) ? existing : {};
    folder[part] = next;
    folder = next;
  }
  return folder;
}

/**
 * The package's file system does not know `..`, which `#include "../it.h"` needs; clang resolves it itself in paths that
 * an overlay lists. JSON is YAML enough for it.
 */
function overlayOf(paths: readonly string[]): string {
  const contents = paths.map((path) => {
    const name = partsOf(path).join('/');
    return { name, type: 'file', 'external-contents': `/${name}` };
  });
  const roots = [{ name: '/', type: 'directory', contents }];
  return JSON.stringify({ version: 0, 'case-sensitive': 'true', 'use-external-names': false, roots });
}

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
