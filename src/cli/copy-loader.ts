import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { unreadableFile, unwritableFile } from '../diagnostics/files.ts';
import { declareModules } from './declare-modules.ts';
import { readBytes, writeOutput } from './files.ts';
import type { Reporter } from './report.ts';

/** The built loader, which lies beside the built command line, and what TypeScript knows of it. */
const loaderFiles = ['it_loader.js', 'it_wasi.js', 'it_loader.d.ts'];

/** Puts a copy into a folder, from where it can be imported as well as required. */
export function copyLoader(folder: string, reporter: Reporter): void {
  for (const name of loaderFiles) {
    const file = fileURLToPath(new URL(`./${name}`, import.meta.url));
    const bytes = readBytes(file);
    if (!bytes.ok) reporter.show([unreadableFile(file, bytes.reason)]);
    else write(join(folder, name), bytes.value, reporter);
  }
  declareModules(join(folder, 'it_loader.js'), reporter);
}

function write(path: string, content: Uint8Array | string, reporter: Reporter): void {
  const result = writeOutput(path, content);
  if (!result.ok) reporter.show([unwritableFile(path, result.reason)]);
}
