/** Maps and sets, which core modules have as arrays. Where one would be smaller than the array, the words of a refusal come instead. */

type Entries = readonly (readonly [unknown, unknown])[];

export function mapOf(entries: Entries): Map<unknown, unknown> | string {
  const map = new Map(entries);
  return map.size === entries.length ? map : 'has a key twice';
}

export function setOf(items: ArrayLike<unknown> & Iterable<unknown>): Set<unknown> | string {
  const set = new Set(items);
  return set.size === items.length ? set : 'has an item twice';
}
