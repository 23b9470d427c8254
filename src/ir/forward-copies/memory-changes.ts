/** What code may change a core module's memory. */
import { variableIn } from '../captures.ts';
import { calledBy, nodeOf } from '../core-calls.ts';
import { hasEffect, moduleOf } from '../effects.ts';
import type { AdapterFunction, Component, Expression, Variable } from '../ir.ts';
import { sharingMemory } from '../linked-modules.ts';
import { type Caller, withCallers } from '../unwinds.ts';
import { contains, walk } from '../visit.ts';

/**
 * Whether an expression by itself, not those inside it, may change the memories of a core module: by a store, by a call
 * that leads to one, or since it calls JavaScript, which may do anything.
 */
export type Changes = (expression: Expression, module: string) => boolean;

/** Who calls whom, core functions by themselves. */
type Callers = ReadonlyMap<Caller, ReadonlySet<Caller>>;

/** The function of the component that another one is a copy of, or itself. */
type OriginOf = (callee: AdapterFunction) => AdapterFunction;

export function changesIn(component: Component, callers: Callers, originOf: OriginOf): Changes {
  const known = new Map<string, ReadonlySet<Caller>>();
  const shared = new Map(component.modules.map(({ name }) => [name, sharingMemory(component.modules, name)] as const));
  const sharing = (module: string): ReadonlySet<string> => shared.get(module) ?? new Set([module]);
  // Those call JavaScript themselves.
  const open = component.modules.filter(({ passed }) => passed.length > 0).map(({ name }) => name);
  const changing = (module: string): ReadonlySet<Caller> => {
    const found =
      known.get(module) ??
      withCallers([...writersOf(sharing(module), component), ...open, ...changingFunctions(module)], callers);
    known.set(module, found);
    return found;
  };
  /** Functions that change the module's memory themselves, or call JavaScript. */
  const changingFunctions = (module: string): readonly AdapterFunction[] =>
    component.functions
      .filter(({ body }) => contains(body, (expression) => changesItself(expression, sharing(module))))
      .map((body) => body.function);
  return (expression, module) => {
    if (changesItself(expression, sharing(module))) return true;
    return calledBy(expression, originOf).some((called) => changing(module).has(called));
  };
}

/** Which of the component's variables code has to do with, there and in what it calls. */
export function variablesIn(
  component: Component,
  callers: Callers,
  originOf: OriginOf,
): (code: readonly Expression[]) => ReadonlySet<Variable> {
  const own = new Map<Variable, AdapterFunction[]>(component.variables.map((variable) => [variable, []]));
  for (const { function: user, body } of component.functions) {
    walk(body, (inner) => {
      const variable = variableIn(inner);
      if (variable) own.get(variable)?.push(user);
    });
  }
  const users = [...own].map(([variable, using]) => [variable, withCallers(using, callers)] as const);
  const uses = (expression: Expression, variable: Variable, using: ReadonlySet<Caller>): boolean =>
    variableIn(expression) === variable || calledBy(expression, originOf).some((called) => using.has(called));
  return (code) =>
    new Set(users.flatMap(([variable, using]) => (code.some((each) => uses(each, variable, using)) ? [variable] : [])));
}

/** Core modules, and each of their functions: any may write to the memories of its own. */
const writersOf = (modules: ReadonlySet<string>, component: Component): readonly Caller[] => [
  ...modules,
  ...component.modules.filter(({ name }) => modules.has(name)).flatMap(({ functions }) => functions.map(nodeOf)),
];

const changesItself = (expression: Expression, modules: ReadonlySet<string>): boolean =>
  hasEffect(expression, 'calls JavaScript') ||
  (hasEffect(expression, 'writes memory') && modules.has(moduleOf(expression) ?? ''));
