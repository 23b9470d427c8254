import { expect } from 'vitest';

/** The classes that users can tell apart, with their codes. */
export type ErrorName = 'ItlLinkError' | 'ItlRangeError' | 'ItlTypeError' | 'ItlTrapError';

const codes: Readonly<Record<ErrorName, string>> = {
  ItlLinkError: 'ITL_LINK',
  ItlRangeError: 'ITL_RANGE',
  ItlTypeError: 'ITL_TYPE',
  ItlTrapError: 'ITL_TRAP',
};

/** The error's class, code and message. */
export function expectError(error: unknown, name: ErrorName, text: string | RegExp): void {
  expect(error).toBeInstanceOf(Error);
  const { message } = error as Error;
  expect({ ...(error as object), name: (error as Error).name, message }).toMatchObject({ name, code: codes[name] });
  if (typeof text === 'string') expect(message).toBe(text);
  else expect(message).toMatch(text);
}

/** What a call throws, undefined where it does not. */
export function thrownBy(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}

export const reasonOf = (made: Promise<unknown>): Promise<unknown> =>
  made.then(
    () => undefined,
    (error: unknown) => error,
  );

export const expectThrown = (run: () => unknown, name: ErrorName, text: string | RegExp): void =>
  expectError(thrownBy(run), name, text);

export const expectRejected = async (made: Promise<unknown>, name: ErrorName, text: string | RegExp): Promise<void> =>
  expectError(await reasonOf(made), name, text);
