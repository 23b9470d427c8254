/** The compiling worker, as the page sees it. */
import type { BuildAnswer, BuildRequest, Built } from '../messages.ts';
import type { Program } from '../program.ts';

export interface Compiler {
  /** Asks for a build; of those that were asked for before nothing is heard any more. */
  readonly build: (program: Program) => void;
}

export interface CompilerEvents {
  readonly onProgress: (text: string, fraction?: number) => void;
  readonly onBuilt: (built: Built) => void;
}

/**
 * Includes compiled ahead make a change of C++ twice as quick, but clang is busy with them for seconds. So a second worker
 * compiles them, and takes the place of the first when it is done.
 */
export function startCompiler(events: CompilerEvents): Compiler {
  let last: Job | undefined;
  let active = startWorker();
  let successor: { readonly worker: Worker; readonly includes: string } | undefined;
  let ready = '';
  let pause: ReturnType<typeof setTimeout> | undefined;

  const hear = ({ data }: MessageEvent<BuildAnswer>): void => {
    if (data.id !== last?.id || data.kind === 'prepared') return;
    if (data.kind === 'progress') return events.onProgress(data.text, data.fraction);
    last = { ...last, isDone: true };
    events.onBuilt(data.built);
    if (Object.keys(data.built.made).length > 0) pause = setTimeout(prepare, QUIET, last.program);
  };
  const prepare = (program: Program): void => {
    const includes = includesIn(program);
    if (includes === '' || includes === ready || includes === successor?.includes) return;
    successor?.worker.terminate();
    successor = { worker: startWorker(), includes };
    const taking = takeOver.bind(undefined, successor.worker, includes);
    successor.worker.addEventListener('message', taking);
    ask(successor.worker, { id: 0, program, prepare: true });
  };
  const takeOver = (worker: Worker, includes: string, { data }: MessageEvent<BuildAnswer>): void => {
    if (data.kind !== 'prepared' || data.id !== 0) return;
    active.terminate();
    active = worker;
    successor = undefined;
    ready = includes;
    listen();
    if (last && !last.isDone) ask(active, { id: last.id, program: last.program, prepare: false });
  };
  const listen = (): void => {
    active.addEventListener('message', hear);
    active.addEventListener('error', ({ message }) =>
      events.onProgress(`The compiler could not be started: ${message}`),
    );
  };
  listen();
  return {
    build: (program) => {
      clearTimeout(pause);
      last = { id: (last?.id ?? 0) + 1, program, isDone: false };
      ask(active, { id: last.id, program, prepare: false });
    },
  };
}

interface Job {
  readonly id: number;
  readonly program: Program;
  readonly isDone: boolean;
}

/** Milliseconds without a change, after which includes are compiled. */
const QUIET = 1500;

const startWorker = (): Worker =>
  new Worker(new URL('./compiler-worker.js', location.href), { type: 'module', name: 'compiler' });

const ask = (worker: Worker, request: BuildRequest): void => worker.postMessage(request);

/** All that C++ of a program includes: what is compiled ahead depends on nothing else that a user changes. */
const includesIn = ({ files }: Program): string =>
  files
    .filter(({ path }) => /\.(?:cc|cpp|cxx)$/.test(path))
    .flatMap(({ path, text }) => [path, ...(text.match(/^[ \t]*#[ \t]*include\b.*$/gm) ?? [])])
    .join('\n');
