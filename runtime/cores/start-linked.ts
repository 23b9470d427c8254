/** Puts a component together whose core modules get memories, tables or globals of each other. */
import { linkCore } from './link-core.ts';
import type { Loaded } from './load-core.ts';
import type { Core, CoreExports, Options } from './modules.ts';
import { type Linked, loadCores } from './start-cores.ts';
import type { Run, Steps } from './steps.ts';

/** One after the other: what a module gets of others it gets of those before it. */
export const startLinked = (linked: Linked, options: Options, run: Run): object | Promise<object> =>
  run(startingLinked(linked, options, run));

function* startingLinked(linked: Linked, options: Options, run: Run): Steps<object> {
  const loaded = yield* loadCores(linked, options, run);
  const exports: CoreExports[] = [];
  for (const core of linked.cores) {
    const module = loaded[exports.length] as Loaded;
    const started = yield* linkCore(module, linkedWith(core, exports), options, run);
    core.opened?.(started.exports);
    exports.push(started.exports);
  }
  return linked.complete(exports);
}

/** A core module with what it gets of those before it. What is not there, or is something else, the engine says. */
function linkedWith(core: Core, before: readonly CoreExports[]): Core {
  const imports: Record<string, object> = { ...core.imports };
  for (const [from, taken] of Object.entries(core.takes?.(before) ?? {}))
    imports[from] = { ...imports[from], ...taken };
  return { ...core, imports: imports as WebAssembly.Imports };
}
