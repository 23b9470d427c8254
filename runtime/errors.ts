/** What the loader throws: classes for users to tell apart, and the private messenger of a failed check. */

/** A value of the wrong type came in from JavaScript. */
export class ItlTypeError extends TypeError {
  // `this`, not the name: bundlers rename a class that mentions itself.
  static {
    this.prototype.name = 'ItlTypeError';
  }
  readonly code = 'ITL_TYPE';
}

/** A number, pointer, length or handle outside what is allowed. */
export class ItlRangeError extends RangeError {
  // `this`, not the name: bundlers rename a class that mentions itself.
  static {
    this.prototype.name = 'ItlRangeError';
  }
  readonly code = 'ITL_RANGE';
}

/** A component that cannot be put together: something it needs is missing, or is not what it should be. */
export class ItlLinkError extends Error {
  // `this`, not the name: bundlers rename a class that mentions itself.
  static {
    this.prototype.name = 'ItlLinkError';
  }
  readonly code = 'ITL_LINK';
}

/**
 * The error side of a function whose ITL type is `(result T E)`: what an export throws, and what an import may throw
 * to say which `E` it means.
 */
export class ItlResultError extends Error {
  // `this`, not the name: bundlers rename a class that mentions itself.
  static {
    this.prototype.name = 'ItlResultError';
  }
  readonly code = 'ITL_RESULT';
  /** The value of type `E`. */
  readonly payload: unknown;

  constructor(payload: unknown, options?: ErrorOptions) {
    super(typeof payload === 'string' ? payload : `failed with ${show(payload)}`, options);
    this.payload = payload;
  }
}

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

  /** The error that users see. */
  at(before: string, after: string): Error {
    return new this.ErrorClass(`${before}${this.path}${after} ${this.text}`);
  }
}

export function mustBe(expected: string, value: unknown, ErrorClass?: ValueError): never {
  throw new Mismatch(`must be ${expected}, got ${show(value)}`, ErrorClass);
}

/**
 * For host functions, behind the checks at the boundary: a getter or a changed array may answer differently the second
 * time.
 */
export function needed(what: string, value: unknown): never {
  throw new ItlTypeError(`${what} is needed, got ${show(value)}`);
}

/** What a container rethrows after the check of one of its parts, perhaps a missing one, threw `error`. */
export function within(step: string, error: unknown, isMissing = false): unknown {
  if (error instanceof Mismatch) {
    if (isMissing) error.text = 'is missing';
    error.path = step + error.path;
  }
  return error;
}

export const reason = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** A short rendering that runs no code of the value's: no getter, no `toString`, no trap of a Proxy. */
export function show(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `'${cut(value)}'`;
    case 'bigint':
      return `${cut(String(value))}n`;
    case 'function':
      return 'a function';
    case 'object':
      return value === null
        ? 'null'
        : isArray(value)
          ? 'an array'
          : ArrayBuffer.isView(value)
            ? 'a typed array'
            : 'an object';
    default:
      return cut(String(value));
  }
}

/** `Array.isArray` throws for a revoked Proxy. */
function isArray(value: unknown): boolean {
  try {
    return Array.isArray(value);
  } catch {
    return false;
  }
}
