/** Puts a component together: loads its core modules, links them, and completes. */
import { disposeSymbol } from '../values/dispose-symbol.ts';
import type { Life } from '../values/life.ts';
import { linkCore } from './link-core.ts';
import { type Loaded, loadCore } from './load-core.ts';
import type { Core, CoreExports, Options, Started } from './modules.ts';
import { checkOptions, checkPaths, type OptionTypes } from './options.ts';
import { type Run, type Steps, waiting } from './steps.ts';

export interface Linked {
  readonly cores: readonly Core[];
  readonly state: Life;
  /** Given what the core modules export: the component's exports. */
  readonly complete: (cores: readonly CoreExports[]) => object;
  /** Options that not every component takes. */
  readonly takes?: OptionTypes;
}

/** A component of one core module. */
export const startCore = (linked: Linked, options: Options, run: Run): object | Promise<object> =>
  run(startingOne(linked, options, run));

function* startingOne(linked: Linked, options: Options, run: Run): Steps<object> {
  const core = linked.cores[0] as Core;
  checkStart(linked, options);
  const loaded = yield* loadCore(core, options, run);
  const { exports } = yield* linkCore(loaded, core, options, run);
  return linked.complete([exports]);
}

/** A component of several, or of none. */
export const startCores = (linked: Linked, options: Options, run: Run): object | Promise<object> =>
  run(starting(linked, options, run));

function* starting(linked: Linked, options: Options, run: Run): Steps<object> {
  const { cores, complete } = linked;
  const loaded = yield* loadCores(linked, options, run);
  const linking = cores.map((core, index) => run(linkCore(loaded[index] as Loaded, core, options, run)));
  const started: readonly Started[] = yield all(linking, run);
  return complete(started.map(({ exports }) => exports));
}

/** All of them, or a promise of that. */
const all = (values: readonly unknown[], run: Run): unknown => (run === waiting ? Promise.all(values) : values);

/** All at the same time; what is there twice is loaded once. */
export function* loadCores(linked: Linked, options: Options, run: Run): Steps<readonly Loaded[]> {
  const { cores } = linked;
  checkStart(linked, options);
  const loading = new Map<string, unknown>();
  for (const core of cores) if (!loading.has(core.path)) loading.set(core.path, run(loadOrMake(core, options, run)));
  return yield all(
    cores.map(({ path }) => loading.get(path)),
    run,
  );
}

/** What the component makes, nobody gives. */
function* loadOrMake(core: Core, options: Options, run: Run): Steps<Loaded> {
  return core.isMade ? { exports: core.source() as CoreExports } : yield* loadCore(core, options, run);
}

/** @throws ItlTypeError for what is no option of this component's, ItlLinkError for what is no core module of it */
function checkStart({ cores, state, takes }: Linked, options: Options): void {
  checkOptions(options, 'instantiate', takes);
  state.options = options;
  checkPaths(
    options.modules,
    cores.flatMap(({ path, isMade }) => (isMade ? [] : [path])),
  );
}

/** The component's exports as users get them. */
export function sealExports<E extends object>(exports: E, dispose: () => void): E {
  // Not enumerable: only who asks for it by name sees it.
  return Object.freeze(Object.defineProperty(exports, disposeSymbol, { value: dispose }));
}
