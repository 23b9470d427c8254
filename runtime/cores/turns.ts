/**
 * Calls that wait for promises. An async import suspends the WebAssembly code that called it (JavaScript Promise
 * Integration). Where the core module gives each call a stack of its own, they end in any order. Where it has one stack, a call
 * that began later has to end before one that began earlier goes on: a result that comes in too early waits.
 */
import { ItlLinkError, ItlTypeError } from '../values/errors.ts';
import { type Life, refuseCall } from '../values/life.ts';
import { isError } from '../values/results.ts';
import { type Context, openContexts, type TakeDefers } from './contexts.ts';
import type { CoreExports } from './modules.ts';
import type { Stacks } from './stacks.ts';
import { callError } from './traps.ts';

/** An async call. */
interface Call {
  readonly ended: Promise<void>;
  readonly context: Context | undefined;
  /** How many calls it was in when WebAssembly began to run: what it calls may wait, what those inside call may not. */
  depth: number;
}

export interface Turns {
  readonly life: Life;
  /** First things first. */
  readonly calls: Call[];
  /** The one that runs, or is about to go on. */
  running: Call | undefined;
  /** Once the core modules are there. */
  stacks: Stacks | undefined;
  newContext: (() => Context) | undefined;
}

/** Not in TypeScript's library yet. */
interface Integration {
  readonly Suspending?: new (func: (...values: never[]) => unknown) => object;
  readonly promising?: (func: unknown) => (...values: unknown[]) => Promise<unknown>;
}

/** @throws ItlLinkError where the engine cannot suspend WebAssembly */
export function createTurns(who: string, life: Life): Turns {
  if (!(WebAssembly as Integration).Suspending)
    throw new ItlLinkError(`${who} is async: this engine lacks JavaScript Promise Integration`);
  return { life, calls: [], running: undefined, stacks: undefined, newContext: undefined };
}

/** The core modules are there. @param takeDefers - of adapters */
export function openTurns(
  turns: Turns,
  cores: readonly CoreExports[],
  stacks: Stacks,
  takeDefers: TakeDefers = () => undefined,
): void {
  turns.stacks = stacks;
  turns.newContext = openContexts(cores, stacks, takeDefers);
}

/** What a core module imports, as a function that may wait. Some engines find out only afterwards that it cannot. */
export const suspending = (turns: Turns, func: (...values: never[]) => unknown): object => {
  const { Suspending } = WebAssembly as unknown as Required<Integration>;
  return new Suspending((...values) => {
    const { running, stacks } = turns;
    return running && running.depth === (stacks?.depth ?? 0) ? func(...values) : notAsync();
  });
};

/** A core function that may wait: gives a promise. */
export const promising = (turns: Turns, func: unknown): ((...values: unknown[]) => Promise<unknown>) => {
  const start = (WebAssembly as unknown as Required<Integration>).promising(func);
  return (...values) => {
    if (turns.running) turns.running.depth = turns.stacks?.depth ?? 0;
    return start(...values);
  };
};

export function notAsync(cause?: unknown): never {
  throw new ItlTypeError('an async import is called, so the export has to be declared async', { cause });
}

/** What the engine says of a call that would have to wait, in other words. @throws ItlTypeError in its place */
export const explainSuspension = (error: unknown): unknown =>
  isError(error) && error.name === 'SuspendError' ? notAsync(error) : error;

/** Runs an async export; what it throws are traps by its name. */
export async function takeTurn(turns: Turns, who: string, run: () => Promise<unknown>): Promise<unknown> {
  // What it was called from would go on when it has to wait, and take the stack for its own.
  if (isInside(turns)) await undefined;
  while (turns.running) await undefined;
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  try {
    const call: Call = { ended, context: turns.newContext?.(), depth: 0 };
    turns.calls.push(call);
    resumeCall(turns, call);
    try {
      return await run();
    } finally {
      turns.calls.splice(turns.calls.indexOf(call), 1);
      suspendCall(turns, call);
      call.context?.close();
    }
  } catch (error) {
    throw callError(turns.life, error, who);
  } finally {
    end();
  }
}

/** Whether a call is under way that does not wait. */
const isInside = ({ stacks, newContext, calls }: Turns): boolean =>
  (stacks?.depth ?? 0) > (newContext ? 0 : (calls.at(-1)?.depth ?? 0));

function resumeCall(turns: Turns, call: Call): void {
  turns.running = call;
  call.context?.enter();
}

function suspendCall(turns: Turns, { context }: Call): void {
  turns.running = undefined;
  context?.leave();
}

/** Calls a function that may give a promise, and goes on when it is this call's turn. */
export async function waitFor(turns: Turns, call: () => unknown): Promise<unknown> {
  const own = turns.running;
  try {
    if (own) suspendCall(turns, own);
    return await call();
  } finally {
    while (own && mustWait(turns, own)) await (turns.running ? undefined : turns.calls.at(-1)?.ended);
    if (own) resumeCall(turns, own);
    if (turns.life.trapped) refuseCall(turns.life, 'an async call');
  }
}

const mustWait = ({ calls, running }: Turns, own: Call): boolean =>
  running !== undefined || (!own.context && calls.includes(own) && calls.at(-1) !== own);
