/** Functions that only hand their parameters on: whoever would call one may as well be given what it calls. */
import { conversion } from './arithmetic.ts';
import type { AdapterFunction, Callee, Component, Expression, FunctionBody } from './ir.ts';
import { carrierOf, numberTypeOf } from './numbers.ts';
import { resultType, type Type } from './types.ts';

/**
 * By such a function, what it leads to in the end. Functions that call each other in circles lead nowhere.
 *
 * @param doesMore - whether a function's code has to do something besides its body
 */
export function forwardingTargets(
  { functions }: Component,
  doesMore: (callee: AdapterFunction) => boolean,
): ReadonlyMap<AdapterFunction, Callee> {
  const next = new Map<Callee, Callee>();
  for (const body of functions) {
    const target = doesMore(body.function) ? undefined : targetOf(body);
    if (target) next.set(body.function, target);
  }
  return new Map(
    functions.flatMap(({ function: callee }) => {
      const last = lastOf(callee, next);
      return last ? [[callee, last] as const] : [];
    }),
  );
}

function lastOf(callee: Callee, next: ReadonlyMap<Callee, Callee>): Callee | undefined {
  let last = next.get(callee);
  for (let step = 0; last && step < next.size; step++) {
    const following = next.get(last);
    if (!following) return last;
    last = following;
  }
  return undefined;
}

function targetOf({ function: { params, results }, body }: FunctionBody): Callee | undefined {
  const call = unwrapped(body);
  if (call.kind !== 'call' || call.arguments.length !== params.length) return undefined;
  const isHandedOn = call.arguments.every((argument, index) => {
    const value = unwrapped(argument);
    return value.kind === 'local' && value.local === params[index];
  });
  return isHandedOn && isSameResult(call.type, resultType(results)) ? call.callee : undefined;
}

/** Without what gives the same bits: blocks around one expression, conversions that take no step. */
function unwrapped(expression: Expression): Expression {
  if (expression.kind === 'convert' && keepsBits(expression.value.type, expression.type)) {
    return unwrapped(expression.value);
  }
  if (expression.kind !== 'block' || expression.type.kind === 'never') return expression;
  const [only, second] = expression.items;
  return only && !second ? unwrapped(only) : expression;
}

function keepsBits(from: Type, to: Type): boolean {
  const [source, target] = [numberTypeOf(from), numberTypeOf(to)];
  return source !== undefined && target !== undefined && conversion(source, target).length === 0;
}

/** One value that travels in the same way, or none. */
function isSameResult(given: Type, wanted: Type): boolean {
  if (given.kind === 'none' || wanted.kind === 'none') return given.kind === wanted.kind;
  if (given.kind === 'values' || given.kind === 'never') return false;
  const [source, target] = [numberTypeOf(given), numberTypeOf(wanted)];
  return source?.machine === target?.machine && (carrierOf(given) === 'ref') === (carrierOf(wanted) === 'ref');
}
