/**
 * JavaScript around the functions at a component's boundary: exports that JavaScript calls, imports and callbacks that
 * the adapter calls. Up to four arguments pass without an array between.
 */
import type { FunctionJson, TypeJson } from './abi.ts';
import { type Convert, convert, liftOf, lowerOf } from './carriers.ts';
import type { Check } from './checks.ts';
import type { CheckOf } from './create-checks.ts';
import { ItlResultError, Mismatch } from './errors.ts';

export type Callable = (...args: unknown[]) => unknown;

/** A check that also lowers what stands alone, not inside an object. */
function lowering(type: TypeJson, checkOf: CheckOf): Check {
  const check = checkOf(type);
  const lower = lowerOf(type);
  return lower === undefined ? check : (value) => lower(check(value));
}

/** What users see of an error that came up after so many parameters had been checked. */
type Explain = (error: unknown, step: number) => unknown;

type MakeExport = (raw: Callable, finish: Convert, explain: Explain, ...checks: Check[]) => Callable;

/** One `try` for all parameters: a function more around each check would cost every call. */
const exportMakers: readonly MakeExport[] = [
  (raw, finish) => () => convert(finish, raw()),
  (raw, finish, explain, check0: Check) => (a) => {
    let step = 0;
    try {
      const first = check0(a);
      step = 1;
      return convert(finish, raw(first));
    } catch (error) {
      throw explain(error, step);
    }
  },
  (raw, finish, explain, check0: Check, check1: Check) => (a, b) => {
    let step = 0;
    try {
      const first = check0(a);
      step = 1;
      const second = check1(b);
      step = 2;
      return convert(finish, raw(first, second));
    } catch (error) {
      throw explain(error, step);
    }
  },
  (raw, finish, explain, check0: Check, check1: Check, check2: Check) => (a, b, c) => {
    let step = 0;
    try {
      const first = check0(a);
      step = 1;
      const second = check1(b);
      step = 2;
      const third = check2(c);
      step = 3;
      return convert(finish, raw(first, second, third));
    } catch (error) {
      throw explain(error, step);
    }
  },
  (raw, finish, explain, check0: Check, check1: Check, check2: Check, check3: Check) => (a, b, c, d) => {
    let step = 0;
    try {
      const first = check0(a);
      step = 1;
      const second = check1(b);
      step = 2;
      const third = check2(c);
      step = 3;
      const fourth = check3(d);
      step = 4;
      return convert(finish, raw(first, second, third, fourth));
    } catch (error) {
      throw explain(error, step);
    }
  },
];

const makeLongExport: MakeExport =
  (raw, finish, explain, ...checks) =>
  (...args) => {
    let step = 0;
    try {
      const checked = checks.map((check, index) => {
        step = index;
        return check(args[index]);
      });
      return convert(finish, raw(...checked));
    } catch (error) {
      throw explain(error, step);
    }
  };

/**
 * @param who - the name that messages begin with
 * @param first - the number of the first parameter: 1, or 0 where that is a method's `this`
 */
export function wrapExport(
  raw: Callable,
  who: string,
  { params, results: [result] }: FunctionJson,
  checkOf: CheckOf,
  first: number,
): Callable {
  const explain: Explain = (error, step) => {
    const [name = ''] = params[step] ?? [];
    const number = step + first;
    if (number > 0 && name !== '') return placedError(error, `${who}: parameter '${name}`, "'");
    return placedError(error, `${who}: ${number === 0 ? 'this' : `parameter ${number}`}`);
  };
  const checks = params.map(([, type]) => lowering(type, checkOf));
  const make = exportMakers[params.length] ?? makeLongExport;
  return make(raw, isResult(result) ? unwrap : liftOf(result), explain, ...checks);
}

/** `greet: parameter 'people[3].name' must be …` has its path between the two parts; only a Mismatch has one. */
const placedError = (error: unknown, before: string, after = ''): unknown =>
  error instanceof Mismatch ? error.at(before, after) : error;

/** A check whose errors say where. */
const placed =
  (check: Check, before: string): Check =>
  (value) => {
    try {
      return check(value);
    } catch (error) {
      throw placedError(error, before);
    }
  };

type ResultType = readonly ['result', TypeJson | null, TypeJson | null];

const isResult = (type: TypeJson | undefined): type is ResultType => typeof type === 'object' && type[0] === 'result';

function unwrap(result: unknown): unknown {
  const { tag, val } = result as { tag: string; val: unknown };
  if (tag === 'err') throw new ItlResultError(val);
  return val;
}

/** Calls a JavaScript function: lifts the arguments, checks and lowers the result. */
export type Invoke = (target: Callable, ...args: unknown[]) => unknown;

type MakeInvoke = (settle: Convert, ...lifts: Convert[]) => Invoke;

const invokeMakers: readonly MakeInvoke[] = [
  (settle) => (target) => convert(settle, target()),
  (settle, lift0) => (target, a) => convert(settle, target(convert(lift0, a))),
  (settle, lift0, lift1) => (target, a, b) => convert(settle, target(convert(lift0, a), convert(lift1, b))),
  (settle, lift0, lift1, lift2) => (target, a, b, c) =>
    convert(settle, target(convert(lift0, a), convert(lift1, b), convert(lift2, c))),
  (settle, lift0, lift1, lift2, lift3) => (target, a, b, c, d) =>
    convert(settle, target(convert(lift0, a), convert(lift1, b), convert(lift2, c), convert(lift3, d))),
];

const makeLongInvoke: MakeInvoke =
  (settle, ...lifts) =>
  (target, ...args) =>
    convert(settle, target(...lifts.map((lift, index) => convert(lift, args[index]))));

/** @param who - the name that messages begin with */
export function createInvoke(
  who: string,
  params: readonly TypeJson[],
  [result]: readonly TypeJson[],
  checkOf: CheckOf,
): Invoke {
  const lifts = params.map(liftOf);
  const settle = (type: TypeJson): Check => placed(lowering(type, checkOf), `${who}: result`);
  if (!isResult(result)) {
    return (invokeMakers[params.length] ?? makeLongInvoke)(result === undefined ? result : settle(result), ...lifts);
  }
  const [, ok, err] = result;
  const checkOk = ok === null ? () => undefined : placed(checkOf(ok), `${who}: result`);
  const errorOf = errorReader(err, who, checkOf);
  const call = makeLongInvoke(undefined, ...lifts);
  return (target, ...args) => {
    let value: unknown;
    try {
      value = call(target, ...args);
    } catch (error) {
      return { tag: 'err', val: errorOf(error) };
    }
    return { tag: 'ok', val: checkOk(value) };
  };
}

/**
 * Finds the value of type `err` in what was thrown: an ItlResultError's payload, a value of the type itself, a plain
 * Error's message for a string. Anything else is thrown again.
 */
function errorReader(err: TypeJson | null, who: string, checkOf: CheckOf): Check {
  const check = err === null ? refuse : checkOf(err);
  const checkPayload = err === null ? () => undefined : placed(check, `${who}: error`);
  return (error) => {
    if (error instanceof ItlResultError) return checkPayload(error.payload);
    // Traps, stack overflows and slips of the pen are no outcome that anybody declared.
    if (error instanceof Error && error.name !== 'Error') throw error;
    try {
      return check(error);
    } catch {
      if (err === 'string' && error instanceof Error) return error.message;
      throw error;
    }
  };
}

const refuse: Check = (value) => {
  throw value;
};
