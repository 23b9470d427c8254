/** A function of the component, as the others call it. */

import type { Callee, FunctionBody, Local } from '../../ir/ir.ts';
import { resultType } from '../../ir/types.ts';
import { contains } from '../../ir/visit.ts';
import { aliasesIn } from './aliases.ts';
import { id } from './build/expressions.ts';
import { Names } from './build/names.ts';
import { functionDeclaration, type Statement, variable } from './build/statements.ts';
import { type Destination, type FunctionContext, type Guard, type ModuleContext, Scope } from './context.ts';
import { assignTo, effect, isAsIs, place, returnTo } from './destination.ts';
import { put } from './emit.ts';
import { type Around, mayStandAround, putDeferring } from './emit-defer.ts';
import { measuredIn } from './emit-text.ts';
import { guarded, standingAround } from './guard.ts';

export function emitFunction(body: FunctionBody, name: string, isAsync: boolean, module: ModuleContext): Statement {
  const { params, out } = emitPlain(body, isAsync, module);
  return functionDeclaration(name, params.map(id), out, isAsync);
}

/** The names of its parameters, and its code: what it is given and gives is as the component has it inside. */
export function emitPlain(
  body: FunctionBody,
  isAsync: boolean,
  module: ModuleContext,
): { readonly params: readonly string[]; readonly out: readonly Statement[] } {
  const scope = openScope(body, isAsync, module);
  const params = parameterNames(body.function.params, scope);
  for (const [index, param] of body.function.params.entries()) scope.bind(param, id(params[index] ?? ''));
  const destination = returnTo(resultType(body.function.results));
  const apart = module.guardApart(body.function);
  putGuarded(body, apart?.guard, apart?.who ?? '', destination, scope);
  return { params, out: scope.out };
}

/** @param around - the names that can be seen where it stands */
export function openScope(
  body: FunctionBody,
  isAsync: boolean,
  module: ModuleContext,
  around: Names = module.instance,
): Scope {
  const names = new Names(around);
  const defers = defersAnything(body) ? names.free('defers') : undefined;
  const context: FunctionContext = {
    module,
    name: body.function.name,
    aliases: aliasesIn(body.body),
    locals: new Map(),
    covers: new Map(),
    bounds: new Map(),
    measured: measuredIn(body.body),
    variables: new Map(),
    defers,
    isAsync,
  };
  return new Scope(context, names);
}

export const parameterNames = (params: readonly Local[], scope: Scope): readonly string[] =>
  params.map(({ name }, index) => scope.names.free(name ?? `arg${index}`));

const defersAnything = ({ body }: FunctionBody): boolean => contains(body, ({ kind }) => kind === 'defer');

/** The code of a function, and what runs its defers. The result is computed before they run. */
function putBody(
  { function: callee, body }: FunctionBody,
  destination: Destination,
  scope: Scope,
  around?: Around,
): void {
  const result = resultType(callee.results);
  const code = { ...body, type: result };
  const { defers } = scope.function;
  if (defers === undefined) return put(code, result.kind === 'none' ? effect : destination, scope);
  const hasResult = result.kind !== 'none';
  // A variable that takes it as it is can have it before they run: who sees it sees that they have.
  if (destination.kind === 'assign' && isAsIs(destination))
    return putDeferring(code, destination, defers, scope, around);
  const held = scope.names.free('result');
  if (hasResult) scope.push(variable(held));
  putDeferring(code, hasResult ? assignTo(id(held)) : effect, defers, scope, around);
  if (hasResult) place(id(held), destination, scope);
}

/** The same in what stands around it. @param who - the name that messages begin with */
export function putGuarded(
  body: FunctionBody,
  guard: Guard | undefined,
  who: string,
  destination: Destination,
  scope: Scope,
): void {
  const { module } = scope;
  const { isAsync } = scope.function;
  if (!guard) return putBody(body, destination, scope);
  const held = resultType(body.function.results).kind === 'none' ? undefined : scope.names.free('result');
  const to = held === undefined ? effect : assignTo(id(held));
  const isFor = (inner: Callee): boolean => inner.kind === 'import' || module.guardOf(inner, false)?.stacks === true;
  if (!guard.ends && !guard.calls && !isAsync && mayStandAround(body.body, isFor)) {
    if (held !== undefined) scope.push(variable(held));
    putBody(body, to, scope, standingAround(guard, who, scope));
  } else {
    const inner = scope.inner();
    putBody(body, to, inner);
    scope.push(...guarded(guard, who, inner.out, held, scope));
  }
  if (held !== undefined) place(id(held), destination, scope);
}
