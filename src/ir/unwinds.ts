import { calleeOf, hasEffect, moduleOf } from './effects.ts';
import type { AdapterFunction, BindExpression, Component, CoreModule, Expression, FunctionBody } from './ir.ts';
import { enteredByLinks } from './linked-modules.ts';
import { contains, walk } from './visit.ts';

/** A function, or a core module by its name: a core function may call every import of its module. */
export type Caller = AdapterFunction | string;

/** Functions that call an async import themselves. */
export const waitingFunctions = ({ functions }: Component): readonly AdapterFunction[] =>
  functions.filter(({ body }) => contains(body, isAsyncCall)).map((body) => body.function);

const isAsyncCall = (expression: Expression): boolean =>
  expression.kind === 'call' && expression.callee.kind === 'import' && expression.callee.isAsync;

/** What is reached backwards from some functions or modules, these included. */
export function withCallers(
  seeds: readonly Caller[],
  callers: ReadonlyMap<Caller, ReadonlySet<Caller>>,
): ReadonlySet<Caller> {
  const found = new Set<Caller>(seeds);
  // A set's iteration goes on to what is added meanwhile.
  for (const callee of found) for (const caller of callers.get(callee) ?? []) found.add(caller);
  return found;
}

export const hasDefer = ({ body }: FunctionBody): boolean => contains(body, ({ kind }) => kind === 'defer');

/**
 * Who calls what of the component, directly.
 * @param calledBy - what an expression by itself calls, or hands on: what is bound is called by whoever has it
 */
export function callersOf(
  component: Component,
  calledBy: (expression: Expression) => readonly Caller[] = nodesCalledBy,
): Map<Caller, Set<Caller>> {
  const callers = new Map<Caller, Set<Caller>>();
  for (const module of component.modules)
    for (const adapted of module.imports) addCaller(callers, adapted, module.name);
  for (const { callee, caller } of enteredByLinks(component.modules)) addCaller(callers, callee, caller);
  for (const { function: caller, body } of component.functions) {
    walk(body, (expression) => {
      const by = expression.kind === 'bind' ? modulesThatCall(expression, component) : [caller];
      for (const called of calledBy(expression)) for (const each of by) addCaller(callers, called, each);
    });
  }
  return callers;
}

export function addCaller(callers: Map<Caller, Set<Caller>>, callee: Caller, caller: Caller): void {
  const known = callers.get(callee);
  if (known) known.add(caller);
  else callers.set(callee, new Set([caller]));
}

/** What the component imports is outside: it cleans up after itself. */
function nodesCalledBy(expression: Expression): readonly Caller[] {
  const module = hasEffect(expression, 'calls core') ? moduleOf(expression) : undefined;
  const callee = calleeOf(expression);
  const called = callee?.kind === 'core' ? callee.module : callee?.kind === 'adapter' ? callee : undefined;
  return [module, called].filter((node) => node !== undefined);
}

/** JavaScript, the caller of a function made by `lift-func`, is outside. */
function modulesThatCall({ target }: BindExpression, { modules }: Component): readonly string[] {
  if (target.kind === 'pointer') return [target.module];
  if (target.kind === 'function') return [];
  const has = ({ relays }: CoreModule) => relays.some(({ signature }) => signature.text === target.signature.text);
  return modules.filter(has).map((module) => module.name);
}
