/** Traps, and what becomes of an instance in which there was one: what it was in the middle of, nobody finishes. */
import { ItlTrapError } from '../values/errors.ts';
import type { Life } from '../values/life.ts';
import { trapError } from './trap-error.ts';

/** `(unreachable)` */
export function trap(): never {
  throw new WebAssembly.RuntimeError('unreachable');
}

/** The error that a call ends with: see `trapError`. */
export function callError(
  life: Life,
  cause: unknown,
  who: string,
  explain?: (name: string | undefined) => string,
): unknown {
  const error = trapError(cause, who, explain);
  return error === cause ? cause : endedBy(life, error as Error);
}

/** No call is let in any more, unless the user wants that. */
export function endedBy(life: Life, cause: Error): Error {
  if (life.options?.afterTrap === 'continue') return cause;
  life.isLive = false;
  life.trapped ??= (who) =>
    new ItlTrapError(`${who}: the instance has trapped and takes no more calls: make a new one (${cause.message})`, {
      cause,
    });
  return cause;
}
