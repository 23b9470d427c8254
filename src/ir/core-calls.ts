/** Who calls whom, with each core function by itself as far as the code of its module is known. */
import { calleeOf, hasEffect, moduleOf } from './effects.ts';
import type { AdapterFunction, Component, CoreFunction, CoreModule, Expression, ImportName } from './ir.ts';
import { addCaller, type Caller, callersOf } from './unwinds.ts';

/** A core function, apart from its module: its code says which imports it may call. */
export const nodeOf = ({ module, field }: Pick<CoreFunction, 'module' | 'field'>): string => `${module}\0${field}`;

/** Core functions by themselves, as far as their code says what they call. */
export function callersWithin(component: Component): ReadonlyMap<Caller, ReadonlySet<Caller>> {
  const callers = callersOf(component, (expression) => calledBy(expression, (callee) => callee));
  for (const module of component.modules) {
    for (const func of module.functions) {
      addCaller(callers, nodeOf(func), module.name);
      for (const called of reachedBy(func, module)) addCaller(callers, called, nodeOf(func));
      for (const field of module.exportsOf(func.field) ?? [])
        addCaller(callers, nodeOf({ module: module.name, field }), nodeOf(func));
    }
  }
  return callers;
}

/** The whole module where a function may do anything in there. */
function reachedBy({ field }: CoreFunction, module: CoreModule): readonly Caller[] {
  const imports = module.importsOf(field);
  return imports ? imports.flatMap((wanted) => servedBy(wanted, module)) : [module.name];
}

function servedBy(wanted: ImportName, module: CoreModule): readonly Caller[] {
  const adapted = adaptedFor(wanted, module);
  if (adapted) return [adapted];
  const link = module.links.find((each) => each.from === wanted.module && each.field === wanted.field);
  return [link?.kind === 'function' ? link.module : module.name];
}

/** The function of the component that serves an import of a core module. */
export const adaptedFor = (wanted: ImportName, { imports }: CoreModule): AdapterFunction | undefined =>
  imports.find(
    ({ role }) => role.kind === 'adapted-import' && role.from === wanted.module && role.field === wanted.field,
  );

/** What an expression by itself calls, or hands on. What the component imports is outside: it is JavaScript. */
export function calledBy(
  expression: Expression,
  originOf: (callee: AdapterFunction) => AdapterFunction,
): readonly Caller[] {
  const callee = calleeOf(expression);
  if (callee?.kind === 'core') return [nodeOf(callee)];
  const module = hasEffect(expression, 'calls core') ? moduleOf(expression) : undefined;
  return [...(module === undefined ? [] : [module]), ...(callee?.kind === 'adapter' ? [originOf(callee)] : [])];
}
