/** `(try BODY* (catch $error? BODY*))` */
import { capturesOf, variablesAround } from '../../../ir/captures.ts';
import type { BlockExpression, FunctionVariable, Local, TryExpression } from '../../../ir/ir.ts';
import type { Type } from '../../../ir/types.ts';
import { resultClause } from './choices.ts';
import { emitAs } from './emit-expression.ts';
import { FunctionContext } from './function-context.ts';
import { call, get } from './instructions.ts';
import { wasmTypeOf } from './wasm-types.ts';
import type { Wat } from './wat.ts';

export function emitTry(expression: TryExpression, context: FunctionContext): readonly Wat[] {
  const { body, error, handler, type } = expression;
  const { attempts, hosts } = context.module;
  const number = attempts.next();
  const locals = capturesOf(expression);
  const variables = variablesAround(expression);
  attempts.add('try', number, emitPart(locals, variables, body, type, context));
  attempts.add('catch', number, emitPart([error, ...locals], variables, handler, type, context));
  const params = [...locals.map((local) => wasmTypeOf(local.type)), ...variables.map(() => 'externref' as const)];
  const hasResult = type.kind !== 'none' && type.kind !== 'never';
  const run = hosts.useFamily('try', String(number), { params, results: hasResult ? [wasmTypeOf(type)] : [] });
  const captured = [...locals.map((local) => context.id(local)), ...variables.map((each) => context.variable(each).id)];
  const called = call(run, ...captured.map(get));
  return type.kind === 'never' ? [called, ['unreachable']] : [called];
}

/** A function's parts behind its name; what it defers runs when it is left. */
function emitPart(
  locals: readonly Local[],
  variables: readonly FunctionVariable[],
  block: BlockExpression,
  type: Type,
  { module, shared }: FunctionContext,
): readonly Wat[] {
  const { defers } = module;
  const inner = new FunctionContext(module, shared);
  const params = [...inner.parameters(locals), ...variables.map((variable) => inner.cellParameter(variable))];
  const before = defers.count;
  const code = emitAs(block, type, inner);
  const mark = defers.count > before ? inner.scratch('mark', 'i32') : undefined;
  const whole = mark === undefined ? code : [defers.mark(mark), ...code, defers.unwind(get(mark))];
  return [...params, ...resultClause(type), ...inner.declarations, ...whole];
}
