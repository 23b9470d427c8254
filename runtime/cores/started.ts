import type { CoreExports, Started } from './modules.ts';
import { isBufferSource, isModule, tagOf } from './sources.ts';

/** An instance as it is, or one with an object of exports for its own; undefined for anything else. */
export function startedOf(source: unknown): Started | undefined {
  if (tagOf(source) === 'WebAssembly.Instance') return source as Started;
  return typeof source !== 'object' || source === null || isModule(source) || isBufferSource(source)
    ? undefined
    : { exports: source as CoreExports };
}
