/** Runs the `defer`s that a failed call left pending. */
import type { Callable } from '../functions.ts';

/** Puts a guard around a function; the error passes through as it is. */
export type Guard = (raw: Callable) => Callable;

/** `undefined` for an adapter without `defer`s. */
export function createGuard(adapter: WebAssembly.Exports): Guard | undefined {
  if (!('_it_unwind' in adapter)) return undefined;
  const unwind = adapter._it_unwind as (mark: number) => void;
  const defers = adapter._it_defers as WebAssembly.Global<'i32'>;
  const outermost = defers.value;
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
