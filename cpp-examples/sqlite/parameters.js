/** What `run(1, [2, 3], { name: 4 })` means to a statement: values in the order of its parameters. */

const isBytes = (value) => ArrayBuffer.isView(value) || value instanceof ArrayBuffer;

/** Of this realm or another. */
function isPlain(value) {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const isObject = (value) => typeof value === 'object' && value !== null && !isBytes(value);

/**
 * @param names of the statement's parameters, `undefined` for those that have none
 * @param given arguments: values, arrays of them, and one object with those that have names
 */
export function inOrder(names, given) {
  const hasNames = names.some((name) => name !== undefined);
  const isSimple = !hasNames && !given.some(isObject);
  const values = isSimple ? given : arrange(names, sort(given, hasNames));
  for (const value of values) if (typeof value === 'bigint') checkSize(value);
  return values;
}

function checkSize(bigint) {
  if (BigInt.asIntN(64, bigint) !== bigint) throw new RangeError('The bound string, buffer, or bigint is too big');
}

function sort(given, hasNames) {
  const positional = [];
  let named;
  for (const item of given) {
    if (Array.isArray(item)) for (const value of item) positional.push(value);
    else if (!isObject(item)) positional.push(item);
    else if (isPlain(item)) {
      if (named) throw new TypeError('You cannot specify named parameters in two different objects');
      named = item;
    } else if (hasNames) throw new TypeError('Named parameters can only be passed within plain objects');
    else throw new TypeError('SQLite3 can only bind numbers, strings, bigints, buffers, and null');
  }
  return { positional, named };
}

function arrange(names, { positional, named }) {
  const unnamed = names.filter((name) => name === undefined).length;
  if (positional.length > unnamed) throw new RangeError('Too many parameter values were provided');
  if (unnamed < names.length && !named) throw new TypeError('Missing named parameters');
  if (positional.length < unnamed) throw new RangeError('Too few parameter values were provided');
  let next = 0;
  return names.map((name) => (name === undefined ? positional[next++] : fieldOf(named, name)));
}

function fieldOf(named, name) {
  if (!Object.hasOwn(named, name)) throw new RangeError(`Missing named parameter "${name}"`);
  return named[name];
}
