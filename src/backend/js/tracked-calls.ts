/**
 * The calls of which is known, while they run, which instances they have. None of these may be given away by another call, so
 * that matters for calls that give instances away, and for those that have some while JavaScript may run. Others cost nothing.
 */
import { functionsGivingAway, functionsWithInstances, hasInstance } from '../../ir/instance-uses.ts';
import type { Component, Expression, FunctionBody, Local } from '../../ir/ir.ts';
import { mentionsResource } from '../../ir/mentions-resource.ts';
import { type Caller, withCallers } from '../../ir/unwinds.ts';
import { contains } from '../../ir/visit.ts';
import { type Callers, calledIn } from './core-callers.ts';
import { isHandleParameter, isLowered } from './lowered-instances.ts';
import type { QuietCode } from './quiet.ts';

export class TrackedCalls {
  readonly #giving: ReadonlySet<Caller>;
  readonly #having: ReadonlySet<Caller>;
  readonly #quiet: QuietCode;

  constructor(component: Component, callers: Callers, quiet: QuietCode) {
    this.#giving = withCallers(functionsGivingAway(component), callers);
    this.#having = this.#giving.size === 0 ? new Set() : withCallers(functionsWithInstances(component), callers);
    this.#quiet = quiet;
  }

  /** Whether any is: instances are given away. */
  get areThere(): boolean {
    return this.#giving.size > 0;
  }

  has(body: FunctionBody): boolean {
    if (!this.areThere) return false;
    const { function: callee } = body;
    const given = callee.params.filter(({ type }) => mentionsResource(type));
    if (given.length === 0 && !this.#having.has(callee)) return false;
    return this.#giving.has(callee) || this.#quiet.isLoud(callee) || !this.#hasHandlesAlone(given, body);
  }

  /** Whether all that it has are instances among its arguments, which are looked up as they come and never again. */
  #hasHandlesAlone(given: readonly Local[], body: FunctionBody): boolean {
    const hasOther = (inner: Expression): boolean =>
      calledIn(inner).some((callee) => this.#having.has(callee)) ||
      (hasInstance(inner) && !given.some((param) => isLowered(inner, param)));
    return given.every((param) => isHandleParameter(param, body, this.#quiet)) && !contains(body.body, hasOther);
  }
}
