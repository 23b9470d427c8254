/** Arrays: whole where they lie in memory as in a typed array, element by element elsewhere. */

import type { Identifier, Expression as Js } from 'estree';
import { bulkLoad } from '../../ir/bulk-load.ts';
import { bulkStore } from '../../ir/bulk-store.ts';
import type { BlockExpression, Expression, Local } from '../../ir/ir.ts';
import { memoryReadAt } from '../../ir/memory-read.ts';
import type { OperandsOf } from '../../ir/ops.ts';
import type { Type } from '../../ir/types.ts';
import { contains } from '../../ir/visit.ts';
import { assign, binary, call, id, item, logical, member, number } from './build/expressions.ts';
import { loop, type Statement, statement, when } from './build/statements.ts';
import type { Cover, LentArray, ModuleContext, Scope } from './context.ts';
import { type CoveredLoads, coveredLoads } from './covered-loads.ts';
import { assignTo, effect, nothing } from './destination.ts';
import { put, value, values } from './emit.ts';
import { withoutCall } from './inline-call.ts';
import { covering, partsOf, shiftOf, typedArrayOf, viewOf, viewReached } from './memory-access.ts';
import { inside, outside } from './values.ts';

export function emitLiftArray(operands: OperandsOf<'lift-array'>, scope: Scope): Js {
  const { type, stride, pointer, length, body } = operands;
  const { module } = scope;
  const bulk = bulkLoad(operands);
  const [at = nothing, given = nothing] = values([pointer, length], scope, 'wrapped');
  if (bulk)
    return call(
      module.helper('liftArray'),
      module.memory(bulk.operands),
      viewOf(type, module),
      shiftOf(type),
      at,
      given,
    );
  const [address] = body.locals;
  const code = withoutCall(body.block, module.bodyOf);
  const loads = address && coveredLoads(code.items, address);
  const start = scope.stable(loads ? unsigned(at) : at, 'pointer');
  const count = scope.stable(unsigned(given), 'count');
  const read = address && memoryReadAt(body.block, address, module.bodyOf);
  const data = loads && reachElements(loads, start, count, stride, scope);
  if (!data && read)
    scope.push(statement(call(module.helper('reachAll'), module.memory(read), start, count, number(stride))));
  const View = typedArrayOf(type);
  const made = View ? call(module.helper('newTypedArray'), id(View), count) : call(module.helper('newArray'), count);
  const array = scope.constant('items', made, 'lifted');
  const run = (cover: Cover | undefined): void =>
    emitLoop(operands, start, count, scope, (index, inner, pointer) => {
      if (address && cover) scope.function.covers.set(address, { ...cover, pointer });
      const target = item(array, index);
      const finish = (value: Js): Js => outside(type, value, module);
      put({ ...code, type }, assignTo(target, View ? 'wrapped' : 'exact', finish), inner);
    });
  if (loads && data) covering(loads, id(''), data, scope, run);
  else run(undefined);
  return array;
}

/** Makes sure of what is read of each element. */
function reachElements(loads: CoveredLoads, start: Js, count: Js, stride: number, scope: Scope): Identifier {
  const { module } = scope;
  const { size } = loads;
  const [memory, parts] = [module.memory(loads), partsOf(loads, module)];
  return viewReached(
    call(module.helper('reachElements'), memory, start, count, number(stride), number(size), parts),
    scope,
  );
}

/** A length is never negative. */
const unsigned = (value: Js): Js =>
  value.type === 'Literal' && typeof value.value === 'number' ? value : binary(value, '>>>', number(0));

