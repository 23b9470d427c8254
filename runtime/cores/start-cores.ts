/** Puts a component together: loads its core modules, links them, and completes. */
import { disposeSymbol } from '../values/dispose-symbol.ts';
import {
  type Core,
  type CoreExports,
  linkCore,
  linkCoreSync,
  loadCore,
  loadCoreSync,
  type Options,
  type Started,
} from './modules.ts';
import { checkOptions } from './options.ts';

export interface Linked {
  readonly cores: readonly Core[];
  /** Given what the core modules export: the component's exports. */
  readonly complete: (cores: readonly CoreExports[]) => object;
}

export async function startCores({ cores, complete }: Linked, options: Options): Promise<object> {
  checkOptions(options);
  // What is there twice is loaded once.
  const loading = new Map<string, Promise<WebAssembly.Module | Started>>();
  for (const core of cores) if (!loading.has(core.path)) loading.set(core.path, loadCore(core, options));
  const loaded = await Promise.all(cores.map(({ path }) => loading.get(path)));
  const started = await Promise.all(cores.map((core, index) => linkCore(loaded[index] as Started, core, options)));
  return complete(started.map(({ exports }) => exports));
}

export function startCoresSync({ cores, complete }: Linked, options: Options): object {
  checkOptions(options);
  const loaded = cores.map((core) => loadCoreSync(core, options));
  return complete(cores.map((core, index) => linkCoreSync(loaded[index] as Started, core, options).exports));
}

/** The component's exports as users get them. */
export function sealExports<E extends object>(exports: E, dispose: () => void): E {
  // Not enumerable: only who asks for it by name sees it.
  Object.defineProperty(exports, disposeSymbol, { value: dispose });
  return Object.freeze(exports);
}
