/** Puts a component together whose core modules get memories, tables or globals of each other. */
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
import type { Linked } from './start-cores.ts';

/** One after the other: what a module gets of others it gets of those before it. */
export async function startLinked({ cores, complete }: Linked, options: Options): Promise<object> {
  checkOptions(options);
  // What is there twice is loaded once.
  const loading = new Map<string, Promise<WebAssembly.Module | Started>>();
  for (const core of cores) if (!loading.has(core.path)) loading.set(core.path, loadCore(core, options));
  const loaded = await Promise.all(cores.map(({ path }) => loading.get(path)));
  const exports: CoreExports[] = [];
  for (const [index, core] of cores.entries()) {
    const started = await linkCore(loaded[index] as Started, linkedWith(core, exports), options);
    core.opened?.(started.exports);
    exports.push(started.exports);
  }
  return complete(exports);
}

export function startLinkedSync({ cores, complete }: Linked, options: Options): object {
  checkOptions(options);
  const loading = new Map<string, WebAssembly.Module | Started>();
  for (const core of cores) if (!loading.has(core.path)) loading.set(core.path, loadCoreSync(core, options));
  const loaded = cores.map(({ path }) => loading.get(path));
  const exports: CoreExports[] = [];
  for (const [index, core] of cores.entries()) {
    const started = linkCoreSync(loaded[index] as Started, linkedWith(core, exports), options);
    core.opened?.(started.exports);
    exports.push(started.exports);
  }
  return complete(exports);
}

/** What is not there, or is something else, the engine says. */
function linkedWith(core: Core, before: readonly CoreExports[]): Core {
  const imports: Record<string, object> = { ...core.imports };
  for (const [from, taken] of Object.entries(core.takes?.(before) ?? {}))
    imports[from] = { ...imports[from], ...taken };
  return { ...core, imports: imports as WebAssembly.Imports };
}