/** Binds the element's address and runs `each` for every index. */
function emitLoop(
  { stride, body }: Pick<OperandsOf<'lift-array'>, 'stride' | 'body'>,
  start: Js,
  count: Js,
  scope: Scope,
  each: (index: Js, scope: Scope, pointer: Identifier) => void,
): void {
  const [address] = body.locals;
  const inner = scope.inner();
  const index = inner.names.free('i');
  const at = inner.names.free(address?.name ?? 'at');
  // Not brought back into a register's range: whoever reads it does that.
  if (address) inner.bind(address, id(at), true);
  each(id(index), inner, id(at));
  const next = assign(id(at), binary(id(at), '+', number(stride)));
  const isUsed = usesName(inner.out, at);
  scope.push(
    loop(
      {
        type: 'VariableDeclaration',
        kind: 'let',
        declarations: [
          { type: 'VariableDeclarator', id: id(index), init: number(0) },
          ...(isUsed ? [{ type: 'VariableDeclarator', id: id(at), init: start } as const] : []),
        ],
      },
      binary(id(index), '<', count),
      isUsed
        ? {
            type: 'SequenceExpression',
            expressions: [increment(index), { ...next, operator: '+=', right: number(stride) }],
          }
        : increment(index),
      inner.out,
    ),
  );
}

const increment = (name: string): Js => ({
  type: 'UpdateExpression',
  operator: '++',
  prefix: false,
  argument: id(name),
});

const usesName = (body: readonly Statement[], name: string): boolean =>
  JSON.stringify(body, (_, value: unknown) => (typeof value === 'bigint' ? '' : value)).includes(
    `"type":"Identifier","name":${JSON.stringify(name)}`,
  );

/** Of an array that was checked. Only a typed array can be gone meanwhile: all others are copies. */
export const lengthOf = (element: Type, list: Js, module: ModuleContext): Js =>
  typedArrayOf(element) ? call(module.helper('lengthOf'), list) : member(list as never, 'length');

/** A typed array of the user's stays the user's, and a short array is lowered as it is. */
function lowerLent({ value: items, given, isPlain, spare }: LentArray, args: readonly Js[], scope: Scope): void {
  const { module } = scope;
  const lowered = (name: 'lowerTyped' | 'lowerPlain'): Statement => statement(call(module.helper(name), ...args));
  const giveBack = when(binary(items, '!==', given), [statement(call(module.helper('giveSpare'), spare, items))]);
  const typed = [lowered('lowerTyped'), giveBack];
  if (isPlain) scope.push(when(logical(isPlain, '&&', binary(items, '===', given)), [lowered('lowerPlain')], typed));
  else scope.push(...typed);
}

export function emitLowerArray(operands: OperandsOf<'lower-array'>, scope: Scope): Js {
  const { type, pointer, array, body } = operands;
  const { module } = scope;
  const bulk = bulkStore(operands);
  const bound = array.kind === 'local' ? scope.bound(array.local) : undefined;
  if (bulk && bound?.kind === 'lent') {
    const start = scope.stable(value(pointer, scope), 'pointer');
    const args = [module.memory(bulk.operands), viewOf(type, module), shiftOf(type), bound.value, start, bound.count];
    lowerLent(bound, args, scope);
    return start;
  }
  const [at = nothing, given = nothing] = values([pointer, array], scope);
  const start = scope.stable(at, 'pointer');
  if (bulk) {
    const memory = module.memory(bulk.operands);
    const lowered = call(module.helper('lowerTyped'), memory, viewOf(type, module), shiftOf(type), given, start);
    scope.push(statement(lowered));
    return start;
  }
  const list = scope.stable(given, 'items');
  const length = lengthOf(type, list, module);
  const count =
    list.type === 'Identifier' && length.type === 'MemberExpression' ? length : scope.constant('count', length);
  const [, element] = body.locals;
  emitLoop(operands, start, count, scope, (index, inner) => {
    if (element) {
      const read = inside(type, item(list, index), module);
      const held = isHandedOn(element, body.block) ? read : inner.constant(element.name ?? 'item', read);
      inner.bind(element, held, typedArrayOf(type) === undefined);
    }
    put(body.block, effect, inner);
  });
  return start;
}

/** Whether all that code does with a local is to call a function with it, before anything else. */
function isHandedOn(local: Local, { items: [only, second] }: BlockExpression): boolean {
  if (only?.kind !== 'call' || second) return false;
  const [first, ...others] = only.arguments;
  const isIt = (inner: Expression): boolean => inner.kind === 'local' && inner.local === local;
  return first !== undefined && isIt(first) && !others.some((other) => contains(other, isIt));
}
