import { type HelperName, library } from './library/library.ts';

/** Helpers, and those that they need; what others are made from comes first. */
export function withNeeds(names: Iterable<HelperName>): readonly HelperName[] {
  const found = new Set<HelperName>();
  const visited = new Set<HelperName>();
  const include = (name: HelperName): void => {
    if (visited.has(name)) return;
    visited.add(name);
    for (const needed of library[name].needs) include(needed as HelperName);
    found.add(name);
  };
  for (const name of names) include(name);
  return [...found];
}
