/** JavaScript's functions as SQLite's: what `function` and `aggregate` are given, checked. */
import { booleanOption, expectType } from './errors.js';

const mostArguments = 100;
const longestName = 255;

/** What a function may give; C++ is told of nothing else, since it could not throw through SQLite. */
function toSql(name, value) {
  switch (typeof value) {
    case 'number':
    case 'string':
      return value;
    case 'undefined':
      return null;
    case 'bigint':
      if (BigInt.asIntN(64, value) === value) return value;
      throw new RangeError(`User-defined function ${name}() returned a bigint that was too big`);
    case 'object':
      if (value === null) return value;
      // Both throw where the bytes were given away.
      if (value instanceof ArrayBuffer) return new Uint8Array(value);
      if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  }
  throw new TypeError(`User-defined function ${name}() returned an invalid value`);
}

function checkName(name) {
  expectType(name, 'string', 'first argument');
  if (name === '') throw new TypeError('User-defined function name cannot be an empty string');
  if (new TextEncoder().encode(name).length > longestName) {
    throw new RangeError(`User-defined function names cannot have more than ${longestName} bytes`);
  }
}

/** @param arity where any number is not allowed @param safeIntegers where the options say nothing */
function optionsOf(options, arity, safeIntegers) {
  const varargs = booleanOption(options, 'varargs');
  if (!varargs && arity > mostArguments) {
    throw new RangeError(`User-defined functions cannot have more than ${mostArguments} arguments`);
  }
  return {
    arity: varargs ? -1 : arity,
    deterministic: booleanOption(options, 'deterministic'),
    directOnly: booleanOption(options, 'directOnly'),
    safeIntegers: 'safeIntegers' in options ? booleanOption(options, 'safeIntegers') : safeIntegers,
  };
}

function arityOf({ length }) {
  if (Number.isInteger(length) && length >= 0) return length;
  throw new TypeError('Expected function.length to be a positive integer');
}

/** What C++'s `addFunction` takes. */
export function functionOf(name, options, body, safeIntegers) {
  if (typeof options === 'function') return functionOf(name, {}, options, safeIntegers);
  expectType(body, 'function', 'last argument');
  expectType(options ?? {}, 'object', 'second argument');
  checkName(name);
  return [name, optionsOf(options ?? {}, arityOf(body), safeIntegers), (args) => toSql(name, body(...args))];
}

function functionOption(options, key) {
  const value = options[key] ?? undefined;
  if (value !== undefined) expectType(value, 'function', `the "${key}" option`);
  return value;
}

/** What C++'s `addAggregate` takes. */
export function aggregateOf(name, options, safeIntegers) {
  expectType(options, 'object', 'second argument');
  checkName(name);
  const step = functionOption(options, 'step');
  if (!step) throw new TypeError('Missing required option "step"');
  const result = functionOption(options, 'result') ?? ((total) => total);
  if ('inverse' in options) throw new TypeError('The "inverse" option is not supported: there are no window functions');
  const { start = null } = options;
  // SQLite keeps an object for each group, as a total may be anything.
  const begun = (group) => group ?? { total: typeof start === 'function' ? start() : start };
  const next = (given, args) => {
    const group = begun(given);
    const total = step(group.total, ...args);
    if (total !== undefined) group.total = total;
    return group;
  };
  const last = (given) => toSql(name, result(begun(given).total));
  return [name, optionsOf(options, Math.max(0, arityOf(step) - 1), safeIntegers), next, last];
}
