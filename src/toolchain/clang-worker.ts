/** A thread that holds the clang package: whoever waits for it can do other things meanwhile. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ClangPackage } from './clang-package.ts';

type Tree = import('@yowasp/clang').Tree;

/** Without arguments the package is only loaded. */
export interface ClangRequest {
  readonly args?: readonly string[];
  readonly tree: Tree;
}

type Stream = 'stdout' | 'stderr';

export type ClangAnswer =
  | { readonly kind: 'loading'; readonly doneLength: number; readonly totalLength: number }
  | { readonly kind: 'printed'; readonly stream: Stream; readonly bytes: Uint8Array }
  /** With the files that are new in the root. */
  | { readonly kind: 'done'; readonly made: Readonly<Record<string, Uint8Array>> }
  | { readonly kind: 'failed'; readonly message: string; readonly code: number | undefined };

/** `workerData` is the URL of the package. */
const loading = import(workerData as string) as Promise<ClangPackage>;
// Said of each request.
loading.catch(() => {});

const say = (answer: ClangAnswer): void => parentPort?.postMessage(answer);

async function answer({ args, tree }: ClangRequest): Promise<void> {
  const print = (stream: Stream) => (bytes: Uint8Array | null) => {
    // A copy: the package writes the next piece into the same place.
    if (bytes) say({ kind: 'printed', stream, bytes: bytes.slice() });
  };
  try {
    const { commands } = await loading;
    const files = await commands['clang++'](args && [...args], tree, {
      decodeASCII: false,
      stdout: print('stdout'),
      stderr: print('stderr'),
      fetchProgress: ({ doneLength, totalLength }) => say({ kind: 'loading', doneLength, totalLength }),
    });
    say({ kind: 'done', made: Object.fromEntries(newFiles(files ?? {}, tree)) });
  } catch (error) {
    const code = error instanceof Error && 'code' in error && typeof error.code === 'number' ? error.code : undefined;
    say({ kind: 'failed', message: error instanceof Error ? error.message : String(error), code });
  }
}

const newFiles = (files: Tree, before: Tree): readonly (readonly [string, Uint8Array])[] =>
  Object.entries(files).flatMap(([name, entry]) =>
    entry instanceof Uint8Array && !Object.hasOwn(before, name) ? [[name, entry] as const] : [],
  );

parentPort?.on('message', answer);
