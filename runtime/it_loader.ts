/**
 * Runs components that itlc has compiled: `const fizz = await instantiate('out/it_fizz.wasm', { … })`. Works the same
 * on Node, Deno, Bun, in browsers and on edge workers.
 */
import { createExports } from './exports.ts';
import { type Imports, linkImports } from './imports.ts';
import { adapterFunction, createInstance } from './instance.ts';
import { compileModules, link, linkModules, type ModuleOptions, startModules } from './modules.ts';
import { readSection, wellFormed } from './section.ts';
import { loadModule, type SourceLike } from './sources.ts';

export { ItlLinkError, ItlRangeError, ItlResultError, ItlTypeError } from './errors.ts';
export type { Imports } from './imports.ts';
export type { Source, SourceLike } from './sources.ts';

/** What {@link instantiate} can be told besides the imports. */
export interface InstantiateOptions extends ModuleOptions {}

/** A component's exports where its own `.d.ts` does not say more. */
export type Exports = Readonly<Record<string, (...args: unknown[]) => unknown>>;

/**
 * Loads an adapter and its core modules, links and initialises them. Instances are independent of each other.
 *
 * @param source - the adapter (`it_….wasm`): path or URL, Response, bytes, WebAssembly.Module, or a promise of one.
 *   On Node a path is relative to the working directory, in a browser to the page.
 * @param imports - the functions that the component imports, by module and name
 * @returns the component's exports, frozen
 * @throws ItlLinkError where something is missing or does not fit
 */
export async function instantiate<E extends object = Exports, I extends object = object>(
  source: SourceLike,
  imports?: I,
  options: InstantiateOptions = {},
): Promise<E> {
  const { module, url, label } = await loadModule(source);
  const instance = wellFormed(label, () => createInstance(readSection(module, label)));
  const linked = wellFormed(label, () => linkImports(instance, module, (imports ?? {}) as Imports));
  const compiled = await compileModules(instance.section, url, options);
  instance.adapter = await link(label, module, linked);
  instance.again = () => new WebAssembly.Instance(module, linked).exports;
  await linkModules(instance, compiled);
  const exports = wellFormed(label, () => createExports(instance));
  // Only the loader's own functions run in there, no user's and no core module's.
  wellFormed(label, adapterFunction(instance, '_it_init'), "'_it_init'");
  startModules(instance);
  return exports as E;
}
