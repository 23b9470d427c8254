/**
 * Leaves out what no core module asks for. The ITL of a C++ module adapts all that its headers may import; the linker
 * keeps only what the program uses.
 */

import { calleeOf } from './effects.ts';
import type { AdapterFunction, Callee, Component } from './ir.ts';
import { walk } from './visit.ts';

/**
 * @param isNeeded - asked for each function that serves an import of a core module
 * @returns the component without those that are not, and without what only they call
 */
export function withoutUnneeded(component: Component, isNeeded: (adapted: AdapterFunction) => boolean): Component {
  const dropped = new Set<Callee>(
    component.modules.flatMap(({ imports }) => imports.filter((each) => !isNeeded(each))),
  );
  if (dropped.size === 0) return component;
  const kept = calledIn(component, dropped);
  return {
    ...component,
    modules: component.modules.map((module) => ({
      ...module,
      imports: module.imports.filter((adapted) => !dropped.has(adapted)),
    })),
    functions: component.functions.filter((body) => kept.has(body.function)),
  };
}

/**
 * What may be called, by what is called from outside.
 * @param dropped - what is not any more
 * @param idle - what counts as called, though nothing calls it
 */
export function calledIn(
  { functions, drops, variables }: Component,
  dropped: ReadonlySet<Callee> = new Set(),
  idle: readonly Callee[] = [],
): ReadonlySet<Callee> {
  const bodies = new Map<Callee, (typeof functions)[number]['body']>(
    functions.map((body) => [body.function, body.body]),
  );
  const called = functions.map((body) => body.function).filter(({ role }) => role.kind !== 'helper');
  const open: Callee[] = [
    ...called.filter((callee) => !dropped.has(callee)),
    ...drops.values(),
    ...variables.map(({ initial }) => initial),
    ...idle,
  ];
  const kept = new Set<Callee>();
  for (let callee = open.pop(); callee !== undefined; callee = open.pop()) {
    if (kept.has(callee)) continue;
    kept.add(callee);
    const body = bodies.get(callee);
    if (!body) continue;
    walk(body, (expression) => {
      const next = calleeOf(expression);
      if (next) open.push(next);
    });
  }
  return kept;
}
