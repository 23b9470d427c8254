import type { Component } from '../../ir/ir.ts';
import { type Caller, callersOf, waitingFunctions, withCallers } from '../../ir/unwinds.ts';

/** The functions that may wait for a promise, and the core modules whose functions may: by what they import. */
export class Suspensions {
  readonly #found: ReadonlySet<Caller>;

  constructor(component: Component) {
    const waiting = waitingFunctions(component);
    this.#found = waiting.length === 0 ? new Set() : withCallers(waiting, callersOf(component));
  }

  has(caller: Caller): boolean {
    return this.#found.has(caller);
  }
}
