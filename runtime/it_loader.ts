/**
 * Runs components that itlc has compiled: `const fizz = await instantiate('out/it_fizz.wasm', { … })`. Works the same
 * on Node, Deno, Bun, in browsers and on edge workers.
 *
 * What every component needs is in this file. Three more are loaded by those that need them: `it_values.ts` for what an
 * adapter imports of the loader and for values with structure, `it_direct.ts` for adapters with a direct variant,
 * `it_wasi.ts` for core modules that import WASI.
 */
import { ItlLinkError } from './errors.ts';
import { createExports } from './exports.ts';
import { findImports, type Imports, linkImports } from './imports.ts';
import { adapterFunction, createInstance, type Instance } from './instance.ts';
import type { Direct, Run } from './it_direct.ts';
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
  Promise.allSettled(Object.values(options.modules ?? {}));
  if (Object.entries(options).some(([name, value]) => !optionForm.test(`${name} ${typeof value}`))) {
    (await loadValues()).refuseOptions(options);
  }
  const loaded = await loadModule(source);
  const run = createRun(loaded, (imports ?? {}) as Imports, options);
  const { variant } = options;
  const sections = variant === 'table' ? [] : WebAssembly.Module.customSections(loaded.module, 'itl.direct');
  const isDirect = sections.length > 0 || variant === 'direct';
  return (await (isDirect
    ? (await import('./it_direct.ts')).runDirect(loaded, run, options, ItlLinkError)
    : run())) as Instantiated<E>;
}

/** Links and initialises one of the adapter's variants. Core modules are compiled once for both. */
function createRun({ module, url, label }: Loaded, imports: Imports, options: InstantiateOptions): Run {
  const section = wellFormed(label, () => readSection(module, label));
  const compiling = compileModules(section, url, options);
  // Types are the second file's business for sure: it need not wait. Where something else fails first, nobody waits for either.
  for (const early of section.types.size > 0 ? [compiling, loadValues()] : [compiling]) early.catch(() => {});
  return async (direct) => {
    const instance = createInstance(section);
    const linked = await linkAdapter(instance, module, direct, label, imports);
    const compiled = await compiling;
    // What throws through C leaves its stack as it is.
    if (compiled.some(showsStack)) instance.values ??= (await loadValues()).createValues(instance, module);
    const before = direct ? direct.shim : module;
    if (before) instance.adapter = (await link(label, before, linked)).exports;
    await linkModules(instance, compiled, options);
    if (direct) instance.adapter = (await link(label, direct.adapter, direct.imports(instance, linked))).exports;
    const exports = wellFormed(label, () => createExports(instance));
    // Only the loader's own functions run in there, no user's and no core module's.
    wellFormed(label, adapterFunction(instance, '_it_init'), "'_it_init'");
    startModules(instance);
    return exports;
  };
}

const showsStack = (module: WebAssembly.Module): boolean =>
  WebAssembly.Module.exports(module).some(({ name }) => name === '__stack_pointer');

const optionForm = /^(modules object|resolve function|wasi (object|boolean)|\w+ undefined)$/;

async function linkAdapter(
  instance: Instance,
  outer: WebAssembly.Module,
  direct: Direct | undefined,
  label: string,
  imports: Imports,
): Promise<WebAssembly.Imports> {
  const module = direct?.adapter ?? outer;
  const given = findImports(instance, imports);
  const hasStructure = needsValues(instance, module);
  const file =
    hasStructure || given.some(({ target, raw }) => raw || typeof target !== 'function')
      ? await loadValues()
      : undefined;
  return wellFormed(label, () => {
    file?.refuseMissing(given);
    if (file && hasStructure) {
      // For slots: the direct variant's are the shim's.
      instance.values = file.createValues(instance, direct?.shim ?? module);
      instance.checkOf = instance.values.checkOf;
    }
    return linkImports(instance, module, given, file);
  });
}

/** Whether there is something that this file does not know. */
function needsValues({ section }: Instance, module: WebAssembly.Module): boolean {
  const functions = [section.exports, ...section.imports.values()].flatMap((named) => [...named.values()]);
  return (
    section.types.size > 0 ||
    [...section.exports.keys()].some((field) => field[0] === '[') ||
    functions.some(
      (json) => json.unwinds || json.params.length > 4 || typesOf(json).some((type) => !primitiveCheck(type)),
    ) ||
    WebAssembly.Module.imports(module).some(({ module: from }) => from === runtimeModule)
  );
}
