/** What a trap of a core module becomes, for the loader and for generated JavaScript. */
import { ItlTrapError } from '../values/errors.ts';
import { trappingFunction } from './trapping-function.ts';

/**
 * Says which export trapped, and in which function where the engine's stack names it.
 *
 * @param explain - what to say besides, given that function's name
 */
export function trapError(
  cause: unknown,
  who: string,
  explain: (name: string | undefined) => string = () => '',
): unknown {
  // Linked components may call each other: the innermost one has said it.
  if (!isTrap(cause) || cause instanceof ItlTrapError) return cause;
  const name = trappingFunction(cause);
  // What JavaScriptCore adds is about the JavaScript code.
  const message = cause.message.replace(/ \(evaluating .*/s, '');
  const hint = /signature/.test(message)
    ? '; a wrong function pointer, or has the core module changed since itlc read it?'
    : explain(name);
  return new ItlTrapError(`${who}: ${message}${name ? ` in '${name}'` : ''}${hint}`, { cause });
}

/** The hint for a command that may have run before. */
export const runsOnce = (name = '_start'): string =>
  name === '_start' ? '; a command runs once in an instance: instantiate it again for another run' : '';

/** A Proxy that was revoked throws at the question. */
export function isTrap(error: unknown): error is Error {
  try {
    return error instanceof WebAssembly.RuntimeError;
  } catch {
    return false;
  }
}

/** Out of a core module that has called `exit(0)`: its work is done. */
export const isNormalEnd = (error: unknown): boolean => isTrap(error) && (error as ItlTrapError).exitCode === 0;
