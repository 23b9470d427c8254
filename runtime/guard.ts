/** Runs the `defer`s that a failed call left pending. */
import type { Callable } from './functions.ts';

/** Puts a guard around a function; the error passes through as it is. */
export type Guard = (raw: Callable) => Callable;

/** `undefined` for an adapter without `defer`s. */
export function createGuard({ _it_defers: defers, _it_unwind: unwind }: WebAssembly.Exports): Guard | undefined {
  if (!(defers instanceof WebAssembly.Global) || typeof unwind !== 'function') return undefined;
  const outermost: number = defers.value;
  let depth = 0;

  function unwindTo(mark: number): void {
    for (let top: unknown; top !== defers.value; ) {
      top = defers.value;
      try {
        unwind(mark);
        return;
      } catch {
        // What made the call fail matters more. While defers are taken off, the rest of them get their turn.
      }
    }
    defers.value = mark;
  }

  return (raw) =>
    (...args) => {
      // Reading a global costs more than a call: only a call inside a call has to.
      const mark = depth++ === 0 ? outermost : defers.value;
      try {
        return raw(...args);
      } catch (error) {
        unwindTo(mark);
        throw error;
      } finally {
        depth--;
      }
    };
}
