/**
 * Who calls what, by way of core modules too, as far as their code is known. From that: which functions leave something to put
 * back when something is thrown through them, C's stack or what they defer.
 */
import { bindingsOf } from '../../ir/bindings.ts';
import { adaptedFor } from '../../ir/core-calls.ts';
import { hasEffect, moduleOf } from '../../ir/effects.ts';
import type { AdapterFunction, Component, CoreFunction, CoreModule, Expression } from '../../ir/ir.ts';
import { halfwaySeeds } from '../../ir/traps.ts';
import { addCaller, type Caller, callersOf, hasDefer, withCallers } from '../../ir/unwinds.ts';
import { contains } from '../../ir/visit.ts';
import type { CoreFacts } from './glue-options.ts';
import type { RareCalls } from './rare-calls.ts';

/** What stands for a core function; a module's name stands for all that it may do. */
const coreNode = ({ module, field }: CoreFunction): string => JSON.stringify([module, field]);

/** What stands for a function. */
export const nodeOf = (callee: AdapterFunction | CoreFunction): Caller =>
  callee.kind === 'core' ? coreNode(callee) : callee;

/** What stands for the stack of a core module. */
const stackNode = ({ name }: CoreModule): string => JSON.stringify([name]);

/** Who calls what, directly or through what core modules import. */
export type Callers = ReadonlyMap<Caller, ReadonlySet<Caller>>;

/** Functions that move a stack, and those that call them, but for what is rarely called: a call of it looks after the stack. */
export const stackCallers = (
  component: Component,
  facts: CoreFacts,
  callers: Callers,
  rare: RareCalls,
): ReadonlySet<Caller> =>
  withCallers(
    component.modules.filter(({ path }) => facts.hasStack(path)).map(stackNode),
    withoutRare(component, callers, rare),
  );

/** Functions that may trap in the middle of something, and those that call them, but for what is rarely called. */
export const halfwayCallers = (component: Component, callers: Callers, rare: RareCalls): ReadonlySet<Caller> =>
  withCallers(halfwaySeeds(component, coreNode), withoutRare(component, callers, rare));

/** Nobody that calls them has to know. */
export function withoutCallersOf(nodes: Iterable<Caller>, callers: Callers): Callers {
  const kept = new Map(callers);
  for (const node of nodes) kept.delete(node);
  return kept;
}

function withoutRare({ modules }: Component, callers: Callers, rare: RareCalls): Callers {
  const rareNodes = modules.flatMap(({ functions }) => functions.filter((callee) => rare.has(callee)).map(coreNode));
  return withoutCallersOf(rareNodes, callers);
}

/** Functions that defer something, and those that call them. */
export const deferCallers = ({ functions }: Component, callers: Callers, rare: RareCalls): ReadonlySet<Caller> =>
  withCallers(
    functions.filter((body) => hasDefer(body) && !rare.has(body.function)).map((body) => body.function),
    callers,
  );

/** Nobody waits for a function that is bound: these are who may wait for what. See {@link withBound}. */
export function coreCallers(component: Component, facts: CoreFacts): Callers {
  const callers = callersOf(component, calledIn);
  for (const module of component.modules) {
    addCaller(callers, stackNode(module), module.name);
    for (const callee of [...module.functions, ...(module.start && module.start !== 'nothing' ? [module.start] : [])]) {
      for (const called of calledBy(callee, module, facts)) addCaller(callers, called, coreNode(callee));
    }
  }
  return callers;
}

/** The same with what is bound, which is called by whoever has it: that may be code of any module. */
export function withBound(callers: Callers, component: Component): Callers {
  const modules = component.modules.map(({ name }) => name);
  const all = new Map(callers);
  for (const { callee } of bindingsOf(component).binds) {
    if (callee.kind === 'import') continue;
    const node = nodeOf(callee);
    all.set(node, new Set([...(all.get(node) ?? []), ...modules]));
  }
  return all;
}

/** What a core function calls, and its module's stack if it moves that: the whole module where it may do anything in there. */
function calledBy(callee: CoreFunction, module: CoreModule, facts: CoreFacts): readonly Caller[] {
  const { movesStack = true, imports } = facts.reachOf(module.path, callee.field) ?? {};
  if (!imports) return [module.name];
  const called = imports.map((wanted) => adaptedFor(wanted, module) ?? module.name);
  return movesStack ? [stackNode(module), ...called] : called;
}

/** Functions that call JavaScript themselves. */
export const callingJavaScript = ({ functions }: Component): readonly AdapterFunction[] =>
  functions
    .filter(({ body }) => contains(body, (inner) => hasEffect(inner, 'calls JavaScript')))
    .map((body) => body.function);

/** What one expression alone calls. What it binds is not called yet. */
export function calledIn(expression: Expression): readonly Caller[] {
  if (expression.kind === 'call') return expression.callee.kind === 'import' ? [] : [nodeOf(expression.callee)];
  const module = hasEffect(expression, 'calls core') ? moduleOf(expression) : undefined;
  return module === undefined ? [] : [module];
}
