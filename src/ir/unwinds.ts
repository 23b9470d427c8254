import type { AdapterFunction, Callee, Component, FunctionBody } from './ir.ts';
import { walk } from './visit.ts';

/** A function, or a core module by its name: a core function may call every import of its module. */
type Caller = AdapterFunction | string;

/**
 * The functions that may leave a `defer` pending when they are left by an exception or a trap: those that have one, and
 * those that call one, directly or through a core module whose imports the component adapts.
 */
export function unwindingFunctions(component: Component): ReadonlySet<Caller> {
  const callers = callersOf(component);
  const found = new Set<Caller>(component.functions.filter(hasDefer).map((body) => body.function));
  const queue = [...found];
  for (let next = queue.pop(); next; next = queue.pop()) {
    for (const caller of callers.get(next) ?? []) {
      if (found.has(caller)) continue;
      found.add(caller);
      queue.push(caller);
    }
  }
  return found;
}

function hasDefer({ body }: FunctionBody): boolean {
  let has = false;
  walk(body, (expression) => {
    has ||= expression.kind === 'defer';
  });
  return has;
}

function callersOf(component: Component): ReadonlyMap<Caller, ReadonlySet<Caller>> {
  const callers = new Map<Caller, Set<Caller>>();
  const add = (callee: Caller, caller: Caller): void => {
    const known = callers.get(callee);
    if (known) known.add(caller);
    else callers.set(callee, new Set([caller]));
  };
  for (const module of component.modules) for (const adapted of module.imports) add(adapted, module.name);
  for (const { function: caller, body } of component.functions) {
    walk(body, (expression) => {
      const callee = expression.kind === 'call' ? calledNode(expression.callee) : undefined;
      if (callee !== undefined) add(callee, caller);
    });
  }
  return callers;
}

/** What the component imports is outside: it cleans up after itself. */
function calledNode(callee: Callee): Caller | undefined {
  if (callee.kind === 'import') return undefined;
  return callee.kind === 'core' ? callee.module : callee;
}
