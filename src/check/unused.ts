/** Warnings for what is declared and never used. A name that begins with `_` is exempt. */
import { unused } from '../diagnostics/names.ts';
import type { Callee, FunctionVariable, Local } from '../ir/ir.ts';
import type { Span } from '../source/source-map.ts';
import type { Context } from './context.ts';
import type { Environment } from './environment.ts';

const exempt = (name: string): boolean => name.startsWith('_');

/** Named `let`s only: an unnamed one may be there for its effect. */
export function noteUnusedLocals(bound: ReadonlyMap<Local, Span>, { environment, usedLocals }: Context): void {
  for (const [local, span] of bound) {
    if (local.name === undefined || exempt(local.name) || usedLocals.has(local)) continue;
    environment.unusedLocals.push(unused('local', local.name, span));
  }
}

export function noteUnusedVariables(
  declared: ReadonlyMap<FunctionVariable, Span>,
  { environment, usedVariables }: Context,
): void {
  for (const [variable, span] of declared) {
    if (exempt(variable.name) || usedVariables.has(variable)) continue;
    environment.unusedLocals.push(unused('variable', variable.name, span));
  }
}

export function reportUnused(environment: Environment): void {
  const { sink, types, modules, functions, variables, used, unusedLocals, parts } = environment;
  // What a component offers may be there for others who use it.
  const offered = new Set<Callee>([...parts.values()].flatMap(({ exports }) => exports.map(({ callee }) => callee)));
  for (const warning of unusedLocals) sink.add(warning);
  for (const [name, { span }] of types) {
    if (!used.types.has(name) && !exempt(name)) sink.add(unused('type', name, span));
  }
  for (const [name, { span }] of modules) {
    if (!used.modules.has(name) && !exempt(name)) sink.add(unused('module', name, span));
  }
  for (const [name, variable] of variables) {
    if (variable && !used.variables.has(name) && !exempt(name)) sink.add(unused('variable', name, variable.span));
  }
  for (const [name, callee] of functions) {
    if (!used.functions.has(name) && !exempt(name) && isCalledByName(callee) && !offered.has(callee))
      sink.add(unused('function', name, callee.span));
  }
  for (const [name, part] of parts) {
    const isCalled = part.exports.some(({ callee }) => used.functions.has(callee.name));
    if (!isCalled && !part.isLinked && !used.parts.has(name) && !exempt(name))
      sink.add(unused('component', name, part.item.name.span));
  }
}

/**
 * Exports and adapted imports are called from outside, and a module's functions describe it as a header does; names of
 * either may be there for a reader.
 */
const isCalledByName = (callee: Callee): boolean =>
  callee.kind === 'import' || (callee.kind === 'adapter' && callee.role.kind === 'helper');
