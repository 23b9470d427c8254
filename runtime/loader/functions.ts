/**
 * JavaScript around the functions at a component's boundary: exports that JavaScript calls, imports and callbacks that
 * the adapter calls. Up to four arguments pass without an array between.
 */
import type { FunctionJson } from '../abi.ts';
import { isNormalEnd, trapError } from '../cores/trap-error.ts';
import { callError } from '../cores/traps.ts';
import type { Callable } from '../values/callable.ts';
import { endWith, enter, leave } from '../values/calls.ts';
import { type Life, refuseCall } from '../values/life.ts';
import { type Convert, convert } from './carriers.ts';
import { lowering } from './create-checks.ts';
import type { Instance } from './instance.ts';
import { Mismatch } from './mismatch.ts';
import type { Check } from './primitives.ts';

/**
 * @param who - the name that messages begin with
 * @param first - the number of the first parameter: 1, or 0 where that is a method's `this`
 * @param finish - for the result, where the engine's conversion does not do
 */
export function wrapExport(
  raw: Callable,
  who: string,
  json: FunctionJson,
  instance: Pick<Instance, 'calls' | 'checkOf' | keyof Life>,
  first: number,
  finish: Convert,
): Callable {
  const { params, recovers } = json;
  const own = params.map(([, type]) => lowering(type, instance.checkOf));
  const isLong = own.length > 4;
  const checks = isLong ? [checkAll] : own;
  const call: Callable = isLong ? (args) => raw(...(args as unknown[])) : raw;
  const [check0, check1, check2, check3] = checks as [Check, Check, Check, Check];
  const count = checks.length;
  const { calls } = instance;

  /** What users see of an error that came up after so many parameters had been checked. */
  function explain(error: unknown, step: number): unknown {
    if (!Mismatch.is(error)) return recovers ? trapError(error, who) : callError(instance, error, who);
    const [name = ''] = params[step] ?? [];
    const number = step + first;
    if (number > 0 && name !== '') return error.at(`${who}: parameter '${name}`, "'");
    return error.at(`${who}: ${number === 0 ? 'this' : `parameter ${number}`}`, '');
  }
  /** More arguments than four go in as one. */
  function checkAll(args: unknown): unknown {
    return own.map((check, step) => {
      try {
        return check((args as unknown[])[step]);
      } catch (error) {
        throw explain(error, step);
      }
    });
  }
  // One `try` for all parameters: a function more around each check would cost every call.
  const wrapper: Callable = (a, b, c, d) => {
    if (!instance.isLive) refuseCall(instance, who);
    const depth = enter(calls);
    let step = 0;
    let result: unknown;
    try {
      const first = count > 0 ? check0(a) : a;
      step = 1;
      const second = count > 1 ? check1(b) : b;
      step = 2;
      const third = count > 2 ? check2(c) : c;
      step = 3;
      const fourth = count > 3 ? check3(d) : d;
      step = 4;
      result = convert(finish, call(first, second, third, fourth));
    } catch (error) {
      if (json.results.length > 0 || !isNormalEnd(error)) throw endWith(calls, depth, explain(error, step));
    }
    leave(calls, depth);
    return result;
  };
  return isLong ? (...args) => wrapper(args) : wrapper;
}

/** A check whose errors say where. */
export const placed =
  (check: Check, before: string): Check =>
  (value) => {
    try {
      return check(value);
    } catch (error) {
      throw Mismatch.is(error) ? error.at(before, '') : error;
    }
  };

/** Calls a function of the user's with what the adapter gives. */
export type Invoke = (target: Callable, ...args: unknown[]) => unknown;

/**
 * @param lifts - one a parameter
 * @param settle - for the result, where there is one
 */
export function invoker(lifts: readonly Convert[], settle: Convert): Invoke {
  const [lift0, lift1, lift2, lift3] = lifts;
  switch (lifts.length) {
    case 0:
      return (target) => convert(settle, target());
    case 1:
      return (target, a) => convert(settle, target(convert(lift0, a)));
    case 2:
      return (target, a, b) => convert(settle, target(convert(lift0, a), convert(lift1, b)));
    case 3:
      return (target, a, b, c) => convert(settle, target(convert(lift0, a), convert(lift1, b), convert(lift2, c)));
    case 4:
      return (target, a, b, c, d) =>
        convert(settle, target(convert(lift0, a), convert(lift1, b), convert(lift2, c), convert(lift3, d)));
    default:
      return (target, ...args) => convert(settle, target(...args.map((arg, index) => convert(lifts[index], arg))));
  }
}
