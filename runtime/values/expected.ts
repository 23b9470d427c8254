/** What a check of a value from JavaScript says when it fails. None of these returns. */
import { ItlRangeError, ItlTypeError, show } from './errors.ts';

/** Whose value it is, at a path inside of it: `greet: parameter 'people[3].name'` for `[3].name`. */
export type At = (path: string) => string;

/**
 * @param at - whose value it is: `greet: parameter 'name'`
 * @param isField - of a record or a variant: what is undefined is missing
 */
export function mustBe(
  value: unknown,
  at: string,
  expected: string,
  isField = false,
  ErrorClass: new (message: string) => Error = ItlTypeError,
): never {
  throw new ErrorClass(
    at + (isField && value === undefined ? ' is missing' : ` must be ${expected}, got ${show(value)}`),
  );
}

/** A number that is none of the type's, or no number. */
export function outOfRange(value: unknown, at: string, expected: string, isField = false): never {
  if (typeof value !== 'number') mustBe(value, at, 'a number', isField);
  mustBe(value, at, expected, isField, ItlRangeError);
}

/** A bigint that is none of the type's, or no bigint. */
export function outOfRange64(value: unknown, at: string, expected: string, isField = false): never {
  if (typeof value !== 'bigint') mustBe(value, at, 'a bigint', isField);
  mustBe(value, at, expected, isField, ItlRangeError);
}

/** Says what is wrong with a value. */
export function refuse(at: string, what: string): never {
  throw new ItlTypeError(`${at} ${what}`);
}
