/**
 * Arrays of numbers that are only lowered, and once: a typed array is checked where it is, and copied into memory at once. A
 * plain one is checked and converted in one loop, into a typed array that is kept for that: what JavaScript does to it
 * afterwards comes too late. A short one takes less time in two loops without that copy, where no code of JavaScript's but
 * its own getters can run between them.
 */

import type { Expression as Js } from 'estree';
import { bulkStore } from '../../ir/bulk-store.ts';
import type { Expression, Local } from '../../ir/ir.ts';
import { numberTypeOf } from '../../ir/numbers.ts';
import { type Type, typeText } from '../../ir/types.ts';
import { partsOf } from '../../ir/visit.ts';
import {
  array,
  assign,
  binary,
  call,
  conditional,
  id,
  item,
  logical,
  member,
  number,
  object,
} from './build/expressions.ts';
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
import { increment, nameOf } from './check-functions.ts';
import { checked } from './checks.ts';
import type { LentArray, ModuleContext, Scope } from './context.ts';
import { nothing } from './destination.ts';
import { typedArrayOf } from './memory-access.ts';
import { handedPlace, type Place, textsIn, within } from './places.ts';

/** Elements from which a copy through a typed array is faster than a loop that stores each in memory. */
const fewestCopied = 32;

/** Of more there may be no room for a copy, and most of them may not be there. */
const mostCopied = 2 ** 26;

/** Whether an array of such elements can be lent: numbers, but for bigints. */
export function isLendable(element: Type): boolean {
  const number = numberTypeOf(element);
  return typedArrayOf(element) !== undefined && (number?.bits !== 64 || number.float);
}

const isLocal = (expression: Expression, local: Local): boolean =>
  expression.kind === 'local' && expression.local === local;

const isMeasured = (expression: Expression, local: Local): boolean =>
  expression.kind === 'operation' && expression.operation === 'array-len' && isLocal(expression.operands.array, local);

export const isLowered = (expression: Expression, local: Local): boolean =>
  expression.kind === 'operation' &&
  expression.operation === 'lower-array' &&
  isLocal(expression.operands.array, local) &&
  bulkStore(expression.operands) !== undefined;

/**
 * Whether all that code does with an array is to ask for its length, and to copy it into memory as it is: at one place,
 * which is not in a loop.
 */
export function isLoweredOnce(local: Local, body: Expression): boolean {
  let others = 0;
  let lowered = 0;
  const look = (expression: Expression, isRepeated: boolean): void => {
    if (isLocal(expression, local)) others++;
    if (isMeasured(expression, local)) others--;
    if (isLowered(expression, local)) {
      others--;
      lowered += isRepeated ? 2 : 1;
    }
    for (const { code, runs } of partsOf(expression))
      look(code, isRepeated || runs === 'repeated' || runs === 'deferred');
  };
  look(body, false);
  return others === 0 && lowered === 1;
}

/**
 * Checks an array of numbers, and makes a typed array of one that is plain.
 *
 * @param isQuiet - whether no JavaScript runs before it is lowered
 */
export function lend(
  { name = 'items' }: Local,
  element: Type,
  value: Js,
  place: Place,
  isQuiet: boolean,
  scope: Scope,
): LentArray {
  const { module } = scope;
  const View = typedArrayOf(element) ?? 'Array';
  const spare = spareArrays(View, module);
  const verb = isQuiet ? 'check' : 'copy';
  const check = lendFunction(element, spare, verb, module);
  const at = textsIn(place, module);
  const isArray = call(module.helper('isArray'), value);
  const isPlain = isQuiet ? scope.constant('isPlain', isArray) : undefined;
  const other = call(otherFunction(element, verb, check, module), value, at);
  const typed = conditional(call(module.helper('isUsual'), value, id(View)), value, other);
  const made = conditional(isPlain ?? isArray, call(check, value, at), typed);
  const lent = scope.constant(name, made, `checked-${name}`);
  const count = scope.constant('length', member(lent, 'length'));
  return { kind: 'lent', value: lent, count, spare: id(spare), given: value, isPlain };
}

/** `const spareFloat32Array = { View: Float32Array, free: undefined, short: [], taken: undefined };` */
const spareArrays = (View: string, module: ModuleContext): string =>
  module.declare(`spare ${View}`, `spare-${View}`, (own) => {
    const parts = [
      ['View', id(View)],
      ['free', nothing],
      ['short', array([])],
      ['taken', nothing],
    ] as const;
    return constant(own, object(parts));
  });

/** The name of the function that checks arrays of such elements, and gives the array to copy. */
function lendFunction(element: Type, spare: string, verb: Verb, module: ModuleContext): string {
  const type: Type = { kind: 'array', element };
  return module.declare(`${verb} lent ${typeText(type)}`, `${verb}-${nameOf(type)}`, (own) => {
    const scope = module.newScope(['values', 'at']);
    const [values, at] = [id('values'), id('at')];
    const length = scope.constant('length', member(values, 'length'));
    const check = (copy?: Js): Statement => checkLoop(element, length, copy, scope);
    const isOdd = logical(binary(length, '<', number(fewestCopied)), '||', binary(length, '>', number(mostCopied)));
    if (verb === 'check') scope.push(when(isOdd, [check(), returned(values)]));
    const copy = scope.constant('copy', call(module.helper('takeSpare'), id(spare), length));
    scope.push(check(copy), returned(copy));
    return functionDeclaration(own, [values, at], scope.out);
  });
}

/** A copy is made where JavaScript may run before it is lowered. */
type Verb = 'check' | 'copy';

/** The name of one for what is no array. By itself: engines put only short functions in the place of calls. */
function otherFunction(element: Type, verb: Verb, check: string, module: ModuleContext): string {
  const type: Type = { kind: 'array', element };
  return module.declareLast(`${verb} other ${typeText(type)}`, `${verb}-other-${nameOf(type)}`, (own) => {
    const [values, at] = [id('values'), id('at')];
    const same = call(module.helper('sameArray'), values, id(typedArrayOf(element) ?? 'Array'), at);
    const items = call(id(check), call(module.helper('itemsOf'), values, at, id(check)), at);
    return functionDeclaration(own, [values, at], [returned(logical(same, '??', items))]);
  });
}

/** Checks each element, and puts it into the copy where there is one. */
function checkLoop(element: Type, length: Js, copy: Js | undefined, scope: Scope): Statement {
  const inner = scope.inner();
  const index = inner.names.free('i');
  const held = inner.constant('item', item(id('values'), id(index)));
  const place = { ...within(handedPlace, ['[', id(index), ']'], false), apart: [id('at'), id(index)] };
  const made = checked(element, held, place, inner);
  if (copy) inner.push(statement(assign(item(copy, id(index)), made)));
  return loop(variable(index, number(0)), binary(id(index), '<', length), increment(index), inner.out);
}
