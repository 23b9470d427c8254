import { dirname, join, resolve } from 'node:path';
import { commonJsFolder } from '../diagnostics/files.ts';
import { exists, readBytes } from '../session/files.ts';
import { writeReported } from '../session/reported-files.ts';
import type { Reporter } from './report.ts';

/**
 * The nearest package.json tells Node what a `.js` file is. Where it does not say that they are ES modules (`npm init`
 * writes "commonjs"), the folder of `file`, which is one, gets a package.json of its own.
 */
export function declareModules(file: string, reporter: Reporter): void {
  const folder = dirname(file);
  const nearest = nearestPackage(resolve(folder));
  const type = nearest && typeIn(nearest);
  if (nearest === undefined || type === 'module') return;
  const own = join(folder, 'package.json');
  if (nearest !== resolve(own)) writeReported(own, '{ "type": "module" }\n', reporter);
  else if (type === 'commonjs') reporter.show([commonJsFolder(file, own)]);
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
