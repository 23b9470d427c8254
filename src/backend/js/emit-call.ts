/** Calls of functions that have a name. */

import type { Expression as Js } from 'estree';
import type { CallExpression, Callee } from '../../ir/ir.ts';
import { awaited, call, id } from './build/expressions.ts';
import type { Scope, Wanted } from './context.ts';
import { values } from './emit.ts';

export function emitCall({ callee, arguments: args }: CallExpression, scope: Scope, _: Wanted): Js {
  const given = values(args, scope, wantedBy(callee));
  const { name, isAsync } = scope.module.functions.called(callee, scope.function.isAsync);
  const { module } = scope;
  if (module.guardsCall(callee)) return call(module.helper('keepStacks'), module.stacks, id(name), ...given);
  return isAsync ? awaited(call(name, ...given)) : call(name, ...given);
}

/** Calls into WebAssembly bring numbers into registers by themselves. */
const wantedBy = (callee: Callee): Wanted => (callee.kind === 'core' ? 'wrapped' : 'exact');
