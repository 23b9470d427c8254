/**
 * Variables of the instance that core modules may ask for before they have their values: while these are linked, when their start
 * functions call what the component adapts for them, or where a variable's first value comes from a core module.
 */
import { variableIn } from './captures.ts';
import { callersWithin } from './core-calls.ts';
import { calledEarly } from './early-import.ts';
import { calleeOf, effectsOf, hasEffect, moduleOf } from './effects.ts';
import type { AdapterFunction, Callee, Component, Expression, FunctionBody, InstanceVariable } from './ir.ts';
import { reachedCode } from './reached-code.ts';
import type { Caller } from './unwinds.ts';

export interface EarlyVariables {
  /** What needs nothing of core modules: these get their values before core modules are there. In source order. */
  readonly early: ReadonlySet<InstanceVariable>;
  /** Those that cannot: to read or change one too early is an error. */
  readonly checked: ReadonlySet<InstanceVariable>;
  /** Those whose first value may be a trap or something that is thrown. */
  readonly failing: ReadonlySet<InstanceVariable>;
}

type Bodies = ReadonlyMap<Callee, FunctionBody>;

export function earlyVariables(component: Component): EarlyVariables {
  const bodies: Bodies = new Map(component.functions.map((body) => [body.function, body]));
  const used = askedForEarly(component, bodies);
  const pure = new Set<InstanceVariable>();
  for (const variable of component.variables) if (isPure(variable, pure, bodies)) pure.add(variable);
  const needed = withSources(
    [...used].filter((variable) => pure.has(variable)),
    bodies,
  );
  return {
    early: new Set(component.variables.filter((variable) => needed.has(variable))),
    checked: new Set([...used].filter((variable) => !pure.has(variable))),
    failing: new Set(component.variables.filter(({ initial }) => codeOf([initial], bodies).some(mayThrow))),
  };
}

/** Those that may be asked for before they have a value. */
function askedForEarly(component: Component, bodies: Bodies): ReadonlySet<InstanceVariable> {
  const { modules, variables } = component;
  if (variables.length === 0) return new Set();
  const callees = calleesWithin(component);
  const adapted = new Set<Caller>(modules.flatMap((module) => module.imports));
  const askedFor = (starts: readonly Caller[]): ReadonlySet<InstanceVariable> => {
    const reached = new Set(starts);
    // A set's iteration goes on to what is added meanwhile.
    for (const caller of reached) for (const callee of callees.get(caller) ?? []) reached.add(callee);
    const served = [...reached].filter(
      (each): each is AdapterFunction => typeof each !== 'string' && adapted.has(each),
    );
    return served.length === 0 ? new Set() : variablesIn(served, bodies);
  };
  const found = new Set(
    askedFor(modules.flatMap((module) => calledEarly(module, modules, 'any').map(({ callee }) => callee))),
  );
  for (const [index, { initial }] of variables.entries()) {
    if (!codeOf([initial], bodies).some((inner) => moduleOf(inner) !== undefined)) continue;
    const asked = askedFor([initial]);
    for (const later of variables.slice(index)) if (asked.has(later)) found.add(later);
  }
  return found;
}

/** What each function, and each core module, may call. */
function calleesWithin(component: Component): ReadonlyMap<Caller, readonly Caller[]> {
  const callees = new Map<Caller, Caller[]>();
  for (const [callee, callers] of callersWithin(component)) {
    for (const caller of callers) {
      const known = callees.get(caller);
      if (known) known.push(callee);
      else callees.set(caller, [callee]);
    }
  }
  return callees;
}

/** What runs when some functions are called, or may run later. */
const codeOf = (functions: readonly AdapterFunction[], bodies: Bodies): readonly Expression[] =>
  reachedCode(
    functions.flatMap((each) => bodies.get(each)?.body ?? []),
    (callee) => bodies.get(callee),
    calleeOf,
  );

const mayThrow = (expression: Expression): boolean => hasEffect(expression, 'throws');

function variablesIn(functions: readonly AdapterFunction[], bodies: Bodies): ReadonlySet<InstanceVariable> {
  const found = new Set<InstanceVariable>();
  for (const expression of codeOf(functions, bodies)) {
    const variable = variableIn(expression);
    if (variable?.scope === 'instance') found.add(variable);
  }
  return found;
}

/** Whether its first value can be had before everything else, in which case nobody can tell. */
function isPure({ initial }: InstanceVariable, before: ReadonlySet<InstanceVariable>, bodies: Bodies): boolean {
  return codeOf([initial], bodies).every((expression) => {
    const variable = variableIn(expression);
    if (variable) return variable.scope === 'function' || before.has(variable);
    return moduleOf(expression) === undefined && effectsOf(expression).every((effect) => harmless.has(effect));
  });
}

const harmless: ReadonlySet<string> = new Set(['makes', 'throws', 'leaves']);

/** What they are made from, too. */
function withSources(variables: readonly InstanceVariable[], bodies: Bodies): ReadonlySet<InstanceVariable> {
  const all = new Set(variables);
  for (const { initial } of all) for (const source of variablesIn([initial], bodies)) all.add(source);
  return all;
}
