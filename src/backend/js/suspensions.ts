import type { Component, Expression } from '../../ir/ir.ts';
import { type Caller, callersOf, withCallers } from '../../ir/unwinds.ts';
import { walk } from '../../ir/visit.ts';

/** The functions that may wait for a promise, and the core modules whose functions may: by what they import. */
export class Suspensions {
  readonly #found: ReadonlySet<Caller>;

  constructor(component: Component) {
    const waiting = component.functions.filter(({ body }) => callsAsync(body)).map((body) => body.function);
    this.#found = waiting.length === 0 ? new Set() : withCallers(waiting, callersOf(component));
  }

  has(caller: Caller): boolean {
    return this.#found.has(caller);
  }
}

function callsAsync(body: Expression): boolean {
  let found = false;
  walk(body, (inner) => {
    found ||= inner.kind === 'call' && inner.callee.kind === 'import' && inner.callee.isAsync;
  });
  return found;
}
