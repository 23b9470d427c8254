/** Makes instances of core modules. */
import { ItlLinkError, show } from '../values/errors.ts';
import type { Loaded } from './load-core.ts';
import type { Core, Options, Started } from './modules.ts';
import { cannot } from './sources.ts';
import { startedOf } from './started.ts';
import { type Run, type Steps, waiting } from './steps.ts';

/** Instantiates what was loaded, by way of the user where there is one; not what is an instance already. */
export function* linkCore(loaded: Loaded, core: Core, options: Options, run: Run): Steps<Started> {
  if ('exports' in loaded) return loaded;
  const { imports, begin } = core.serve?.(loaded, core, options) ?? core;
  try {
    const made: unknown = yield options.instantiate?.(core.path, loaded, imports) ??
      (run === waiting ? WebAssembly.instantiate(loaded, imports) : new WebAssembly.Instance(loaded, imports));
    const started = startedOf(made);
    if (!started) throw new ItlLinkError(`options.instantiate gave no instance, but ${show(made)}`);
    begin?.(started.exports as WebAssembly.Exports);
    return started;
  } catch (cause) {
    if (cause instanceof ItlLinkError) throw cause;
    const isLinking = cause instanceof WebAssembly.LinkError;
    throw cannot(`${isLinking ? 'link' : 'start'} core module '${core.path}'`, cause);
  }
}
