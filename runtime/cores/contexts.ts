/**
 * Calls that wait for promises, each with what it has of its own: a stack of C's, memory for what it converts, and pending
 * `defer`s. That is where the core module finds it as long as the call runs, and is put away while it waits; so calls end
 * in any order. It takes a core module that makes such stacks, as async.h of the C++ headers does.
 */
import type { CoreExports } from './modules.ts';
import { markStacks, restoreStacks, type Stacks } from './stacks.ts';

/** What a call has of its own. */
export interface Context {
  /** The call runs. */
  readonly enter: () => void;
  /** It waits, or is over. */
  readonly leave: () => void;
  /** Once it is over. */
  readonly close: () => void;
}

/** Takes all pending `defer`s of an adapter off their stack. Gives what puts them back, where there were some. */
export type TakeDefers = () => (() => void) | undefined;

/**
 * What makes a context; that throws what the core module does where there is no room for one more. Undefined where the core
 * modules cannot do it: calls have to end in turn.
 */
export function openContexts(
  cores: readonly CoreExports[],
  stacks: Stacks,
  takeDefers: TakeDefers,
): (() => Context) | undefined {
  const functions = (cores[0] ?? {}) as Readonly<Record<string, CoreFunction>>;
  const { _it_open_call: open, _it_swap_call: swap, _it_close_call: close } = functions;
  if (cores.length > 1 || stacks.pointers.length !== 1 || !open || !swap || !close) return undefined;
  return () => newContext(stacks, takeDefers, open, swap, close);
}

type CoreFunction = (context?: number) => number;

/** @param open - gives where the stack begins, by which the others know it */
function newContext(
  stacks: Stacks,
  takeDefers: TakeDefers,
  open: CoreFunction,
  swap: CoreFunction,
  close: CoreFunction,
): Context {
  const address = open();
  // What is called first is inside of a call: its stack does not begin where all others rest.
  let stood: readonly number[] = [address, 1];
  let putBack: ReturnType<TakeDefers>;
  const exchange = (mark: readonly number[]): void => {
    swap(address);
    restoreStacks(stacks, mark);
  };
  return {
    enter() {
      exchange(stood);
      putBack?.();
    },
    leave() {
      stood = markStacks(stacks);
      putBack = takeDefers();
      exchange(stacks.resting);
    },
    close: () => close(address),
  };
}
