/** What code may change a core module's memory. */
import { variableIn } from '../captures.ts';
import { calleeOf, hasEffect, moduleOf } from '../effects.ts';
import type { AdapterFunction, Component, CoreFunction, CoreModule, Expression, ImportName, Variable } from '../ir.ts';
import { sharingMemory } from '../linked-modules.ts';
import { addCaller, type Caller, callersOf, withCallers } from '../unwinds.ts';
import { contains } from '../visit.ts';

/**
 * Whether an expression by itself, not those inside it, may change the memories of a core module: by a store, by a call
 * that leads to one, or since it calls JavaScript, which may do anything.
 */
export type Changes = (expression: Expression, module: string) => boolean;

/** @param originOf - the function of the component that another one is a copy of, or itself */
export function changesIn(component: Component, originOf: (callee: AdapterFunction) => AdapterFunction): Changes {
  const known = new Map<string, ReadonlySet<Caller>>();
  const callers = callersWithin(component);
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

/** Which of the component's variables code has to do with, there and in what it calls. @param originOf - as above */
export function variablesIn(
  component: Component,
  originOf: (callee: AdapterFunction) => AdapterFunction,
): (code: readonly Expression[]) => ReadonlySet<Variable> {
  const callers = callersWithin(component);
  const users = component.variables.map((variable) => {
    const uses = component.functions.filter(({ body }) => contains(body, (inner) => variableIn(inner) === variable));
    const using = uses.map((body) => body.function);
    return [variable, withCallers(using, callers)] as const;
  });
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

/** A core function, apart from its module: its code says which imports it may call. */
const nodeOf = ({ module, field }: CoreFunction): string => `${module}\0${field}`;

/** Core functions by themselves, as far as their code says what they call. */
function callersWithin(component: Component): ReadonlyMap<Caller, ReadonlySet<Caller>> {
  const callers = callersOf(component, (expression) => calledBy(expression, (callee) => callee));
  for (const module of component.modules)
    for (const func of module.functions)
      for (const called of reachedBy(func, module)) addCaller(callers, called, nodeOf(func));
  return callers;
}

/** The whole module where a function may do anything in there. */
function reachedBy({ field }: CoreFunction, module: CoreModule): readonly Caller[] {
  const imports = module.importsOf(field);
  return imports ? imports.flatMap((wanted) => servedBy(wanted, module)) : [module.name];
}

function servedBy(wanted: ImportName, { name, imports, links }: CoreModule): readonly Caller[] {
  const adapted = imports.find(
    ({ role }) => role.kind === 'adapted-import' && role.from === wanted.module && role.field === wanted.field,
  );
  if (adapted) return [adapted];
  const link = links.find((each) => each.from === wanted.module && each.field === wanted.field);
  return [link?.kind === 'function' ? link.module : name];
}

/** What an expression by itself calls, or hands on. What the component imports is outside: it is JavaScript. */
function calledBy(expression: Expression, originOf: (callee: AdapterFunction) => AdapterFunction): readonly Caller[] {
  const callee = calleeOf(expression);
  if (callee?.kind === 'core') return [nodeOf(callee)];
  const module = hasEffect(expression, 'calls core') ? moduleOf(expression) : undefined;
  return [...(module === undefined ? [] : [module]), ...(callee?.kind === 'adapter' ? [originOf(callee)] : [])];
}
