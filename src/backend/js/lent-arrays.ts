/**
 * Arrays of numbers that are only lowered: checked where they are, and copied once. A long plain array is checked and
 * converted in one loop, into a typed array that is kept for that, since engines copy one into memory at once.
 */

import type { Expression as Js } from 'estree';
import { bulkStore } from '../../ir/bulk-store.ts';
import type { Expression, Local } from '../../ir/ir.ts';
import { numberTypeOf } from '../../ir/numbers.ts';
import { type Type, typeText } from '../../ir/types.ts';
import { partsOf, walk } from '../../ir/visit.ts';
import { assign, binary, call, id, item, member, not, number, object } from './build/expressions.ts';
import {
  constant,
  functionDeclaration,
  loop,
  returned,
  type Statement,
  statement,
  variable,
  when,
} from './build/statements.ts';
import { checkFunction, increment, nameOf } from './check-functions.ts';
import { checked } from './checks.ts';
import type { LentArray, ModuleContext, Scope } from './context.ts';
import { nothing } from './destination.ts';
import { typedArrayOf } from './memory-access.ts';
import { handedPlace, type Place, textsIn, within } from './places.ts';

/** Elements from which a copy through a typed array is faster than a loop that stores each in memory. */
const fewestCopied = 32;

/** Whether an array of such elements can be left where it is: numbers, which a copy into memory checks once more. */
export const isLendable = (element: Type): boolean =>
  typedArrayOf(element) !== undefined && numberTypeOf(element)?.bits !== 64;

const isLocal = (expression: Expression, local: Local): boolean =>
  expression.kind === 'local' && expression.local === local;

const isLowered = (expression: Expression, local: Local): boolean =>
  expression.kind === 'operation' &&
  expression.operation === 'lower-array' &&
  isLocal(expression.operands.array, local) &&
  bulkStore(expression.operands) !== undefined;

/** Whether all that code does with an array is to ask for its length, and to copy it into memory as it is. */
export function isOnlyLowered(local: Local, body: Expression): boolean {
  let uses = 0;
  let known = 0;
  walk(body, (inner) => {
    if (isLocal(inner, local)) uses++;
    if (isLowered(inner, local)) known++;
    if (inner.kind === 'operation' && inner.operation === 'array-len' && isLocal(inner.operands.array, local)) known++;
  });
  return uses === known;
}

/** Whether it is copied at one place, which is not in a loop. */
export function isLoweredOnce(local: Local, body: Expression): boolean {
  let found = 0;
  const look = (expression: Expression, isRepeated: boolean): void => {
    if (isLowered(expression, local)) found += isRepeated ? 2 : 1;
    for (const { code, runs } of partsOf(expression))
      look(code, isRepeated || runs === 'repeated' || runs === 'deferred');
  };
  look(body, false);
  return found === 1;
}

/** Checks an array of numbers: a typed array, or a plain one, of which `isCopied` may make a typed array. */
export function lend(
  { name }: Local,
  element: Type,
  value: Js,
  place: Place,
  isCopied: boolean,
  scope: Scope,
): LentArray {
  const { module } = scope;
  const View = typedArrayOf(element) ?? 'Array';
  const spare = isCopied ? spareArrays(View, module) : undefined;
  const check = lendFunction(element, spare, module);
  const lent = scope.constant(name ?? 'items', call(check, value, textsIn(place, module)));
  const count = scope.constant('length', member(lent, 'length'));
  return { kind: 'lent', value: lent, count, spare: spare === undefined ? undefined : id(spare) };
}

/** `const spareFloat32Array = { View: Float32Array, free: undefined, taken: undefined };` */
const spareArrays = (View: string, module: ModuleContext): string =>
  module.declare(`spare ${View}`, `spare-${View}`, (own) => {
    const none = ['free', 'taken'].map((name) => [name, nothing] as const);
    return constant(own, object([['View', id(View)], ...none]));
  });

/** The name of the function that checks arrays of such elements, and gives the array to copy. */
function lendFunction(element: Type, spare: string | undefined, module: ModuleContext): string {
  const type: Type = { kind: 'array', element };
  const key = `lend ${typeText(type)} ${spare}`;
  return module.declare(key, `check-${nameOf(type)}`, (own) => {
    const scope = module.newScope(['values', 'at']);
    const [values, at] = [id('values'), id('at')];
    const same = call(module.helper('sameArray'), values, id(typedArrayOf(element) ?? 'Array'), at);
    const other = call(checkFunction(type, module), values, at);
    const given: Js = { type: 'LogicalExpression', operator: '??', left: same, right: other };
    scope.push(when(not(call(module.helper('isArray'), values)), [returned(given)]));
    const length = scope.constant('length', member(values, 'length'));
    const check = (copy?: Js): Statement => checkLoop(element, length, copy, scope);
    if (spare === undefined) scope.push(check(), returned(values));
    else {
      scope.push(when(binary(length, '<', number(fewestCopied)), [check(), returned(values)]));
      const copy = scope.constant('copy', call(module.helper('takeSpare'), id(spare), length));
      scope.push(check(copy), returned(copy));
    }
    return functionDeclaration(own, [values, at], scope.out);
  });
}

/** Checks each element, and puts it into the copy where there is one. */
function checkLoop(element: Type, length: Js, copy: Js | undefined, scope: Scope): Statement {
  const inner = scope.inner();
  const index = inner.names.free('i');
  const held = inner.constant('item', item(id('values'), id(index)));
  const made = checked(element, held, within(handedPlace, ['[', id(index), ']'], false), inner);
  if (copy) inner.push(statement(assign(item(copy, id(index)), made)));
  return loop(variable(index, number(0)), binary(id(index), '<', length), increment(index), inner.out);
}
