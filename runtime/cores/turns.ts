/**
 * Calls that wait for promises take turns. An async import suspends the WebAssembly code that called it (JavaScript
 * Promise Integration). A core module has one stack in its memory, so a call that began later has to end before one that
 * began earlier goes on: a result that comes in too early waits.
 */
import { ItlLinkError, ItlTypeError } from '../values/errors.ts';
import { trapError } from './trap-error.ts';

export interface Turns {
  /** Async calls, first things first: each a promise of its end. */
  readonly calls: Promise<void>[];
  /** The one that runs, or is about to go on; always the last of them. */
  running: Promise<void> | undefined;
}

/** Not in TypeScript's library yet. */
interface Integration {
  readonly Suspending?: new (func: (...values: never[]) => unknown) => object;
  readonly promising?: (func: unknown) => (...values: unknown[]) => Promise<unknown>;
}

/** @throws ItlLinkError where the engine cannot suspend WebAssembly */
export function createTurns(who: string): Turns {
  if (!(WebAssembly as Integration).Suspending)
    throw new ItlLinkError(`${who} is async: this engine lacks JavaScript Promise Integration`);
  return { calls: [], running: undefined };
}

/** What a core module imports, as a function that may wait. Some engines find out only afterwards that it cannot. */
export const suspending = (turns: Turns, func: (...values: never[]) => unknown): object => {
  const { Suspending } = WebAssembly as unknown as Required<Integration>;
  return new Suspending((...values) => (turns.running ? func(...values) : notAsync()));
};

/** A core function that may wait: gives a promise. */
export const promising = (func: unknown): ((...values: unknown[]) => Promise<unknown>) =>
  (WebAssembly as unknown as Required<Integration>).promising(func);

export function notAsync(cause?: unknown): never {
  throw new ItlTypeError('an async import is called, so the export has to be declared async', { cause });
}

/** What the engine says of a call that would have to wait, in other words. */
export function explainSuspension(error: unknown): unknown {
  if ((error as Error | undefined)?.name !== 'SuspendError') return error;
  return new ItlTypeError('an async import is called, so the export has to be declared async', { cause: error });
}

/** Runs an async export; what it throws are traps by its name. */
export async function takeTurn(turns: Turns, who: string, run: () => Promise<unknown>): Promise<unknown> {
  while (turns.running) await undefined;
  let end = (): void => {};
  turns.running = new Promise((resolve) => {
    end = resolve;
  });
  turns.calls.push(turns.running);
  try {
    return await run();
  } catch (error) {
    throw trapError(error, who);
  } finally {
    turns.running = undefined;
    turns.calls.pop();
    end();
  }
}

/** Calls a function that may give a promise, and goes on when it is this call's turn. */
export async function waitFor(turns: Turns, call: () => unknown): Promise<unknown> {
  const own = turns.running;
  turns.running = undefined;
  try {
    return await call();
  } finally {
    while (own && turns.calls.includes(own) && (turns.running || turns.calls.at(-1) !== own))
      await (turns.running ? undefined : turns.calls.at(-1));
    turns.running = own;
  }
}
