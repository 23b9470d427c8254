/** What calls may leave behind that whoever made them has to look after, as far as the code of core modules is known. */
import { bindingsOf } from './bindings.ts';
import { callersWithin } from './core-calls.ts';
import type { Component } from './ir.ts';
import { type Caller, hasDefer, waitingFunctions, withCallers } from './unwinds.ts';

/** Which functions may leave a `defer` pending. */
export interface Unwinding {
  /**
   * When an exception or a trap ends the call: functions that have one, and those that call
   * one, directly or through a core module whose imports the component adapts.
   */
  readonly onThrow: ReadonlySet<Caller>;
  /** Even when the call returns: a core module can catch what one of its adapted imports throws. */
  readonly onReturn: ReadonlySet<Caller>;
}

export function unwindingFunctions(component: Component): Unwinding {
  const callers = callersWithin(component);
  const onThrow = withCallers(
    component.functions.filter(hasDefer).map((body) => body.function),
    callers,
  );
  const core = [...onThrow].filter((each) => typeof each === 'string');
  return { onThrow, onReturn: withCallers(core, callers) };
}

/**
 * What callbacks may throw through or promises suspend, so that the loader has to look after the stacks: core modules that
 * call callbacks or the user's functions, functions that call an async import, and what calls either, directly or through a core module.
 */
export function interruptibleFunctions(component: Component): ReadonlySet<Caller> {
  const { binds } = bindingsOf(component);
  const calling = component.modules.filter(
    ({ name, relays: own, passed }) =>
      own.length > 0 ||
      passed.length > 0 ||
      binds.some(({ target }) => target.kind === 'pointer' && target.module === name),
  );
  return withCallers([...waitingFunctions(component), ...calling.map(({ name }) => name)], callersWithin(component));
}
