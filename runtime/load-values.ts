import { kit } from './kit.ts';
import type { ValuesFile } from './values.ts';

let loaded: ValuesFile | undefined;

/** Loads what not every component needs. */
export async function loadValues(): Promise<ValuesFile> {
  const { default: create } = await import('./it_values.ts');
  loaded ??= create(kit);
  return loaded;
}
