import { kit } from './kit.ts';
import type { ValuesFile } from './values.ts';

/** Loads what not every component needs. */
export const loadValues = async (): Promise<ValuesFile> => (await import('./it_values.ts')).default(kit);
