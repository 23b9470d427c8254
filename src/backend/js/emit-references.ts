/** Handles of JavaScript values. */

import type { CallExpression, Expression as Js } from 'estree';
import type { OperandsOf } from '../../ir/ops.ts';
import { call } from './build/expressions.ts';
import { constant } from './build/statements.ts';
import type { Scope } from './context.ts';
import { nothing } from './destination.ts';
import { value } from './emit.ts';

export const emitLiftReference = ({ handle }: OperandsOf<'lift-ref'>, scope: Scope): Js =>
  call(scope.module.helper('referenceOf'), scope.module.references, value(handle, scope));

/** Where it has just been read, its slot is looked for once for both. */
export function emitDropReference({ handle }: OperandsOf<'drop-ref'>, scope: Scope): Js {
  const { module } = scope;
  const dropped = value(handle, scope);
  const read = readBefore(dropped, scope);
  if (!read) return call(module.helper('dropReference'), module.references, dropped);
  scope.out.pop();
  scope.push(constant(read, call(module.helper('takeReference'), module.references, dropped)));
  return nothing;
}

/** The name of the constant that the last statement binds to the value of the handle. */
function readBefore(handle: Js, scope: Scope): string | undefined {
  const last = scope.out.at(-1);
  const [bound] = last?.type === 'VariableDeclaration' && last.kind === 'const' ? last.declarations : [];
  if (bound?.id.type !== 'Identifier' || bound.init?.type !== 'CallExpression') return undefined;
  return isReadOf(handle, bound.init) ? bound.id.name : undefined;
}

function isReadOf(handle: Js, { callee, arguments: args }: CallExpression): boolean {
  const [, read] = args;
  return (
    callee.type === 'Identifier' &&
    callee.name === 'referenceOf' &&
    read?.type === 'Identifier' &&
    handle.type === 'Identifier' &&
    read.name === handle.name
  );
}
