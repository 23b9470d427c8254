/** Functions whose ITL type is `(result T E)`: they return a T or throw an ItlResultError with an E. */
import type { TypeJson } from '../abi.ts';
import type { Callable } from '../values/callable.ts';
import { errorValue, noErrorValue, unwrap } from '../values/results.ts';
import { type Convert, convert, liftOf } from './carriers.ts';
import { type CheckOf, lowering } from './create-checks.ts';
import { type Invoke, invoker, placed } from './functions.ts';
import type { Instance } from './instance.ts';
import type { Check } from './primitives.ts';

type ResultType = readonly ['result', TypeJson | null, TypeJson | null];

const isResult = (type: TypeJson | undefined): type is ResultType => typeof type === 'object' && type[0] === 'result';

type AsyncType = readonly ['async', TypeJson | null];

export const isAsync = (type: TypeJson | undefined): type is AsyncType =>
  typeof type === 'object' && type[0] === 'async';

/** Adapter → JavaScript: what an export returns. */
export function finishOf(result: TypeJson | undefined): Convert {
  if (!isAsync(result)) return isResult(result) ? (unwrap as Convert) : liftOf(result);
  const finish = finishOf(result[1] ?? undefined);
  return (promise) => (promise as Promise<unknown>).then(finish);
}

/** What calls a function of the user's, `who` in messages, with what the adapter gives. */
export function createInvoke(
  { checkOf }: Instance,
  who: string,
  params: readonly TypeJson[],
  results: readonly TypeJson[],
): Invoke {
  const [result] = results;
  return isAsync(result)
    ? createAsyncInvoke(who, params, result, checkOf)
    : createResultInvoke(who, params, results, checkOf);
}

/** The same for one function, as an adapter imports it. No bound function: to link one takes V8 longer than all else. */
export function createImport(
  instance: Instance,
  who: string,
  params: readonly TypeJson[],
  results: readonly TypeJson[],
  target: Callable,
): Callable {
  const invoke = createInvoke(instance, who, params, results);
  const few: Callable = (a, b, c, d) => invoke(target, a, b, c, d);
  const call: Callable = params.length > 4 ? (...values) => invoke(target, ...values) : few;
  if (!isAsync(results[0])) return call;
  return instance.guards.suspending(who, call as () => Promise<unknown>) as Callable;
}

/** What a function of a result type throws may be its outcome. */
function createResultInvoke(
  who: string,
  params: readonly TypeJson[],
  results: readonly TypeJson[],
  checkOf: CheckOf,
): Invoke {
  const [result] = results;
  const lifts = params.map(liftOf);
  if (!isResult(result)) {
    return invoker(lifts, result && placed(lowering(result, checkOf), `${who}: result`));
  }
  const [, ok, err] = result;
  const checkOk = ok === null ? undefined : placed(checkOf(ok), `${who}: result`);
  const errorOf = err === null ? undefined : errorReader(err, who, checkOf);
  const call = invoker(lifts, undefined);
  return (target, ...args) => {
    let value: unknown;
    try {
      value = call(target, ...args);
    } catch (error) {
      return errorOf ? { tag: 'err', val: errorOf(error) } : noErrorValue(error);
    }
    return ok === null ? { tag: 'ok' } : { tag: 'ok', val: convert(checkOk, value) };
  };
}

/**
 * Calls a function that may give a promise; what it comes to, value or error, is then treated as if it had come at once.
 */
function createAsyncInvoke(
  who: string,
  params: readonly TypeJson[],
  [, result]: AsyncType,
  checkOf: CheckOf,
): (target: Callable, ...args: unknown[]) => Promise<unknown> {
  const call = invoker(params.map(liftOf), undefined);
  const settle = createResultInvoke(who, [], result === null ? [] : [result], checkOf);
  return async (target, ...args) => {
    let outcome: Callable;
    try {
      const value = await call(target, ...args);
      outcome = () => value;
    } catch (error) {
      outcome = () => {
        throw error;
      };
    }
    return settle(outcome);
  };
}

/** Finds the value of type `err` in what was thrown. Of any type is whatever is thrown: the very value. */
function errorReader(err: TypeJson, who: string, checkOf: CheckOf): Check {
  const check = placed(checkOf(err), `${who}: error`);
  return err === 'any' ? check : (error) => errorValue(error, check, '', err === 'string');
}
