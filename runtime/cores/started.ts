import type { CoreExports, Started } from './modules.ts';
import { isBufferSource, isModule, tagOf } from './sources.ts';

/** Of an instance, or what is given as such: an object of exports. */
export function startedOf(source: unknown): Started | undefined {
  if (tagOf(source) === 'WebAssembly.Instance') return source as Started;
  return typeof source !== 'object' || source === null || isModule(source) || isBufferSource(source)
    ? undefined
    : { exports: source as CoreExports };
}
