/** What is thrown: classes for users to tell apart, and values in messages. */

// In the classes `this` stands where the name could: bundlers rename a class that mentions itself.

/** A value of the wrong type came in from JavaScript. */
export class ItlTypeError extends TypeError {
  static {
    this.prototype.name = 'ItlTypeError';
  }
  readonly code = 'ITL_TYPE';
}

/** A number, pointer, length or handle outside what is allowed. */
export class ItlRangeError extends RangeError {
  static {
    this.prototype.name = 'ItlRangeError';
  }
  readonly code = 'ITL_RANGE';
}

/** A component that cannot be put together: something it needs is missing, or is not what it should be. */
export class ItlLinkError extends Error {
  static {
    this.prototype.name = 'ItlLinkError';
  }
  readonly code = 'ITL_LINK';
}

/** TypeScript does not know that it takes a cause too, nor, without the library of the DOM, that it is there. */
const RuntimeError = WebAssembly.RuntimeError as unknown as new (message?: string, options?: ErrorOptions) => Error;

/**
 * A core module trapped, or the component itself: a `WebAssembly.RuntimeError`. `cause` is the engine's own error. Or a core
 * module has called `exit`, out of an export that has a result to give, or with a status other than 0.
 */
export class ItlTrapError extends RuntimeError {
  static {
    this.prototype.name = 'ItlTrapError';
  }
  readonly code = 'ITL_TRAP';
  /** The status that `exit` was called with; absent from other errors. */
  declare readonly exitCode?: number;
}

/**
 * The error side of a function whose ITL type is `(result T E)`: what an export throws, and what an import may throw
 * to say which `E` it means.
 */
export class ItlResultError extends Error {
  static {
    this.prototype.name = 'ItlResultError';
  }
  readonly code = 'ITL_RESULT';
  /** The value of type `E`. */
  readonly payload: unknown;

  constructor(payload: unknown, options?: ErrorOptions) {
    super(messageOf(payload) ?? `failed with ${show(payload)}`, options);
    this.payload = payload;
  }
}

/** A text itself, or that of a record. Read from the property's description: no getter runs. */
function messageOf(payload: unknown): string | undefined {
  if (typeof payload === 'string') return payload;
  try {
    const message: unknown = Object.getOwnPropertyDescriptor(payload, 'message')?.value;
    return typeof message === 'string' ? message : undefined;
  } catch {
    // Nothing that has properties, or a revoked Proxy.
    return undefined;
  }
}

export const reason = (cause: unknown): string => (cause as Error | undefined)?.message ?? String(cause);

const cut = (text: string): string => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** A short rendering that runs no code of the value's: no getter, no `toString`, no trap of a Proxy. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${cut(value)}'`;
  if (typeof value === 'function') return 'a function';
  if (Object(value) !== value) return cut(String(value)) + (typeof value === 'bigint' ? 'n' : '');
  if (ArrayBuffer.isView(value)) return 'a typed array';
  try {
    if (Array.isArray(value)) return 'an array';
  } catch {
    // A revoked Proxy.
  }
  return 'an object';
}
