/** Functions that are values: JavaScript's own, and C function pointers. */

import type { Expression as Js } from 'estree';
import type { Expression, OperationExpression } from '../../ir/ir.ts';
import type { OperandsOf } from '../../ir/ops.ts';
import { resultType, type Type, typeText } from '../../ir/types.ts';
import { call, id } from './build/expressions.ts';
import { functionDeclaration } from './build/statements.ts';
import { accept } from './checks.ts';
import type { ModuleContext, Scope, Wanted } from './context.ts';
import { nothing } from './destination.ts';
import { value, values } from './emit.ts';
import { putOutcome } from './emit-imports.ts';
import { normalised } from './numbers.ts';
import { namedPlace } from './places.ts';
import { codedOf, outside } from './values.ts';

type FunctionType = Extract<Type, { kind: 'func' }>;

function functionTypeOf(type: Type): { readonly type: FunctionType; readonly who: string } {
  if (type.kind === 'func') return { type, who: 'callback' };
  if (type.kind !== 'named' || type.definition.kind !== 'func') throw new Error(`${type.kind} is no function`);
  return { type: type.definition.type, who: `callback '${type.name}'` };
}

/** `call-func`: through a function that checks what comes back, where something does. */
export function emitCallFunction(
  { callee, arguments: args }: OperandsOf<'call-func'>,
  scope: Scope,
  _: Wanted,
  __: OperationExpression,
): Js {
  const { type, who } = functionTypeOf(callee.type);
  const [func = nothing, ...given] = values([callee, ...args], scope);
  const result = resultType(type.results);
  const isFree = result.kind === 'none' || (result.kind === 'simple' && result.name === 'any');
  const shown = given.map((each, index) => outside(typeAt(type.params, index), each, scope.module));
  if (isFree) return call(func, ...shown);
  return call(callerOf(callee.type, type, who, scope.module), func, ...shown);
}

const typeAt = (types: readonly Type[], index: number): Type => types[index] ?? { kind: 'none' };

/** The name of a function that calls one of a type. */
function callerOf(of: Type, { params, results }: FunctionType, who: string, module: ModuleContext): string {
  const result = resultType(results);
  const wanted = of.kind === 'named' ? `call-${of.name}` : 'callBack';
  const names = params.map((_, index) => `arg${index}`);
  return module.declareFor(result, `call ${typeText(of)}`, wanted, (name) => {
    const scope = module.newScope(['callback', ...names]);
    putOutcome(call('callback', ...names.map(id)), result, who, scope);
    return functionDeclaration(name, ['callback', ...names].map(id), scope.out);
  });
}

/** `unbox`: any value as one of the type. */
export function emitUnbox({ type, value: of }: OperandsOf<'unbox'>, scope: Scope): Js {
  const given = outside(of.type, value(of, scope), scope.module);
  const held = scope.stable(given, 'value');
  const accepted = accept(type, held, namedPlace('the value'), scope);
  return codedOf(type) ? accepted : normalised(type, accepted);
}

/** `call-funcptr`: the engine compares the signatures. */
export function emitCallPointer(
  { module, table, signature, pointer, arguments: args }: OperandsOf<'call-funcptr'>,
  scope: Scope,
): Js {
  const { module: context } = scope;
  const caller = context.pointerCaller({ module, table }, signature);
  return call(caller, ...values([pointer, ...args] as readonly Expression[], scope, 'wrapped'));
}
