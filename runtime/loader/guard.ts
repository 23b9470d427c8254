/**
 * What JavaScript's calls into an adapter need around them: the `defer`s that a failed call left pending are run, and
 * calls that wait for promises take turns.
 *
 * An async import suspends the WebAssembly code that called it (JavaScript Promise Integration). A core module has one
 * stack in its memory, and a component one of pending defers, so a call that began later has to end before one that
 * began earlier goes on: a result that comes in too early waits.
 */

import type { Callable } from '../values/callable.ts';
import { ItlLinkError, ItlTypeError } from '../values/errors.ts';
import type { State } from './instance.ts';

export interface Guards {
  /** Once the adapter is there. */
  readonly begin: () => void;
  /** Puts a guard around a function; the error passes through as it is. */
  readonly guard: (raw: Callable) => Callable;
  /** Whether every function needs a guard, since C's stack has to be put back. */
  readonly hasStacks: () => boolean;
  /** Around an async export: gives a promise. */
  readonly promising: (raw: Callable) => Callable;
  /**
   * What serves an async import.
   *
   * @throws ItlTypeError where an export called it that is not async
   */
  readonly suspending: (who: string, func: (...args: unknown[]) => Promise<unknown>) => object;
}

/** Not in TypeScript's library yet. */
interface Integration {
  readonly Suspending?: new (func: Callable) => object;
  readonly promising?: (raw: Callable) => (...args: unknown[]) => Promise<unknown>;
}

const { Suspending, promising: promise } = WebAssembly as Integration;

const missing = (who: string): never => {
  throw new ItlLinkError(`${who} is async: this engine lacks JavaScript Promise Integration`);
};

/** Some engines say so themselves, before the import is called. */
const notAsync = (cause?: unknown): Error =>
  new ItlTypeError('an async import is called, so the export has to be declared async', { cause });

const explained = (error: unknown): unknown =>
  (error as Error | undefined)?.name === 'SuspendError' ? notAsync(error) : error;

type StackPointer = WebAssembly.Global<'i32'>;

/** Where C's stacks in memory stand, one a module that says so. */
type Stacks = readonly number[] | undefined;

/** The stack pointers of the core modules that export them. C's code does not see what is thrown through it. */
const stackPointers = ({ modules }: State): readonly StackPointer[] =>
  modules.flatMap(({ exports }) => {
    const pointer = exports.__stack_pointer as StackPointer | undefined;
    if (!pointer) return [];
    try {
      // biome-ignore lint/correctness/noSelfAssign: whether that can be done is the question
      pointer.value = pointer.value;
      return pointer;
    } catch {
      return [];
    }
  });

export function createGuards(instance: State): Guards {
  let outermost = 0;
  let pointers: readonly StackPointer[] = [];
  /** Where they stand while nothing is called. */
  let resting: Stacks;
  /** Calls that are under way, whatever they wait for. */
  let depth = 0;
  /** Async calls, first things first: each a promise of its end. */
  const calls: Promise<void>[] = [];
  /** The one that runs, or is about to go on; always the last of them. */
  let running: Promise<void> | undefined;

  const defers = (): WebAssembly.Global<'i32'> => instance.adapter._it_defers as WebAssembly.Global<'i32'>;

  /** Reading a global costs more than a call: only for a call inside a call the defers may stand anywhere. */
  const enter = (): number => (depth++ === 0 ? outermost : (defers()?.value ?? 0));

  const readStacks = (): Stacks => pointers[0] && pointers.map(({ value }) => value);

  /** To be asked inside of the call. */
  const stacksNow = (): Stacks => (depth === 1 ? resting : readStacks());

  function unwindTo(mark: number, stacks: Stacks): void {
    stacks?.forEach((value, index) => {
      (pointers[index] as StackPointer).value = value;
    });
    const unwind = instance.adapter._it_unwind as ((mark: number) => void) | undefined;
    if (unwind === undefined) return;
    const top = defers();
    for (let before: unknown; before !== top.value; ) {
      before = top.value;
      try {
        unwind(mark);
        return;
      } catch {
        // What made the call fail matters more. While defers are taken off, the rest of them get their turn.
      }
    }
    top.value = mark;
  }

  return {
    begin() {
      pointers = stackPointers(instance);
      resting = readStacks();
      if ('_it_unwind' in instance.adapter) outermost = defers().value;
    },

    hasStacks: () => pointers.length > 0,

    guard:
      (raw) =>
      (...args) => {
        if (depth === 0 && running === undefined) {
          // What most calls come by; a mark needs not be read.
          depth++;
          try {
            return raw(...args);
          } catch (error) {
            unwindTo(outermost, resting);
            throw explained(error);
          } finally {
            depth--;
            running = undefined;
          }
        }
        const mark = enter();
        const stacks = stacksNow();
        const outer = running;
        running = undefined;
        try {
          return raw(...args);
        } catch (error) {
          unwindTo(mark, stacks);
          throw explained(error);
        } finally {
          depth--;
          running = outer;
        }
      },

    promising(raw) {
      const start = promise?.(raw) ?? missing('an export');
      return async (...args) => {
        while (running) await undefined;
        const mark = enter();
        const stacks = stacksNow();
        let end = (): void => {};
        running = new Promise((resolve) => {
          end = resolve;
        });
        calls.push(running);
        try {
          return await start(...args);
        } catch (error) {
          unwindTo(mark, stacks);
          throw error;
        } finally {
          depth--;
          running = undefined;
          calls.pop();
          end();
        }
      };
    },

    suspending(who, func) {
      if (!Suspending) return missing(who);
      return new Suspending((...args) => {
        const own = running;
        if (!own) throw notAsync();
        running = undefined;
        return func(...args).finally(async () => {
          while (calls.includes(own) && (running || calls.at(-1) !== own)) await (running ? undefined : calls.at(-1));
          running = own;
        });
      });
    },
  };
}
