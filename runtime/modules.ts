/** Core modules: finding, compiling and linking them. */
import { ItlLinkError, reason } from './errors.ts';
import type { Callable } from './functions.ts';
import { coreFunction } from './host.ts';
import { adapterFunction, type Instance } from './instance.ts';
import { createCoreModule } from './memory.ts';
import { type ModuleSection, reservedPrefix, type Section } from './section.ts';
import { type Loaded, loadModule, relativeUrl, type SourceLike } from './sources.ts';

/** Where core modules come from. */
export interface ModuleOptions {
  /** Core modules by the path that the ITL source gives, instead of the files beside the adapter. */
  readonly modules?: Readonly<Record<string, SourceLike>>;
  /**
   * Finds a core module by the path that the ITL source gives. `from` is the adapter's URL where it has one. What it
   * answers `undefined` for is looked for beside the adapter.
   */
  readonly resolve?: (path: string, from: string | undefined) => SourceLike | undefined;
}

/** All at the same time, in the section's order; what is there twice is loaded once. */
export function compileModules(
  { modules }: Section,
  from: URL | undefined,
  options: ModuleOptions,
): Promise<WebAssembly.Module[]> {
  const loading = new Map<string, Promise<Loaded>>();
  return Promise.all(
    modules.map(async (module) => {
      const loaded = loading.get(module.path) ?? loadCoreModule(module, from, options);
      loading.set(module.path, loaded);
      return (await loaded).module;
    }),
  );
}

/** Beside the adapter is not where bundlers leave it. */
async function loadCoreModule(
  { path, file }: ModuleSection,
  from: URL | undefined,
  { modules = {}, resolve }: ModuleOptions,
): Promise<Loaded> {
  const given = Object.hasOwn(modules, path) ? modules[path] : resolve?.(path, from?.href);
  if (given !== undefined) return loadModule(given);
  if (from === undefined) {
    throw new ItlLinkError(`no place is known for core module '${path}': pass it in options.modules`);
  }
  return loadModule(relativeUrl(file, from), `; options.modules can say where core module '${path}' is`);
}

/**
 * Instantiates; imports of the wrong type are the component's fault. Not the exports alone: where one of them is called
 * `then`, they would be taken for a promise.
 */
export async function link(
  label: string,
  module: WebAssembly.Module,
  imports: WebAssembly.Imports,
): Promise<WebAssembly.Instance> {
  try {
    return await WebAssembly.instantiate(module, imports);
  } catch (cause) {
    if (!(cause instanceof WebAssembly.LinkError)) throw cause;
    throw new ItlLinkError(`cannot link ${label}: ${reason(cause)}`, { cause });
  }
}

/** Instantiates the core modules with the adapter's functions that serve their imports. */
export async function linkModules(instance: Instance, compiled: readonly WebAssembly.Module[]): Promise<void> {
  const linked = compiled.map(async (module, index) => {
    const section = instance.section.modules[index] as ModuleSection;
    const { path } = section;
    const linked = await link(`core module '${path}'`, module, coreImports(instance, section, module));
    return createCoreModule(path, linked.exports);
  });
  instance.modules = await Promise.all(linked);
}

/** Exactly what the component's `(import …)` clauses adapt for the module, nothing else of the adapter. */
function coreImports(
  instance: Instance,
  { path, imports }: ModuleSection,
  compiled: WebAssembly.Module,
): WebAssembly.Imports {
  const linked = createImports();
  for (const { module, name, kind } of WebAssembly.Module.imports(compiled)) {
    const target = imports.get(module)?.get(name);
    if (!target?.startsWith(reservedPrefix) || kind !== 'function') {
      const hint = module.startsWith('wasi_') ? ': WASI is not provided yet' : '';
      throw new ItlLinkError(
        `core module '${path}' imports ${kind} '${name}' from '${module}', which component '${instance.section.name}' does not adapt${hint}`,
      );
    }
    setImport(linked, module, name, adapterFunction(instance, target));
  }
  return linked;
}

/** Without prototypes, whatever modules and fields are called. */
export const createImports = (): WebAssembly.Imports => Object.create(null);

export function setImport(imports: WebAssembly.Imports, module: string, name: string, func: Callable): void {
  imports[module] ??= Object.create(null) as WebAssembly.ModuleImports;
  imports[module][name] = func;
}

/** Runs the start exports, in the section's order. */
export function startModules({ section, modules }: Instance): void {
  for (const [index, module] of modules.entries()) {
    const { start = '_initialize' } = section.modules[index] as ModuleSection;
    if (start !== '_initialize' || start in module.exports) coreFunction(module, start)();
  }
}
