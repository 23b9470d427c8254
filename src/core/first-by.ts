/** The first item of each key, in order. */
export function firstBy<T>(items: Iterable<T>, key: (item: T) => string): readonly T[] {
  const firsts = new Map<string, T>();
  for (const item of items) if (!firsts.has(key(item))) firsts.set(key(item), item);
  return [...firsts.values()];
}
