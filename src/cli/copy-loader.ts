import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commonJsFolder, unreadableFile, unwritableFile } from '../diagnostics/files.ts';
import { exists, readBytes, writeOutput } from './files.ts';
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
  declareModules(folder, reporter);
}

/**
 * The loader is an ES module, and the nearest package.json tells Node what a `.js` file is. Where that says something
 * else (`npm init` writes "commonjs"), the folder gets one of its own.
 */
function declareModules(folder: string, reporter: Reporter): void {
  const nearest = nearestPackage(resolve(folder));
  const type = nearest && typeIn(nearest);
  if (nearest === undefined || type === 'module') return;
  const own = join(folder, 'package.json');
  if (nearest !== resolve(own)) write(own, '{ "type": "module" }\n', reporter);
  else if (type === 'commonjs') reporter.show([commonJsFolder(join(folder, 'it_loader.js'), own)]);
}

function nearestPackage(folder: string): string | undefined {
  const file = join(folder, 'package.json');
  if (exists(file)) return file;
  const parent = dirname(folder);
  return parent === folder ? undefined : nearestPackage(parent);
}

/** `undefined` also for a file that Node could not read either. */
function typeIn(file: string): unknown {
  const bytes = readBytes(file);
  try {
    return bytes.ok ? JSON.parse(new TextDecoder().decode(bytes.value)).type : undefined;
  } catch {
    return undefined;
  }
}

function write(path: string, content: Uint8Array | string, reporter: Reporter): void {
  const result = writeOutput(path, content);
  if (!result.ok) reporter.show([unwritableFile(path, result.reason)]);
}
