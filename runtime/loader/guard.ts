/**
 * What JavaScript's calls into an adapter need around them: C's stacks are put back and the `defer`s that a failed call left
 * pending are run, and calls that wait for promises take turns: a component has one stack of pending `defer`s.
 */
import { enterStacks, leaveStacks, openStacks, restoreStacks, type Stacks } from '../cores/stacks.ts';
import {
  createTurns,
  explainSuspension,
  openTurns,
  promising,
  suspending,
  type Turns,
  takeTurn,
  waitFor,
} from '../cores/turns.ts';
import type { Callable } from '../values/callable.ts';
import type { State } from './instance.ts';
import { takingDefers } from './pending-defers.ts';

export interface Guards {
  /** Once the adapter is there. */
  readonly begin: () => void;
  /** Puts a guard around a function; the error passes through as it is. */
  readonly guard: (raw: Callable) => Callable;
  /** Whether every function needs a guard, since C's stack has to be put back. */
  readonly hasStacks: () => boolean;
  /** Around an async export: gives a promise. */
  readonly promising: (raw: Callable, who: string) => Callable;
  /**
   * What serves an async import.
   *
   * @throws ItlTypeError where an export called it that is not async
   */
  readonly suspending: (who: string, func: (...args: unknown[]) => Promise<unknown>) => object;
}

export function createGuards(instance: State): Guards {
  let stacks: Stacks = openStacks([]);
  let outermost = 0;
  let turns: Turns | undefined;

  const defers = (): WebAssembly.Global<'i32'> => instance.adapter._it_defers as WebAssembly.Global<'i32'>;

  /** Reading a global costs more than a call: only for a call inside a call the defers may stand anywhere. */
  const markDefers = (): number => (stacks.depth === 0 ? outermost : (defers()?.value ?? 0));

  const unwinding = () => instance.adapter._it_unwind as ((mark: number) => void) | undefined;

  /** Done when it returns, unless what unwinds gives a promise: what is deferred may wait, too. */
  async function recover(
    mark: number,
    stood: readonly number[],
    unwind: ((mark: number) => unknown) | undefined,
  ): Promise<void> {
    restoreStacks(stacks, stood);
    if (unwind === undefined) return;
    const top = defers();
    for (let before: unknown; before !== top.value; ) {
      before = top.value;
      try {
        const waiting = unwind(mark);
        if (waiting) await waiting;
        return;
      } catch {
        // What made the call fail matters more. While defers are taken off, the rest of them get their turn.
      }
    }
    top.value = mark;
  }

  const cores = () => instance.modules.map(({ exports }) => exports);

  function beginTurns(): void {
    const { adapter } = instance;
    // Adapters that were built before have no place for the defers of calls that wait.
    const isOld = '_it_unwind' in adapter && !('_it_defer_base' in adapter);
    if (turns) openTurns(turns, isOld ? [] : cores(), stacks, takingDefers(adapter, outermost));
  }

  return {
    begin() {
      stacks = openStacks(cores());
      if ('_it_unwind' in instance.adapter) outermost = defers().value;
      beginTurns();
    },

    hasStacks: () => stacks.pointers.length > 0,

    guard:
      (raw) =>
      (...args) => {
        const mark = markDefers();
        const stood = enterStacks(stacks);
        const running = turns?.running;
        if (turns) turns.running = undefined;
        try {
          return raw(...args);
        } catch (error) {
          recover(mark, stood, unwinding());
          throw explainSuspension(error);
        } finally {
          leaveStacks(stacks, stood);
          if (turns) turns.running = running;
        }
      },

    promising(raw, who) {
      if (!turns) {
        turns = createTurns('an export', instance);
        beginTurns();
      }
      const start = promising(turns, raw);
      return (...args) =>
        takeTurn(turns as Turns, who, async () => {
          const mark = markDefers();
          const stood = enterStacks(stacks);
          try {
            return await start(...args);
          } catch (error) {
            const unwind = unwinding();
            await recover(mark, stood, unwind && promising(turns as Turns, unwind));
            throw error;
          } finally {
            leaveStacks(stacks, stood);
          }
        });
    },

    suspending(who, func) {
      turns ??= createTurns(who, instance);
      const own = turns;
      return suspending(own, (...args) => waitFor(own, () => func(...args)));
    },
  };
}
