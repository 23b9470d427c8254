/** Core modules: finding, compiling and linking them. */
import { type MadeJson, RESERVED_PREFIX } from '../abi.ts';
import { makeGlobal, makeMemory, makeTable } from '../cores/make-entities.ts';
import { coreFunction } from '../cores/modules.ts';
import { checkPaths } from '../cores/options.ts';
import { passedImports } from '../cores/passed-imports.ts';
import { createImports, setImport } from '../cores/set-import.ts';
import { cannot } from '../cores/sources.ts';
import { isNormalEnd, isTrap, trapError } from '../cores/trap-error.ts';
import type { Callable } from '../values/callable.ts';
import { endWith, enter, leave } from '../values/calls.ts';
import { ItlLinkError } from '../values/errors.ts';
import type { LifeOptions } from '../values/life.ts';
import type { TextMemory } from '../values/text.ts';
import { earlyWords } from '../values/too-early.ts';
import type { WasiOptions } from '../wasi/wasi.ts';
import { adapterFunction, type Instance } from './instance.ts';
import type { ModuleSection, Section } from './section.ts';
import { serveCore } from './serve-core.ts';
import { compile, type Loaded, load, relativeUrl, type SourceLike } from './sources.ts';

/** Parameters are what the signatures in abi.ts say; TypeScript cannot see what wasm passes. */
export type HostFunction = (...args: never[]) => unknown;

/** An instantiated core module: what `load_wasm` hands to the adapter. */
export interface CoreModule {
  /** As written in the ITL source. */
  readonly path: string;
  readonly exports: WebAssembly.Exports;
  /** By the address of the memory's name: for whoever reads and writes them. */
  readonly memories: Map<number, TextMemory>;
}

/** Where core modules come from. */
export interface ModuleOptions extends LifeOptions {
  /** Core modules by the path that the ITL source gives, instead of the files beside the adapter. */
  readonly modules?: Readonly<Record<string, SourceLike>>;
  /**
   * Finds a core module by the path that the ITL source gives. `from` is the adapter's URL where it has one. What it
   * answers `undefined` for is looked for beside the adapter.
   */
  readonly resolve?: (path: string, from: string | undefined) => SourceLike | undefined;
  /** For core modules that import WASI: what they see of the world, and functions of yours instead of its; false for none. */
  readonly wasi?: WasiOptions | false;
}

/** All at the same time, in the section's order; what is there twice is loaded once. */
export async function compileModules(
  { modules }: Section,
  from: URL | undefined,
  options: ModuleOptions,
): Promise<(WebAssembly.Module | undefined)[]> {
  checkPaths(
    options.modules,
    modules.flatMap(({ path, made }) => (made ? [] : [path])),
  );
  const loading = new Map<string, Promise<Loaded<WebAssembly.Module>>>();
  return Promise.all(
    modules.map(async (module) => {
      if (module.made) return undefined;
      const loaded = loading.get(module.path) ?? loadCoreModule(module, from, options);
      loading.set(module.path, loaded);
      return (await loaded).content;
    }),
  );
}

/** Beside the adapter is not where bundlers leave it. */
async function loadCoreModule(
  { path, file }: ModuleSection,
  from: URL | undefined,
  { modules, resolve }: ModuleOptions,
): Promise<Loaded<WebAssembly.Module>> {
  const given = modules && Object.hasOwn(modules, path) ? modules[path] : resolve?.(path, from?.href);
  if (given !== undefined) return load(given, compile, '', `the module given for '${path}'`);
  if (from === undefined) {
    throw new ItlLinkError(`no place is known for core module '${path}': pass it in options.modules`);
  }
  return load(relativeUrl(file, from), compile, `; options.modules can say where core module '${path}' is`);
}

/**
 * Instantiates; imports of the wrong type are the component's fault. Not the exports alone: where one of them is called
 * `then`, they would be taken for a promise.
 *
 * @param isServed - whether it may call the adapter when it starts
 * @throws ItlLinkError, also for what a start function throws.
 */
