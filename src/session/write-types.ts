import { notOurs } from '../diagnostics/toolchain.ts';
import { isForeign, writeChanged } from './generated-files.ts';
import type { Reports } from './reports.ts';

/** Where TypeScript looks for the types of `people.cpp` under `allowArbitraryExtensions`: `people.d.cpp.ts`. */
export const typesPath = (source: string): string => source.replace(/\.([^./\\]+)$/, '.d.$1.ts');

/**
 * Writes the types beside the source, where they have changed. A file that itlc did not make stays as it is, and is reported;
 * so does everything in packages, in silence.
 */
export function writeTypes(source: string, types: string, reports: Reports): void {
  if (/[\\/]node_modules[\\/]/.test(source)) return;
  const file = { path: typesPath(source), text: types };
  if (isForeign(file)) reports.show([notOurs(file.path, 'rename it, or move it away')]);
  else writeChanged(file, reports);
}
