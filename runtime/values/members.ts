/** Members of objects that are not inherited from `Object.prototype`: what all objects have is neither a field nor given. */

/** `{}` has no `constructor`. */
export const isInherited = (record: object, name: string): boolean =>
  name in Object.prototype && !Object.hasOwn(record, name);

/** What an object itself or its class has; not what all have, since a `constructor`'s constructor evaluates text. */
export function memberOf(object: unknown, name: string): unknown {
  const value = (object as Item | undefined)?.[name];
  const isEverybodys =
    name === 'constructor' ||
    name === '__proto__' ||
    (typeof object === 'function' ? name in Function.prototype : value === (Object.prototype as unknown as Item)[name]);
  return isEverybodys && !(value !== undefined && Object.hasOwn(object as Item, name)) ? undefined : value;
}

type Item = Readonly<Record<string, unknown>>;
