/** Assertions that need nothing of any engine, so that a fixture's run.ts is the same everywhere. */

export class AssertionFailure extends Error {
  override readonly name = 'AssertionFailure';
}

/** By an adapter, in all variants that run here, or by the module of JavaScript that itlc generates. */
export const wrappers = ['adapter', 'js'] as const;
export type Wrapper = (typeof wrappers)[number];

export interface Assertions {
  /** Same value, deeply: Object.is for primitives, same keys, prototypes' names and items otherwise. */
  readonly equal: (actual: unknown, expected: unknown, what?: string) => void;
  readonly ok: (condition: unknown, what?: string) => void;
  /** Calls and expects an error of that name whose message is the text, or matches the pattern. Gives the error. */
  readonly throws: (action: () => unknown, name: string, message: string | RegExp) => Error;
  readonly rejects: (action: () => Promise<unknown>, name: string, message: string | RegExp) => Promise<Error>;
}

export const assertionsOn = (wrapper: Wrapper): Assertions => ({
  equal(actual, expected, what) {
    const difference = differenceOf(actual, expected, what ?? 'value');
    if (difference !== undefined) throw new AssertionFailure(difference);
  },
  ok(condition, what) {
    if (!condition) throw new AssertionFailure(what ?? 'expected something true');
  },
  throws(action, name, message) {
    let caught: unknown;
    let result: unknown;
    try {
      result = action();
    } catch (error) {
      caught = error;
    }
    return checkError({ caught, result }, { name, message, wrapper });
  },
  async rejects(action, name, message) {
    const outcome = await action().then(
      (result) => ({ result, caught: undefined }),
      (caught: unknown) => ({ result: undefined, caught }),
    );
    return checkError(outcome, { name, message, wrapper });
  },
});

/** On adapters, where errors are those of the loader. */
export const assertions = assertionsOn('adapter');

interface ExpectedError {
  readonly name: string;
  readonly message: string | RegExp;
  readonly wrapper: Wrapper;
}

/**
 * A trap that needs no cleaning up comes out of generated JavaScript as the engine's own error, of which ItlTrapError is a
 * subclass.
 */
const hasName = (error: Error, { name, wrapper }: ExpectedError): boolean =>
  error.name === name || (wrapper === 'js' && name === 'ItlTrapError' && error.name === 'RuntimeError');

function checkError(outcome: { readonly caught: unknown; readonly result: unknown }, expected: ExpectedError): Error {
  const { caught, result } = outcome;
  const { name, message } = expected;
  if (!(caught instanceof Error)) {
    const got = caught === undefined ? `the result ${show(result)}` : `${show(caught)} thrown`;
    throw new AssertionFailure(`expected a ${name} (${message}), got ${got}`);
  }
  const matches = typeof message === 'string' ? caught.message === message : message.test(caught.message);
  if (hasName(caught, expected) && matches) return caught;
  throw new AssertionFailure(`expected ${name}: ${message}\n     got ${caught.name}: ${caught.message}`);
}

function differenceOf(actual: unknown, expected: unknown, at: string): string | undefined {
  if (Object.is(actual, expected)) return undefined;
  if (!isObject(actual) || !isObject(expected)) return `${at}: expected ${show(expected)}, got ${show(actual)}`;
  if (kindOf(actual) !== kindOf(expected)) return `${at}: expected a ${kindOf(expected)}, got a ${kindOf(actual)}`;
  const keys = Object.keys(expected);
  const actualKeys = Object.keys(actual);
  if (keys.length !== actualKeys.length) return `${at}: expected ${show(expected)}, got ${show(actual)}`;
  for (const key of keys) {
    if (!Object.hasOwn(actual, key)) return `${at}.${key} is missing`;
    const difference = differenceOf(Reflect.get(actual, key), Reflect.get(expected, key), `${at}.${key}`);
    if (difference !== undefined) return difference;
  }
  return undefined;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** By name, not identity: a value may come from another realm. */
const kindOf = (value: object): string => Object.prototype.toString.call(value);

function show(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint') return `${value}n`;
  if (Object.is(value, -0)) return '-0';
  if (isObject(value) && !(value instanceof Error)) return showObject(value);
  return String(value);
}

function showObject(value: object): string {
  try {
    return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? `${inner}n` : inner)).slice(0, 200);
  } catch {
    return kindOf(value);
  }
}
