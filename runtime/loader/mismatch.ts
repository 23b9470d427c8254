/** The private messenger of a failed check. */
import { type ItlRangeError, ItlTypeError, show } from '../values/errors.ts';

type ValueError = typeof ItlTypeError | typeof ItlRangeError;

/** A failed check on its way up: containers put their part of the path before it, the function's wrapper the rest. */
export class Mismatch {
  path = '';
  text: string;
  readonly ErrorClass: ValueError;

  constructor(text: string, ErrorClass: ValueError = ItlTypeError) {
    this.text = text;
    this.ErrorClass = ErrorClass;
  }

  /** Asks no Proxy, which may throw at the question. */
  static is(error: unknown): error is Mismatch {
    return typeof error === 'object' && error !== null && #isOwn in error;
  }

  readonly #isOwn = true;

  /** The error that users see: `greet: parameter 'people[3].name' must be …` has the path between the two parts. */
  at(before: string, after: string): Error {
    return new this.ErrorClass(`${before}${this.path}${after} ${this.text}`);
  }
}

export function refuse(text: string): never {
  throw new Mismatch(text);
}

export function mustBe(expected: string, value: unknown, ErrorClass?: ValueError): never {
  throw new Mismatch(`must be ${expected}, got ${show(value)}`, ErrorClass);
}

/** What a reader of values gives: what goes in, or the words of a refusal. */
export const accepted = <T>(read: T | string): T => (typeof read === 'string' ? refuse(read) : read);

/**
 * For host functions, behind the checks at the boundary: a getter or a changed array may answer differently the second
 * time.
 */
export function needed(what: string, value: unknown): never {
  throw new ItlTypeError(`${what} is needed, got ${show(value)}`);
}

export const stringOf = (value: unknown): string => (typeof value === 'string' ? value : needed('a string', value));
