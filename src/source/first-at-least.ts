/** Where in a list, which is in order, the first item is whose key is not below a number; its length where there is none. */
export function firstAtLeast<T>(items: readonly T[], wanted: number, key: (item: T) => number): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(items[middle] as T) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
