import { join } from 'node:path';
import { writeReported } from './reported-files.ts';
import type { Reports } from './reports.ts';

/** Core modules that were made with a component, beside what uses them. */
export function writeCores(modules: ReadonlyMap<string, Uint8Array>, outDir: string, reports: Reports): void {
  for (const [name, bytes] of modules) writeReported(join(outDir, name), bytes, reports);
}
