/** Core modules: finding, compiling and linking them. */
import { ItlLinkError } from './errors.ts';
import type { Callable } from './functions.ts';
import { coreFunction } from './host.ts';
import { adapterFunction, type Instance } from './instance.ts';
import { type CoreModule, createCoreModule } from './memory.ts';
import { type ModuleSection, reservedPrefix, type Section } from './section.ts';
import { type Loaded, loadModule, reason, relativeUrl, type SourceLike } from './sources.ts';

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

/** All at the same time, in the section's order. */
export const compileModules = (
  section: Section,
  from: URL | undefined,
  options: ModuleOptions,
): Promise<WebAssembly.Module[]> =>
  Promise.all(section.modules.map(async (module) => (await findModule(module, from, options)).module));

function findModule(
  { path, file }: ModuleSection,
  from: URL | undefined,
  { modules = {}, resolve }: ModuleOptions,
): Promise<Loaded> {
  const given = Object.hasOwn(modules, path) ? modules[path] : resolve?.(path, from?.href);
  if (given !== undefined) return loadModule(given);
  if (from === undefined) {
    throw new ItlLinkError(
      `core module '${path}' cannot be found: the adapter did not come from a file or URL, so pass options.modules or options.resolve`,
    );
  }
  const url = relativeUrl(file, from);
  if (url === undefined)
    throw new ItlLinkError(`core module '${path}' is at '${file}', which is not beside the adapter`);
  return loadModule(url);
}

/** Instantiates the core modules with the adapter's functions that serve their imports. */
export async function instantiateModules(instance: Instance, compiled: readonly WebAssembly.Module[]): Promise<void> {
  const linked = instance.section.modules.map((section, index) =>
    instantiateModule(instance, section, compiled[index] as WebAssembly.Module),
  );
  for (const module of await Promise.all(linked)) instance.modules.set(module.path, module);
}

async function instantiateModule(
  instance: Instance,
  section: ModuleSection,
  module: WebAssembly.Module,
): Promise<CoreModule> {
  const imports = coreImports(instance, section, module);
  try {
    const { exports } = await WebAssembly.instantiate(module, imports);
    return createCoreModule(section.path, exports);
  } catch (cause) {
    if (!(cause instanceof WebAssembly.LinkError)) throw cause;
    throw new ItlLinkError(`core module '${section.path}' does not fit: ${reason(cause)}`, { cause });
  }
}

/** Exactly what the component's `(import …)` clauses adapt for the module, nothing else of the adapter. */
function coreImports(
  { section: { name }, adapter }: Instance,
  { path, imports }: ModuleSection,
  compiled: WebAssembly.Module,
): WebAssembly.Imports {
  const linked: [string, Record<string, WebAssembly.ImportValue>][] = [];
  for (const { module, name: field, kind } of WebAssembly.Module.imports(compiled)) {
    const target = imports.get(module)?.get(field);
    if (target === undefined || kind !== 'function' || !target.startsWith(reservedPrefix)) {
      throw new ItlLinkError(
        `core module '${path}' imports ${kind} '${field}' from '${module}', which component '${name}' does not give it${hintFor(module)}`,
      );
    }
    linked.push([module, { [field]: adapterFunction(adapter, target) }]);
  }
  return mergeImports(linked);
}

const hintFor = (module: string): string => (module.startsWith('wasi_') ? ': WASI is not provided yet' : '');

/** Own properties only, whatever the modules are called. */
export function mergeImports(
  imports: readonly (readonly [module: string, fields: Record<string, WebAssembly.ImportValue>])[],
): WebAssembly.Imports {
  const merged: WebAssembly.Imports = Object.create(null);
  for (const [module, fields] of imports) merged[module] = Object.assign(merged[module] ?? Object.create(null), fields);
  return merged;
}

/** Runs the start exports, in the section's order. */
export function startModules({ section, modules }: Instance): void {
  for (const { path, start } of section.modules) {
    const module = modules.get(path) as CoreModule;
    if (start !== undefined) coreFunction(module, start)();
    else if (typeof module.exports._initialize === 'function') (module.exports._initialize as Callable)();
  }
}
