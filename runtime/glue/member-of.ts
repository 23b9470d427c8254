type Members = Readonly<Record<string, unknown>>;

/** What an object itself or its class has; not what all have, since a `constructor`'s constructor evaluates text. */
export function memberOf(object: unknown, name: string): unknown {
  const value = (object as Members | undefined)?.[name];
  const isEverybodys =
    name === 'constructor' ||
    name === '__proto__' ||
    (typeof object === 'function'
      ? name in Function.prototype
      : value === (Object.prototype as unknown as Members)[name]);
  return isEverybodys && !(value !== undefined && Object.hasOwn(object as Members, name)) ? undefined : value;
}
