import { type CoreExports, coreFunction } from './modules.ts';
import { isNormalEnd, trapError } from './trap-error.ts';

/** Runs the start export of a core module; `_initialize` only where it has one. */
export function runStart(exports: CoreExports, path: string, start = '_initialize'): void {
  if (start === '_initialize' && !('_initialize' in exports)) return;
  const run = coreFunction(exports, path, start);
  try {
    run();
  } catch (error) {
    if (!isNormalEnd(error)) throw trapError(error, `'${start}' of core module '${path}'`);
  }
}
