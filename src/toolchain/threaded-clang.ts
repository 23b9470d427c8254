import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ClangPackage } from './clang-package.ts';
import type { ClangAnswer, ClangRequest } from './clang-worker.ts';

type Command = ClangPackage['commands']['clang++'];

export interface ThreadedClang {
  /** The package, whose `clang++` runs in the thread. */
  readonly load: () => Promise<ClangPackage>;
  readonly end: () => void;
}

/**
 * The package in a thread of its own, which is started now and begins to load it. One call runs at a time; the others wait.
 * Undefined where this is not built: then it runs in this thread.
 * @param url of the package
 */
export function threadedClang(url: string): ThreadedClang | undefined {
  const file = fileURLToPath(new URL('./clang-worker.js', import.meta.url));
  if (!existsSync(file)) return undefined;
  // Node's options are for the main thread: what they import would run twice.
  const worker = new Worker(file, { workerData: url, execArgv: [] });
  // An idle thread keeps no process alive.
  worker.unref();
  let last: Promise<unknown> = Promise.resolve();
  const command: Command = (args, tree = {}, options = {}) => {
    const answer = last.then(() => ask(worker, { ...(args && { args }), tree }, options));
    last = answer.catch(() => {});
    return answer;
  };
  const loaded = { commands: { 'clang++': command } } as ClangPackage;
  return { load: async () => loaded, end: () => void worker.terminate() };
}

type Options = NonNullable<Parameters<Command>[2]>;
type Tree = import('@yowasp/clang').Tree;

/** @throws Error with the `code` with which clang ended */
function ask(worker: Worker, request: ClangRequest, options: Options): Promise<Tree> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      worker.off('message', hear).off('error', fail).off('exit', leave);
      worker.unref();
      settle();
    };
    const fail = (error: unknown): void => end(() => reject(error));
    const leave = (): void => fail(new Error('the thread of the compiler has ended'));
    const hear = (answer: ClangAnswer): void => {
      if (answer.kind === 'loading') options.fetchProgress?.({ source: worker, ...answer });
      else if (answer.kind === 'printed') options[answer.stream]?.(answer.bytes);
      else if (answer.kind === 'done') end(() => resolve(answer.made));
      else fail(Object.assign(new Error(answer.message), { code: answer.code }));
    };
    worker.ref();
    worker.on('message', hear).on('error', fail).on('exit', leave);
    worker.postMessage(request);
  });
}
