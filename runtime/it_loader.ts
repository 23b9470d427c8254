/**
 * Runs components that itlc has compiled: `const fizz = await instantiate('out/it_fizz.wasm', { … })`. Works the same
 * on Node, Deno, Bun, in browsers and on edge workers.
 *
 * What every component needs is in this file. Two more are loaded by those that need them: `it_values.ts` for arrays,
 * records and other values with structure, `it_wasi.ts` for core modules that import WASI.
 */
import { compileDirect, type Direct, DirectLinkError, linkDirect, linkShim } from './direct.ts';
import { ItlLinkError } from './errors.ts';
import { createExports } from './exports.ts';
import { createHostFunctions, type HostFunctions } from './host.ts';
import { findImports, type Imports, linkImports } from './imports.ts';
import { adapterFunction, createInstance, type Instance } from './instance.ts';
import { rawOf } from './links.ts';
import { loadValues } from './load-values.ts';
import { compileModules, link, linkModules, type ModuleOptions, startModules } from './modules.ts';
import { primitiveCheck } from './primitives.ts';
import { readSection, runtimeModule, typesOf, wellFormed } from './section.ts';
import { type Loaded, loadModule, type SourceLike } from './sources.ts';

export { ItlLinkError, ItlRangeError, ItlResultError, ItlTrapError, ItlTypeError } from './errors.ts';
export type { Imports } from './imports.ts';
export type { Source, SourceLike } from './sources.ts';
export type { WasiOptions } from './wasi.ts';

/** What {@link instantiate} can be told besides the imports. */
export interface InstantiateOptions extends ModuleOptions {
  /** Which variant of the adapter to run; by default the direct one wherever it is there and the engine can run it. */
  readonly variant?: 'direct' | 'table';
}

/** A component's exports where its own `.d.ts` does not say more. */
export type Exports = Readonly<Record<string, (...args: unknown[]) => unknown>>;

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
): Promise<E> {
  if (Object.keys(options).some((name) => !/^(modules|resolve|variant|wasi)$/.test(name))) {
    (await loadValues()).refuseOptions(options);
  }
  const loaded = await loadModule(source);
  const { variant } = options;
  const direct = variant === 'table' ? undefined : await compileDirect(loaded.module);
  if (variant === 'direct' && direct === undefined) {
    throw new ItlLinkError(`${loaded.label} has no direct variant that this engine can run`);
  }
  const run = createRun(loaded, (imports ?? {}) as Imports, options);
  try {
    return (await run(direct)) as E;
  } catch (cause) {
    // A core module is not what it was when the adapter was made: the table variant can do without, or says how.
    if (!(cause instanceof DirectLinkError) || variant === 'direct') throw cause;
    return (await run(undefined)) as E;
  }
}

/** Links and initialises one of the adapter's variants. Core modules are compiled once for both. */
function createRun({ module, url, label }: Loaded, imports: Imports, options: InstantiateOptions) {
  let compiling: Promise<WebAssembly.Module[]> | undefined;
  return async (direct: Direct | undefined): Promise<object> => {
    const instance = wellFormed(label, () => createInstance(readSection(module, label)));
    compiling ??= compileModules(instance.section, url, options);
    // Where something else fails first, nobody waits for it.
    compiling.catch(() => {});
    const linked = await linkAdapter(instance, direct?.adapter ?? module, label, imports);
    const compiled = await compiling;
    instance.adapter = direct === undefined ? (await link(label, module, linked)).exports : await linkShim(direct);
    await linkModules(instance, compiled, options);
    if (direct !== undefined) instance.adapter = await linkDirect(label, direct, instance, linked);
    const exports = wellFormed(label, () => createExports(instance));
    // Only the loader's own functions run in there, no user's and no core module's.
    wellFormed(label, adapterFunction(instance, '_it_init'), "'_it_init'");
    startModules(instance);
    return exports;
  };
}

async function linkAdapter(
  instance: Instance,
  module: WebAssembly.Module,
  label: string,
  imports: Imports,
): Promise<WebAssembly.Imports> {
  const host = createHostFunctions(instance);
  const given = findImports(instance, imports);
  const hasStructure = needsValues(instance, module, host);
  const file =
    hasStructure || given.some(({ target }) => rawOf(target) || typeof target !== 'function')
      ? await loadValues()
      : undefined;
  return wellFormed(label, () => {
    file?.refuseMissing(given);
    if (file && hasStructure) {
      instance.values = file.createValues(instance);
      instance.checkOf = instance.values.checkOf;
    }
    return linkImports(instance, module, given, host, file);
  });
}

/** Whether there is something that this file does not know. */
function needsValues({ section }: Instance, module: WebAssembly.Module, host: HostFunctions): boolean {
  const functions = [section.exports, ...section.imports.values()].flatMap((named) => [...named.values()]);
  return (
    section.types.size > 0 ||
    [...section.exports.keys()].some((field) => field[0] === '[') ||
    functions.some(
      (json) => json.unwinds || json.params.length > 4 || typesOf(json).some((type) => !primitiveCheck(type)),
    ) ||
    WebAssembly.Module.imports(module).some(({ module: from, name }) => from === runtimeModule && !host.has(name))
  );
}
