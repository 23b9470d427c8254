/**
 * Operations on any value, for components that use JavaScript without declaring what of it. They reach what is handed
 * to them and its members, not the `constructor` that every object has by birth: a component must not get at `Function`.
 */

import { ItlTypeError, Mismatch, show } from './errors.ts';
import { endLent } from './lending.ts';
import { memberOf } from './members.ts';
import type { Check } from './primitives.ts';
import { isBytes } from './wide-checks.ts';

type Arguments = readonly unknown[];

/** Text once and for all: an object may say something else each time. */
const nameOf = (key: unknown): string => (typeof key === 'symbol' ? (key as unknown as string) : String(key));

function memberNamed(object: unknown, name: string): unknown {
  if (object === undefined || object === null) throw new ItlTypeError(`${show(object)} has no '${String(name)}'`);
  return memberOf(object, name);
}

function callable(value: unknown, what: () => string): (...args: unknown[]) => unknown {
  if (typeof value !== 'function') throw new ItlTypeError(`${what()} is no function, but ${show(value)}`);
  return value as (...args: unknown[]) => unknown;
}

const theValue = (): string => 'the value';

/** In the order of the numbers, but for `null`, which `typeof` takes for an object. */
const kinds = ['undefined', 'null', 'boolean', 'number', 'bigint', 'string', 'symbol', 'function', 'object'];
const bytesKind = kinds.length;

function kindOf(value: unknown): number {
  if (value === null) return 1;
  const kind = kinds.indexOf(typeof value);
  return typeof value === 'object' && isBytes(value) ? bytesKind : kind;
}

export const dynamicFunctions = {
  throw_error: (message: string) => {
    throw new Error(message);
  },
  rethrow: (value: unknown) => {
    throw value;
  },
  get_property: (object: unknown, key: unknown) => memberNamed(object, nameOf(key)),
  set_property: (object: unknown, key: unknown, value: unknown) => {
    const name = nameOf(key);
    if (name === '__proto__' || Object(object) !== object || !Reflect.set(object as object, name, value)) {
      throw new ItlTypeError(`'${String(name)}' of ${show(object)} cannot be set`);
    }
  },
  call_method: (object: unknown, key: unknown, args: Arguments) => {
    const name = nameOf(key);
    return Reflect.apply(
      callable(memberNamed(object, name), () => `'${String(name)}' of ${show(object)}`),
      object,
      args,
    );
  },
  call_any: (callee: unknown, args: Arguments) => Reflect.apply(callable(callee, theValue), undefined, args),
  construct: (callee: unknown, args: Arguments) => Reflect.construct(callable(callee, theValue), args),
  new_object: () => ({}),
  end_lent: endLent,
  type_of: (value: unknown) => typeof value,
  kind_of: kindOf,
  same: (left: unknown, right: unknown) => (Object.is(left, right) ? 1 : 0),
};

/** `cast:J` */
export const castBy = (check: Check) => (value: unknown) => {
  try {
    return check(value);
  } catch (error) {
    throw error instanceof Mismatch ? error.at('the value', '') : error;
  }
};
