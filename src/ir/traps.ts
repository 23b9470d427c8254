/** What a trap leaves behind: an instance whose core module was in the middle of something takes no more calls. */
import { callersWithin, nodeOf } from './core-calls.ts';
import type { Callee, Component, CoreFunction, Expression, FunctionBody } from './ir.ts';
import { type Caller, withCallers } from './unwinds.ts';
import { contains } from './visit.ts';

/** Core functions that may have written something when they trap, and modules of which anything may be called. */
export function halfwaySeeds(
  { modules, guardsEntry }: Component,
  nodeOfCore: (callee: CoreFunction) => Caller,
): readonly Caller[] {
  if (guardsEntry) return [];
  return modules.flatMap(({ name, functions, trapsOf }) => [
    name,
    ...functions.filter(({ field }) => (trapsOf(field) ?? 'halfway') === 'halfway').map(nodeOfCore),
  ]);
}

/** Whether a function that traps does so where nothing has been written: then all is as it was before the call. */
export function trappingWhole(component: Component): (callee: Callee) => boolean {
  const callers = callersWithin(component);
  const halfway = withCallers(halfwaySeeds(component, nodeOf), callers);
  const own = component.functions.filter(trapsItself).map((body) => body.function);
  const seeds = component.modules.flatMap(({ functions, trapsOf }) =>
    functions.filter(({ field }) => trapsOf(field) === 'whole').map(nodeOf),
  );
  const trapping = withCallers([...seeds, ...own], callers);
  return (callee) => {
    if (callee.kind === 'import') return false;
    const node = callee.kind === 'core' ? nodeOf(callee) : callee;
    return component.guardsEntry || (trapping.has(node) && !halfway.has(node));
  };
}

/** What it throws by `(trap …)` is an error of its own. */
const trapsItself = ({ body }: FunctionBody): boolean => contains(body, isTrap);

const isTrap = (inner: Expression): boolean =>
  inner.kind === 'unreachable' || (inner.kind === 'operation' && (inner.operation === '/' || inner.operation === '%'));
