/** What code may change a core module's memory. */
import { calleeOf, hasEffect, moduleOf } from '../effects.ts';
import type { AdapterFunction, Component, Expression } from '../ir.ts';
import { sharingMemory } from '../linked-modules.ts';
import { type Caller, callersOf, withCallers } from '../unwinds.ts';
import { contains } from '../visit.ts';

/**
 * Whether an expression by itself, not those inside it, may change the memories of a core module: by a store, by a call
 * that leads to one, or since it calls JavaScript, which may do anything.
 */
export type Changes = (expression: Expression, module: string) => boolean;

/** @param originOf - the function of the component that another one is a copy of, or itself */
export function changesIn(component: Component, originOf: (callee: AdapterFunction) => AdapterFunction): Changes {
  const known = new Map<string, ReadonlySet<Caller>>();
  const callers = callersOf(component);
  const shared = new Map(component.modules.map(({ name }) => [name, sharingMemory(component.modules, name)] as const));
  const sharing = (module: string): ReadonlySet<string> => shared.get(module) ?? new Set([module]);
  // Those call JavaScript themselves.
  const open = component.modules.filter(({ passed }) => passed.length > 0).map(({ name }) => name);
  const changing = (module: string): ReadonlySet<Caller> => {
    const found =
      known.get(module) ?? withCallers([...sharing(module), ...open, ...changingFunctions(module)], callers);
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
    if (hasEffect(expression, 'calls core')) return changing(module).has(moduleOf(expression) ?? module);
    const callee = expression.kind === 'call' ? calleeOf(expression) : undefined;
    return callee?.kind === 'adapter' && changing(module).has(originOf(callee));
  };
}

const changesItself = (expression: Expression, modules: ReadonlySet<string>): boolean =>
  hasEffect(expression, 'calls JavaScript') ||
  (hasEffect(expression, 'writes memory') && modules.has(moduleOf(expression) ?? ''));
