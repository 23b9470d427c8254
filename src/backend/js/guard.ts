/** What stands around code that JavaScript calls, where something has to be put back when it fails, or looked after. */

import type { Expression as Js } from 'estree';
import { withoutInterface } from '../../../runtime/member-names.ts';
import type { AdapterFunction, Callee, Component } from '../../ir/ir.ts';
import { type Caller, callersOf, withCallers } from '../../ir/unwinds.ts';
import { helpersApart } from './apart.ts';
import { call, id, not, string } from './build/expressions.ts';
import { attempt, constant, type Statement, statement, thrown, variable, when } from './build/statements.ts';
import type { Guard, ModuleContext, Scope } from './context.ts';
import {
  type Callers,
  callingJavaScript,
  deferCallers,
  halfwayCallers,
  nodeOf,
  stackCallers,
  withoutCallersOf,
} from './core-callers.ts';
import type { Around } from './emit-defer.ts';
import type { CoreFacts } from './glue-options.ts';
import { RareCalls } from './rare-calls.ts';

/** What functions of a component need around them. */
export class Guards {
  readonly #stacks: ReadonlySet<Caller>;
  readonly #defers: ReadonlySet<Caller>;
  readonly #halfway: ReadonlySet<Caller>;
  readonly #disposing: ReadonlySet<Caller>;
  readonly #ending: ReadonlySet<Caller>;
  readonly #module: ModuleContext;
  readonly #rare: RareCalls;
  readonly #apart: ReadonlyMap<AdapterFunction, AdapterFunction>;

  constructor(module: ModuleContext, facts: CoreFacts, callers: Callers) {
    const { takesWasi } = facts;
    const { component } = module;
    this.#module = module;
    this.#rare = new RareCalls(component);
    const systems = component.modules.filter(({ path }) => takesWasi(path)).map(({ name }) => name);
    this.#ending = withCallers(systems, callersOf(component));
    // An export that the program may end in says more of that.
    this.#apart = new Map([...helpersApart(component)].filter(([, caller]) => !this.#ending.has(caller)));
    // Those apart look after all that themselves.
    const around = withoutCallersOf(this.#apart.keys(), callers);
    this.#stacks = stackCallers(component, facts, around, this.#rare);
    this.#defers = deferCallers(component, around, this.#rare);
    this.#halfway = halfwayCallers(component, around, this.#rare);
    const hasResources = [...component.types.values()].some(({ kind }) => kind === 'resource');
    const passing = component.modules.filter(({ passed }) => passed.length > 0).map(({ name }) => name);
    this.#disposing = hasResources ? withCallers([...callingJavaScript(component), ...passing], callers) : new Set();
  }

  /** Whether the call itself has to put C's stack back where it fails, since nobody around it does. */
  isAtCall(callee: Callee): boolean {
    return callee.kind === 'core' && this.#rare.has(callee) && this.#stacks.has(nodeOf(callee));
  }

  /** What stands around the code of a helper that looks after it itself, and the name by which messages call the export. */
  apart(callee: AdapterFunction): { readonly guard: Guard; readonly who: string } | undefined {
    const role = this.#apart.get(callee)?.role;
    const stacks = this.#stacks.has(callee);
    const isHalfway = this.#halfway.has(callee);
    if (role?.kind !== 'export' || !(stacks || isHalfway || this.#defers.has(callee))) return undefined;
    return {
      guard: { stacks, isHalfway, calls: false, suspends: false, ends: false },
      who: withoutInterface(role.field),
    };
  }

  of(callee: Callee, isAsync: boolean): Guard | undefined {
    if (callee.kind === 'import') return undefined;
    const caller: Caller = callee.kind === 'core' ? callee.module : callee;
    const node = nodeOf(callee);
    const stacks = this.#stacks.has(node);
    const defers = this.#defers.has(node);
    const isHalfway = this.#halfway.has(node);
    const calls = this.#disposing.has(node);
    const suspends = !isAsync && callee.kind === 'adapter' && this.#module.functions.suspends(callee);
    const ends = this.#ending.has(caller);
    return stacks || defers || isHalfway || calls || suspends || ends
      ? { stacks, isHalfway, calls, suspends, ends }
      : undefined;
  }
}

/** Puts the guard around statements; `result` is the variable that they assign to, if they do. Those of an async function may wait. */
export function guarded(
  guard: Guard,
  who: string,
  body: readonly Statement[],
  result: string | undefined,
  scope: Scope,
): readonly Statement[] {
  const { enter, failing, leave } = standingAround(guard, who, scope);
  const failed = failing(id('error'));
  // What should have a result has none then.
  const isNormal = guard.ends && result === undefined;
  const caught = isNormal ? [when(not(call(scope.module.helper('isNormalEnd'), id('error'))), failed)] : failed;
  return [...(result === undefined ? [] : [variable(result)]), ...enter, attempt(body, 'error', caught), ...leave];
}

/** WASI knows libraries and commands, which begin in `_start`. */
const hasCommand = ({ modules }: Component): boolean =>
  modules.some(({ functions }) => functions.some(({ field }) => field === '_start'));

/** What a guard is made of. */
export function standingAround({ stacks, isHalfway, calls, suspends, ends }: Guard, who: string, scope: Scope): Around {
  const { module } = scope;
  const { isAsync } = scope.function;
  const [enter, leave, endWith] = isAsync
    ? (['enterLater', 'leaveLater', 'endLater'] as const)
    : (['enter', 'leave', 'endWith'] as const);
  const mark = scope.names.free('stack-mark');
  const time = scope.names.free(isAsync ? 'time' : 'depth');
  const hint = ends && hasCommand(module.component) ? scope.names.free('hint') : undefined;
  const ended = (error: Js): Js => {
    const explained = suspends ? call(module.helper('explainSuspension'), error) : error;
    const given = [explained, string(who), ...(hint ? [id(hint)] : [])];
    const named = isHalfway
      ? call(module.helper('callError'), id('state'), ...given)
      : call(module.helper('trapError'), ...given);
    return calls ? call(module.helper(endWith), module.calls, id(time), named) : named;
  };
  return {
    enter: [
      ...(hint ? [constant(hint, call(module.helper('hintOfRun'), module.commands, string(who)))] : []),
      ...(calls ? [constant(time, call(module.helper(enter), module.calls))] : []),
      ...(stacks ? [constant(mark, call(module.helper('enterStacks'), module.stacks))] : []),
    ],
    failing: (error) => [
      ...(stacks ? [statement(call(module.helper('restoreStacks'), module.stacks, id(mark)))] : []),
      thrown(ended(error)),
    ],
    leave: [
      ...(stacks ? [statement(call(module.helper('leaveStacks'), module.stacks, id(mark)))] : []),
      ...(calls ? [statement(call(module.helper(leave), module.calls, id(time)))] : []),
    ],
  };
}
