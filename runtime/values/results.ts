/** Functions whose ITL type is `(result T E)`: they return a T or throw an ItlResultError with an E. */
import { ItlResultError } from './errors.ts';
import type { At } from './expected.ts';

export type Result = { readonly tag: 'ok' | 'err'; readonly val?: unknown };

/** What an export returns or throws. */
export function unwrap({ tag, val }: Result): unknown {
  if (tag === 'err') throw new ItlResultError(val);
  return val;
}

/** Whether it was thrown to say which error is meant, by a component's functions or the user's. */
const isResultError = (error: unknown): error is ItlResultError =>
  isError(error) && (error as { code?: unknown }).code === 'ITL_RESULT';

/** Another tool's error that says which error is meant, as jco's ComponentError does. */
const carriesPayload = (error: unknown): error is { readonly payload: unknown } =>
  isError(error) && Object.hasOwn(error, 'payload');

/** A Proxy that was revoked throws at the question. */
export function isError(error: unknown): error is Error {
  try {
    return error instanceof Error;
  } catch {
    return false;
  }
}

/**
 * The value of the error's type in what was thrown: an ItlResultError's payload, the `payload` of another
 * error, or a value of the type itself. Anything else is thrown again.
 *
 * @param check - throws for what is not of the type
 * @param toPlain - whether a plain Error's message counts, since the type is string
 */
export function errorValue<At>(
  error: unknown,
  check: (value: unknown, at: At) => unknown,
  at: At,
  isText: boolean,
): unknown {
  if (isResultError(error)) return check(error.payload, at);
  // Traps, stack overflows and programming errors are no outcome that anybody declared.
  const isCarrier = carriesPayload(error);
  if (!isCarrier && isError(error) && error.name !== 'Error') throw error;
  try {
    return check(isCarrier ? error.payload : error, at);
  } catch {
    if (isText && isError(error)) return error.message;
    throw error;
  }
}

/** The outcome that was thrown, by a function of the user's. @param who - whose error it is, for messages */
export const failure = (
  error: unknown,
  check: (value: unknown, at: At) => unknown,
  who: string,
  isText = false,
): Result => ({ tag: 'err', val: errorValue(error, check, (path: string) => who + path, isText) });

/** The outcome that was thrown, where it has no value. What does not say that it is one is thrown again. */
export function noErrorValue(error: unknown): Result {
  if (!isResultError(error) && !carriesPayload(error)) throw error;
  return { tag: 'err' };
}
