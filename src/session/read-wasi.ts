import { fileURLToPath } from 'node:url';
import { readReported } from './reported-files.ts';
import type { Reports } from './reports.ts';

/** WASI for generated JavaScript: the text of what lies beside the built command line. */
export function readWasi(reports: Reports): string | undefined {
  const bytes = readReported(fileURLToPath(new URL('./it_wasi.js', import.meta.url)), reports);
  return bytes && new TextDecoder().decode(bytes);
}
