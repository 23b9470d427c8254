/** Puts a component together whose core modules get memories, tables or globals of each other. */
import { type Core, type CoreExports, linkCore, linkCoreSync, type Options, type Started } from './modules.ts';
import { type Linked, loadCores, loadCoresSync } from './start-cores.ts';

/** One after the other: what a module gets of others it gets of those before it. */
export async function startLinked({ cores, complete }: Linked, options: Options): Promise<object> {
  const loaded = await loadCores(cores, options);
  const exports: CoreExports[] = [];
  for (const [index, core] of cores.entries()) {
    const started = await linkCore(loaded[index] as Started, linkedWith(core, exports), options);
    core.opened?.(started.exports);
    exports.push(started.exports);
  }
  return complete(exports);
}

export function startLinkedSync({ cores, complete }: Linked, options: Options): object {
  const loaded = loadCoresSync(cores, options);
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
