/**
 * Components whose adapter has to be there before its core modules: a start function of WebAssembly's own, which runs while its
 * module is linked, may call what the component adapts for it.
 */
import { moduleOf } from './effects.ts';
import type { Callee, Component, CoreModule, Expression, FunctionBody } from './ir.ts';
import { isSelfContained } from './self-contained.ts';
import { partsOf } from './visit.ts';

type Bodies = ReadonlyMap<Callee, FunctionBody>;

/** An import of a core module that its start function may call and that may do what it is for by then. */
export interface EarlyImport {
  readonly module: CoreModule;
  readonly from: string;
  readonly field: string;
}

/** The first of those that need their adapter. */
export function earlyImport({ modules, functions }: Component): EarlyImport | undefined {
  const bodies: Bodies = new Map(functions.map((body) => [body.function, body]));
  for (const module of modules) {
    for (const { callee, role } of calledEarly(module, modules, 'none')) {
      const body = bodies.get(callee)?.body;
      const isInShim = callee.results.length < 2 && body !== undefined && isSelfContained(body);
      if (body && !isInShim && !needsCore(body, bodies)) return { module, from: role.from, field: role.field };
    }
  }
  return undefined;
}

const adapted = ({ imports }: CoreModule) =>
  imports.flatMap((callee) => (callee.role.kind === 'adapted-import' ? [{ callee, role: callee.role }] : []));

/**
 * What a component adapts that the start function of one of its core modules may call while that is linked.
 * @param otherwise - what is taken for granted of a module whose binary is not known
 */
export function calledEarly(
  module: CoreModule,
  modules: readonly CoreModule[],
  otherwise: 'none' | 'any',
): ReturnType<typeof adapted> {
  const { startImports, links } = module;
  const known = startImports === 'not known' ? (otherwise === 'none' ? [] : undefined) : startImports;
  const isCalled = (module: string, field: string): boolean =>
    known?.some((each) => each.module === module && each.field === field) ?? true;
  // A function of another core module may call any import of that one.
  if (links.some((link) => link.kind === 'function' && isCalled(link.from, link.field)))
    return modules.flatMap(adapted);
  return adapted(module).filter(({ role }) => isCalled(role.from, role.field));
}

/** Whether code cannot come to its end without a core module. */
function needsCore(code: Expression, bodies: Bodies): boolean {
  const reached = new Set([code]);
  // A set's iteration goes on to what is added meanwhile.
  for (const expression of reached) {
    if (moduleOf(expression) !== undefined) return true;
    for (const part of partsOf(expression)) if (part.runs === 'once') reached.add(part.code);
    const called = expression.kind === 'call' ? bodies.get(expression.callee) : undefined;
    if (called) reached.add(called.body);
  }
  return false;
}
