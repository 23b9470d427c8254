/**
 * Runs components that itlc has compiled: `const fizz = await instantiate('out/it_fizz.wasm', { … })`. Works the same
 * on Node, Deno, Bun, in browsers and on edge workers.
 *
 * Everything is in this file but `it_wasi.ts`, which is loaded for core modules that import WASI.
 */

import { checkOptions } from './cores/options.ts';
import { type Adapter, loadAdapter } from './loader/adapter.ts';
import { compileVariant, type Direct, directImports } from './loader/direct.ts';
import { createExports } from './loader/exports.ts';
import { findImports, type Imports, linkImports, refuseMissing } from './loader/imports.ts';
import { adapterFunction, createInstance, type Instance } from './loader/instance.ts';
import { compileModules, link, linkModules, type ModuleOptions, startModules } from './loader/modules.ts';
import { loaderOptions, refuseVariant } from './loader/options.ts';
import { readSection, wellFormed } from './loader/section.ts';
import type { SourceLike } from './loader/sources.ts';
import { ItlLinkError } from './values/errors.ts';

export type { Imports } from './loader/imports.ts';
export type { Source, SourceLike } from './loader/sources.ts';
export { ItlLinkError, ItlRangeError, ItlResultError, ItlTrapError, ItlTypeError } from './values/errors.ts';
export type { WasiOptions } from './wasi/wasi.ts';

/** What {@link instantiate} can be told besides the imports. */
export interface InstantiateOptions extends ModuleOptions {
  /** Which variant of the adapter to run; `'auto'`, the default, is the direct one where it is there and the engine can run it. */
  readonly variant?: 'auto' | 'direct' | 'table';
}

/** A component's exports where its own `.d.ts` does not say more. */
export type Exports = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** `typeof Symbol.dispose`, where TypeScript's libraries know of it. */
type DisposeKey = SymbolConstructor extends { readonly dispose: infer Dispose extends symbol } ? Dispose : never;

/** What follows the source: imports may be left out only where none has to be given. */
export type InstantiateArguments<I> =
  Record<never, never> extends I
    ? [imports?: I, options?: InstantiateOptions]
    : [imports: I, options?: InstantiateOptions];

/** A component's exports, and what `using` calls. */
export type Instantiated<E> = E & Readonly<Record<DisposeKey, () => void>>;

/**
 * Loads an adapter and its core modules, links and initialises them. Instances are independent of each other.
 *
 * @param source - the adapter (`it_….wasm`): path or URL, Response, bytes, WebAssembly.Module, or a promise of one.
 *   On Node a path is relative to the working directory, in a browser to the page.
 * @param imports - the functions that the component imports, by module and name
 * @returns the component's exports, frozen; `[Symbol.dispose]()` frees what the instance holds
 * @throws ItlLinkError where something is missing or does not fit
 */
export async function instantiate<E extends object = Exports, I extends object = object>(
  source: SourceLike,
  ...[imports, options = {}]: InstantiateArguments<I>
): Promise<Instantiated<E>> {
  // Where one of them fails before it is needed, that is no unhandled rejection.
  Promise.allSettled(Object.values(options?.modules ?? {}));
  checkOptions(options, 'resolve', loaderOptions);
  const adapter = await loadAdapter(source);
  const { variant } = options;
  // First of all what takes other threads, then what takes this one.
  const compiling = compileVariant(adapter, variant === 'table');
  const run = createRun(adapter, (imports ?? {}) as Imports, options);
  const direct = await compiling;
  if (!direct) {
    const alone = await isAlone(adapter);
    if (alone || variant === 'direct') refuseVariant(adapter.label, variant, alone);
  }
  try {
    return (await run(direct)) as Instantiated<E>;
  } catch (error) {
    // A core module is not what it was when the adapter was made: the table variant can do without, or says how.
    if (!direct || variant === 'direct' || !(error instanceof ItlLinkError && error.cause) || (await isAlone(adapter)))
      throw error;
    return (await run()) as Instantiated<E>;
  }
}

/** Around a direct variant alone there is an empty module. */
const isAlone = async (adapter: Adapter): Promise<boolean> =>
  WebAssembly.Module.exports(await adapter.table()).length === 0;

/** Links and initialises the table variant, or the direct one where it is given. */
type Run = (direct?: Direct) => Promise<object>;

/** Core modules are compiled once for both variants. */
function createRun(adapter: Adapter, imports: Imports, options: InstantiateOptions): Run {
  const { label } = adapter;
  const section = wellFormed(label, () => readSection(adapter));
  const compiling = compileModules(section, adapter.url, options);
  // Where something else fails first, nobody waits for it.
  compiling.catch(() => {});
  const create = (): Instance => wellFormed(label, () => Object.assign(createInstance(section), { options }));
  // The first one is made while the adapter is compiled.
  const made = [create()];
  return async (direct) => {
    const instance = made.pop() ?? create();
    const module = direct?.adapter ?? (await adapter.table());
    const linked = linkAdapter(instance, module, direct, label, imports);
    const compiled = await compiling;
    const before = direct ? direct.shim : module;
    if (before) await prepare(instance, label, before, linked);
    await linkModules(instance, compiled, options, imports);
    if (direct) await prepare(instance, label, module, directImports(instance, linked));
    const exports = wellFormed(label, () => createExports(instance));
    initialize(instance, label, '_it_init');
    startModules(instance);
    return exports;
  };
}

/** Links the adapter, or the shim of a direct variant, which has nothing to prepare. */
async function prepare(
  instance: Instance,
  label: string,
  module: WebAssembly.Module,
  linked: WebAssembly.Imports,
): Promise<void> {
  instance.adapter = (await link(label, module, linked)).exports;
  if ('_it_prepare' in instance.adapter) initialize(instance, label, '_it_prepare');
}

/** Of what runs in there, the first values of variables alone are the user's. */
const initialize = (instance: Instance, label: string, field: string): void =>
  wellFormed<void>(label, adapterFunction(instance, field) as () => void, 'cannot set up its tables and variables');

function linkAdapter(
  instance: Instance,
  module: WebAssembly.Module,
  direct: Direct | undefined,
  label: string,
  imports: Imports,
): WebAssembly.Imports {
  const given = findImports(instance, imports);
  return wellFormed(label, () => {
    refuseMissing(given);
    // For slots: the direct variant's are the shim's.
    return linkImports(instance, module, direct?.shim ?? module, given);
  });
}
