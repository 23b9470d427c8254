/** Functions that are handed on, with their first arguments bound: callbacks, function pointers, JavaScript functions. */

import type { Expression as Js } from 'estree';
import { shownFunction } from '../../../runtime/member-names.ts';
import type { BindExpression, Callee, Expression, FunctionBody } from '../../ir/ir.ts';
import { resultType } from '../../ir/types.ts';
import { arrow, binary, call, conditional, either, id, nothing as none, number, string } from './build/expressions.ts';
import type { Scope } from './context.ts';
import { values } from './emit.ts';
import { emitWrapper } from './emit-wrapper.ts';

export function emitBind(expression: BindExpression, scope: Scope): Js {
  const { target, captured } = expression;
  const held = values(captured, scope).map((each) => scope.stable(each, 'captured'));
  switch (target.kind) {
    case 'function':
      return liftedFunction(expression, held, scope);
    case 'relay': {
      const { module } = scope;
      const made = call(
        module.helper('addCallback'),
        module.callbacks,
        string(target.signature.text),
        boundFunction(expression, held, scope),
      );
      return unlessAbsent(expression, held, made);
    }
    case 'pointer': {
      const { module } = scope;
      const { callee } = expression;
      const params = callee.params.slice(captured.length).map(({ type }) => type);
      const signature = module.pointerSignature('made', params, callee.results);
      const func = boundFunction(expression, held, scope);
      const made = call(module.helper('addPointer'), module.pointers(target), number(signature), func);
      return unlessAbsent(expression, held, made);
    }
  }
}

/** A captured option of a function type that holds nothing makes the id 0. */
function unlessAbsent({ captured }: BindExpression, held: readonly Js[], made: Js): Js {
  const isAbsent = either(
    captured.flatMap(({ type }, index) => {
      const value = held[index];
      return type.kind === 'option' && value ? [binary(value, '==', none)] : [];
    }),
  );
  return isAbsent ? conditional(isAbsent, number(0), made) : made;
}

/** What core modules call: the values are as the component has them. */
function boundFunction({ callee, captured }: BindExpression, held: readonly Js[], scope: Scope): Js {
  const { name } = scope.module.functions.called(callee, false);
  if (captured.length === 0) return id(name);
  const inner = scope.inner();
  const params = callee.params
    .slice(captured.length)
    .map((param, index) => inner.names.free(param.name ?? `arg${index}`));
  return arrow(params.map(id), call(name, ...held, ...params.map(id)));
}

/** What JavaScript calls: with checks of what it is given. */
function liftedFunction({ callee }: BindExpression, held: readonly Js[], scope: Scope): Js {
  const { module } = scope;
  const body = module.bodyOf(callee) ?? callingBody(callee);
  const { params, block } = emitWrapper(
    { body, who: shownFunction(callee.name), first: 1, captured: held, around: scope.names },
    module,
  );
  return arrow(params.map(id), block);
}

/** A function that only calls another one. */
function callingBody(callee: Callee): FunctionBody {
  const { name, params, results, span } = callee;
  const args = params.map((local): Expression => ({ kind: 'local', local, type: local.type, span }));
  const type = resultType(results);
  const calling: Expression = { kind: 'call', callee, arguments: args, type, span };
  return {
    function: { kind: 'adapter', name, params, results, span, role: { kind: 'helper' }, isAsync: false, doc: '' },
    body: { kind: 'block', items: [calling], type, span },
  };
}
