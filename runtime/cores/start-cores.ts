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
import { checkOptions, checkPaths, isAnyFunction, modulesOption, wasiOption } from './options.ts';

export interface Linked {
  readonly cores: readonly Core[];
  /** Given what the core modules export: the component's exports. */
  readonly complete: (cores: readonly CoreExports[]) => object;
}

type Loaded = WebAssembly.Module | Started;

export async function startCores({ cores, complete }: Linked, options: Options): Promise<object> {
  const loaded = await loadCores(cores, options);
  const started = await Promise.all(cores.map((core, index) => linkCore(loaded[index] as Loaded, core, options)));
  return complete(started.map(({ exports }) => exports));
}

export function startCoresSync({ cores, complete }: Linked, options: Options): object {
  const loaded = loadCoresSync(cores, options);
  return complete(cores.map((core, index) => linkCoreSync(loaded[index] as Loaded, core, options).exports));
}

/** What is there twice is loaded once. */
export function loadCores(cores: readonly Core[], options: Options): Promise<readonly (Loaded | undefined)[]> {
  checkStart(cores, options);
  const loading = new Map<string, Promise<Loaded>>();
  for (const core of cores) if (!loading.has(core.path)) loading.set(core.path, loadCore(core, options));
  return Promise.all(cores.map(({ path }) => loading.get(path)));
}

export function loadCoresSync(cores: readonly Core[], options: Options): readonly (Loaded | undefined)[] {
  checkStart(cores, options);
  const loading = new Map<string, Loaded>();
  for (const core of cores) if (!loading.has(core.path)) loading.set(core.path, loadCoreSync(core, options));
  return cores.map(({ path }) => loading.get(path));
}

/** @throws ItlTypeError for what is no option of this component's, ItlLinkError for what is no core module of it */
function checkStart(cores: readonly Core[], options: Options): void {
  const takesWasi = cores.some(({ serve }) => serve?.takesWasi);
  checkOptions(options, { ...modulesOption, instantiate: ['a function', isAnyFunction], ...(takesWasi && wasiOption) });
  checkPaths(
    options.modules,
    cores.map(({ path }) => path),
  );
}

/** The component's exports as users get them. */
export function sealExports<E extends object>(exports: E, dispose: () => void): E {
  // Not enumerable: only who asks for it by name sees it.
  Object.defineProperty(exports, disposeSymbol, { value: dispose });
  return Object.freeze(exports);
}
