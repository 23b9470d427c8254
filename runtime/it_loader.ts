/**
 * Runs components that itlc has compiled: `const fizz = await instantiate('out/it_fizz.wasm', { … })`. Works the same
 * on Node, Deno, Bun, in browsers and on edge workers.
 *
 * What every component needs is in this file. Two more are loaded by those that need them: `it_values.ts` for what an
 * adapter imports of the loader and for values with structure, `it_wasi.ts` for core modules that import WASI.
 */
import { type Adapter, loadAdapter } from './adapter.ts';
import { compileDirect, type Direct } from './direct.ts';
import { ItlLinkError } from './errors.ts';
import { createExports } from './exports.ts';
import { findImports, type Imports, linkImports } from './imports.ts';
import { adapterFunction, createInstance, type Instance } from './instance.ts';
import { loadValues } from './load-values.ts';
import { compileModules, link, linkModules, type ModuleOptions, startModules } from './modules.ts';
import { primitiveCheck } from './primitives.ts';
import { readSection, runtimeModule, type Section, typesOf, wellFormed } from './section.ts';
import type { SourceLike } from './sources.ts';

export { ItlLinkError, ItlRangeError, ItlResultError, ItlTrapError, ItlTypeError } from './errors.ts';
export type { Imports } from './imports.ts';
export type { Source, SourceLike } from './sources.ts';
export type { WasiOptions } from './wasi.ts';

/** What {@link instantiate} can be told besides the imports. */
export interface InstantiateOptions extends ModuleOptions {
  /** Which variant of the adapter to run; `'auto'`, the default, is the direct one where it is there and the engine can run it. */
  readonly variant?: 'auto' | 'direct' | 'table';
}

/** A component's exports where its own `.d.ts` does not say more. */
export type Exports = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/** `typeof Symbol.dispose`, where TypeScript's libraries know of it. */
type DisposeKey = SymbolConstructor extends { readonly dispose: infer Dispose extends symbol } ? Dispose : never;

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
  imports?: I,
  options: InstantiateOptions = {},
): Promise<Instantiated<E>> {
  // Where one of them fails before it is needed, that is no unhandled rejection.
  Promise.allSettled(Object.values(options?.modules ?? {}));
  if (!(options instanceof Object && Object.entries(options).every(isUsual)))
    (await loadValues()).refuseOptions(options);
  const adapter = await loadAdapter(source);
  const { variant } = options;
  // First of all what takes other threads, then what takes this one.
  const compiling = variant === 'table' ? undefined : compileDirect(adapter);
  const run = createRun(adapter, (imports ?? {}) as Imports, options);
  const direct = await compiling;
  if (!direct) {
    const alone = await isAlone(adapter);
    if (alone || variant === 'direct') (await loadValues()).refuseVariant(adapter.label, variant, alone);
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

/** What surely is right; the others are looked at more closely. */
const isUsual = ([name, value]: [name: string, value: unknown]): boolean =>
  optionForm.test(`${name} ${typeof value} ${typeof value === 'string' ? value : ''}`);

const optionForm =
  /^(modules object|resolve function|variant string (auto|direct|table)|wasi (object|boolean)|\w+ undefined) ?$/;

/** Links and initialises the table variant, or the direct one where it is given. */
type Run = (direct?: Direct) => Promise<object>;

/** Core modules are compiled once for both variants. */
function createRun(adapter: Adapter, imports: Imports, options: InstantiateOptions): Run {
  const { label } = adapter;
  const section = wellFormed(label, () => readSection(adapter));
  const compiling = compileModules(section, adapter.url, options);
  // Where something else fails first, nobody waits for either.
  for (const early of hasStructure(section) ? [compiling, loadValues()] : [compiling]) early.catch(() => {});
  return async (direct) => {
    const instance = createInstance(section);
    const module = direct?.adapter ?? (await adapter.table());
    const linked = await linkAdapter(instance, module, direct, label, imports);
    const compiled = await compiling;
    // What throws through C leaves its stack as it is.
    if (compiled.some(showsStack)) instance.values ??= (await loadValues()).createValues(instance, module);
    const before = direct ? direct.shim : module;
    if (before) instance.adapter = (await link(label, before, linked)).exports;
    await linkModules(instance, compiled, options);
    if (direct) instance.adapter = (await link(label, module, direct.imports(instance, linked))).exports;
    const exports = wellFormed(label, () => createExports(instance));
    // Only the loader's own functions run in there, no user's and no core module's.
    wellFormed(label, adapterFunction(instance, '_it_init'), "'_it_init'");
    startModules(instance);
    return exports;
  };
}

const showsStack = (module: WebAssembly.Module): boolean =>
  WebAssembly.Module.exports(module).some(({ name }) => name === '__stack_pointer');

async function linkAdapter(
  instance: Instance,
  module: WebAssembly.Module,
  direct: Direct | undefined,
  label: string,
  imports: Imports,
): Promise<WebAssembly.Imports> {
  const given = findImports(instance, imports);
  const needsValues =
    hasStructure(instance.section) ||
    WebAssembly.Module.imports(module).some(({ module: from }) => from === runtimeModule);
  const file =
    needsValues || given.some(({ target, raw }) => raw || typeof target !== 'function')
      ? await loadValues()
      : undefined;
  return wellFormed(label, () => {
    file?.refuseMissing(given);
    if (file && needsValues) {
      // For slots: the direct variant's are the shim's.
      instance.values = file.createValues(instance, direct?.shim ?? module);
      instance.checkOf = instance.values.checkOf;
    }
    return linkImports(instance, module, given, file);
  });
}

/** Whether there are types that this file does not know. */
function hasStructure(section: Section): boolean {
  const functions = [section.exports, ...section.imports.values()].flatMap((named) => [...named.values()]);
  return (
    section.types.size > 0 ||
    [...section.exports.keys()].some((field) => field[0] === '[') ||
    functions.some(
      (json) => json.unwinds || json.params.length > 4 || typesOf(json).some((type) => !primitiveCheck(type)),
    )
  );
}
