import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readReported, writeReported } from '../session/reported-files.ts';
import { declareModules } from './declare-modules.ts';
import type { Reporter } from './report.ts';

/** Puts a copy of the loader, with what TypeScript knows of it, into a folder: it can be imported as well as required. */
export function copyLoader(folder: string, reporter: Reporter): void {
  copyFiles(['it_loader.js', 'it_wasi.js', 'it_loader.d.ts'], folder, reporter);
}

/** What adapters and JavaScript need whose core modules import WASI. */
export function copyWasi(folder: string, reporter: Reporter): void {
  copyFiles(['it_wasi.js'], folder, reporter);
}

/** Of what lies beside the built command line. The first file is an ES module. */
function copyFiles(names: readonly [string, ...string[]], folder: string, reporter: Reporter): void {
  for (const name of names) {
    const file = fileURLToPath(new URL(`./${name}`, import.meta.url));
    const bytes = readReported(file, reporter);
    if (bytes) writeReported(join(folder, name), bytes, reporter);
  }
  declareModules(join(folder, names[0]), reporter);
}
