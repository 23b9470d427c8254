/** The compiling workers, as the page sees them. */
import { isCpp } from '../../session/input-kinds.ts';
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

interface Job {
  readonly id: number;
  readonly program: Program;
  readonly isDone: boolean;
}

type Hear = (event: MessageEvent<BuildAnswer>) => void;

/** C++ has workers of its own, so that nothing else waits for clang. */
export function startCompiler(events: CompilerEvents): Compiler {
  let last: Job | undefined;
  let other: Worker | undefined;
  const hear: Hear = ({ data }) => {
    if (data.id !== last?.id) return;
    if (data.kind === 'progress') return events.onProgress(data.text, data.fraction);
    last = { ...last, isDone: true };
    if (Object.keys(data.built.made).length > 0) cpp.onBuilt(last, data.built);
    events.onBuilt(data.built);
  };
  const start = (): Worker => startWorker(hear, events);
  const cpp = startCpp(start, () => last);
  return {
    build: (program) => {
      last = { id: (last?.id ?? 0) + 1, program, isDone: false };
      cpp.stopWaiting();
      if (sourcesIn(program).length > 0) return cpp.build(last);
      other ??= start();
      ask(other, { id: last.id, program, ahead: false });
    },
  };
}

/**
 * Includes compiled ahead make a change of C++ twice as quick. With the first program that is done at once: nobody can change it
 * before it is seen. When the includes change, clang would be busy with them while somebody waits for it: so a second worker compiles
 * them, and takes the place of the first when it is done.
 */
function startCpp(start: () => Worker, last: () => Job | undefined) {
  let active: Worker | undefined;
  let successor: Worker | undefined;
  let pause: ReturnType<typeof setTimeout> | undefined;

  const build = ({ id, program }: Job): void => {
    const ahead = active === undefined;
    active ??= start();
    ask(active, { id, program, ahead });
  };
  const prepare = (program: Program): void => {
    if (successor) return;
    successor = start();
    successor.addEventListener('message', takeOver);
    ask(successor, { id: 0, program, ahead: true });
  };
  const takeOver = ({ data }: MessageEvent<BuildAnswer>): void => {
    if (data.kind !== 'built' || data.id !== 0) return;
    active?.terminate();
    active = successor;
    successor = undefined;
    const job = last();
    if (job && !job.isDone && sourcesIn(job.program).length > 0) build(job);
  };
  return {
    build,
    onBuilt: ({ program }: Job, { isAhead }: Built): void => {
      if (!isAhead) pause = setTimeout(prepare, QUIET, program);
    },
    stopWaiting: (): void => clearTimeout(pause),
  };
}

/** Milliseconds without a change, after which includes are compiled. */
const QUIET = 1500;

function startWorker(hear: Hear, { onProgress }: CompilerEvents): Worker {
  const worker = new Worker(new URL('./compiler-worker.js', location.href), { type: 'module', name: 'compiler' });
  worker.addEventListener('message', hear);
  worker.addEventListener('error', ({ message }) => onProgress(`The compiler could not be started: ${message}`));
  return worker;
}

const ask = (worker: Worker, request: BuildRequest): void => worker.postMessage(request);

const sourcesIn = ({ files }: Program): Program['files'] => files.filter(({ path }) => isCpp(path));
