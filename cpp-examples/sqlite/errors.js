/** What is thrown: SQLite's errors, and misuse. */

export class SqliteError extends Error {
  constructor(message, code) {
    if (typeof code !== 'string') throw new TypeError('Expected second argument to be a string');
    super(message);
    this.code = code;
  }
}
Object.defineProperty(SqliteError.prototype, 'name', { value: 'SqliteError', writable: true, configurable: true });

const misuse = new Map([
  ['TypeError', TypeError],
  ['RangeError', RangeError],
]);

// Between whoever called a method and here: the loader, the adapter and C++.
const framesBetween = 12;

/** For C++. */
export function makeError(message, code) {
  const Misuse = misuse.get(code);
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = limit + framesBetween;
  const error = Misuse ? new Misuse(message) : new SqliteError(message, code);
  Error.captureStackTrace?.(error, makeError);
  Error.stackTraceLimit = limit;
  return error;
}

const descriptions = {
  string: 'a string',
  function: 'a function',
  boolean: 'a boolean',
  object: 'an options object',
};

/** @param what 'first argument', for example */
export function expectType(value, type, what) {
  if (typeof value !== type || value === null) throw new TypeError(`Expected ${what} to be ${descriptions[type]}`);
}

/** False where there is none. */
export function booleanOption(options, key) {
  if (!(key in options)) return false;
  expectType(options[key], 'boolean', `the "${key}" option`);
  return options[key];
}

/** The argument of a method that switches something on, which is `true` where there is none. */
export function switchOf(args) {
  if (args.length === 0) return true;
  expectType(args[0], 'boolean', 'first argument');
  return args[0];
}
