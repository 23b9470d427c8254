import type { Callable } from '../values/callable.ts';

/**
 * Calls a function, and does what there is to do once the call is over, however it ended.
 *
 * @param waits - whether it gives a promise, with which the call is over
 */
export function withEnd(func: Callable, args: unknown[], end: () => void, waits: boolean): unknown {
  let result: unknown;
  try {
    result = func(...args);
  } catch (error) {
    end();
    throw error;
  }
  if (waits) return (result as Promise<unknown>).finally(end);
  end();
  return result;
}