export async function link(
  label: string,
  module: WebAssembly.Module,
  imports: WebAssembly.Imports,
  isServed = false,
): Promise<WebAssembly.Instance> {
  try {
    return await WebAssembly.instantiate(module, imports);
  } catch (cause) {
    const isLinking = cause instanceof WebAssembly.LinkError;
    throw cannot(
      `${isLinking ? 'link' : 'start'} ${label}`,
      cause,
      isServed && isNullCall(cause) ? earlyWords : undefined,
    );
  }
}

/**
 * Whether it is the engine's trap for what an adapter's table does not hold yet; to some engines that is a function of another
 * signature. Whatever else is not there yet says so by itself.
 */
const isNullCall = (cause: unknown): boolean =>
  isTrap(cause) && !('code' in cause) && /null|signature/.test(cause.message);

/**
 * Instantiates the core modules with the adapter's functions that serve their imports.
 *
 * @param given - the user's imports, by module and name
 */
export async function linkModules(
  instance: Instance,
  compiled: readonly (WebAssembly.Module | undefined)[],
  options: ModuleOptions,
  given: unknown,
): Promise<void> {
  const linked: Promise<CoreModule>[] = [];
  // What a module gets of others it gets of those before it.
  const linkOne = async (module: WebAssembly.Module | undefined, index: number): Promise<CoreModule> => {
    const section = instance.section.modules[index] as ModuleSection;
    if (!module) return { path: section.path, exports: makeAll(section.made ?? new Map()), memories: new Map() };
    const imports = createImports();
    const passed: WebAssembly.ModuleImportDescriptor[] = [];
    const rest: WebAssembly.ModuleImportDescriptor[] = [];
    for (const descriptor of WebAssembly.Module.imports(module)) {
      const { module: from, name, kind } = descriptor;
      const served = await findServed(instance, section, descriptor, linked.slice(0, index));
      if (served) setImport(imports, from, name, served.value);
      else (kind === 'function' && section.passes.includes(from) ? passed : rest).push(descriptor);
    }
    passedImports(section.path, passed, given, imports);
    const system = rest.length > 0 ? await serveCore(instance, section, rest, options) : undefined;
    for (const { module: from, name } of rest) setImport(imports, from, name, system?.imports[name] as Callable);
    const { exports } = await link(`core module '${section.path}'`, module, imports, section.imports.size > 0);
    system?.begin(exports, imports);
    return { path: section.path, exports, memories: new Map() };
  };
  for (const [index, module] of compiled.entries()) linked.push(linkOne(module, index));
  instance.modules = await Promise.all(linked);
}

const makers = { memory: makeMemory, table: makeTable, global: makeGlobal };

/** What the loader makes, by name. */
function makeAll(made: ReadonlyMap<string, MadeJson>): WebAssembly.Exports {
  const exports: WebAssembly.Exports = Object.create(null);
  for (const [name, [kind, ...how]] of made) exports[name] = makers[kind](...(how as unknown as [never, never, never]));
  return exports;
}

/**
 * Exactly what the component's `(import …)` clauses adapt for the module, nothing else of the adapter, and what it gets of one
 * before it: `1:name` is an export of the second module. What is not there, or is something else, the engine says.
 */
async function findServed(
  instance: Instance,
  section: ModuleSection,
  { module, name, kind }: WebAssembly.ModuleImportDescriptor,
  before: readonly Promise<CoreModule>[],
): Promise<{ readonly value: WebAssembly.ImportValue } | undefined> {
  const target = section.imports.get(module)?.get(name) ?? '';
  if (kind === 'function' && target.startsWith(RESERVED_PREFIX)) return { value: adapterFunction(instance, target) };
  const [, index, field = ''] = /^(\d+):(.*)$/s.exec(target) ?? [];
  const other = await before[Number(index)];
  return other && { value: other.exports[field] as WebAssembly.ImportValue };
}

/** Runs the start exports, in the section's order. */
export function startModules({ section, modules, calls }: Instance): void {
  for (const [index, module] of modules.entries()) {
    const { start = '_initialize' } = section.modules[index] as ModuleSection;
    if (start !== '' && (start !== '_initialize' || start in module.exports)) {
      const depth = enter(calls);
      try {
        coreFunction(module.exports, module.path, start)();
      } catch (error) {
        if (!isNormalEnd(error))
          throw endWith(calls, depth, trapError(error, `'${start}' of core module '${module.path}'`));
      }
      leave(calls, depth);
    }
  }
}
