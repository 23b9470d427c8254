import type { AdapterFunction, Component, CoreFunction } from '../../ir/ir.ts';
import { type Caller, waitingFunctions, withCallers } from '../../ir/unwinds.ts';
import { type Callers, nodeOf } from './core-callers.ts';

/** The functions that may wait for a promise, those of core modules too, as far as their code is known. */
export class Suspensions {
  readonly #found: ReadonlySet<Caller>;

  constructor(component: Component, callers: Callers) {
    this.#found = withCallers(waitingFunctions(component), callers);
  }

  has(callee: AdapterFunction | CoreFunction): boolean {
    return this.#found.has(nodeOf(callee));
  }
}
