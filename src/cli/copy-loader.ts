import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ModuleFormat } from '../backend/js/glue-options.ts';
import { readReported, writeReported } from '../session/reported-files.ts';
import { declareModules } from './declare-modules.ts';
import type { Reporter } from './report.ts';

type Names = readonly [script: string, ...others: string[]];

const loaderFiles: Readonly<Record<ModuleFormat, Names>> = {
  esm: ['it_loader.js', 'it_loader.d.ts'],
  cjs: ['it_loader.cjs', 'it_loader.d.cts'],
};

const wasiFiles: Readonly<Record<ModuleFormat, Names>> = { esm: ['it_wasi.js'], cjs: ['it_wasi.cjs'] };

/**
 * Puts a copy of the loader, with what TypeScript knows of it, into a folder.
 *
 * @param withWasi - whether it may come upon a core module that imports WASI
 */
export function copyLoader(folder: string, format: ModuleFormat, withWasi: boolean, reporter: Reporter): void {
  copyFiles(loaderFiles[format], folder, reporter);
  if (withWasi) copyFiles(wasiFiles[format], folder, reporter);
  if (format === 'esm') declareModules(join(folder, loaderFiles.esm[0]), reporter);
}

/** What JavaScript needs whose core modules import WASI. */
export function copyWasi(folder: string, format: ModuleFormat, reporter: Reporter): void {
  copyFiles(wasiFiles[format], folder, reporter);
  if (format === 'esm') declareModules(join(folder, wasiFiles.esm[0]), reporter);
}

/** Of what lies beside the built command line. */
function copyFiles(names: Names, folder: string, reporter: Reporter): void {
  for (const name of names) {
    const file = fileURLToPath(new URL(`./${name}`, import.meta.url));
    const bytes = readReported(file, reporter);
    if (bytes) writeReported(join(folder, name), bytes, reporter);
  }
}
