/** Core modules of which more is to be known at run time: what they import. */
import { ItlLinkError } from '../values/errors.ts';
import { ownField } from '../values/to-values.ts';
import type { WasiErrors } from '../wasi/it_wasi.ts';
import type { Wasi, WasiOptions } from '../wasi/wasi.ts';
import type { Core, Serve, Served } from './modules.ts';

const wasiModule = 'wasi_snapshot_preview1';

/** @throws ItlLinkError that names what nobody provides */
export const serveCore =
  (component: string) =>
  (module: WebAssembly.Module, core: Core): Served =>
    checkImports(module, core, component);

function checkImports(module: WebAssembly.Module, served: Core, component: string, isSystemOff = false): Served {
  const { path, imports } = served;
  for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
    const given = ownField(ownField(imports, from) ?? {}, name);
    // An async import is a WebAssembly.Suspending, no function: the engine knows.
    if (given !== undefined && (kind === 'function' || typeof given !== 'function')) continue;
    const hint = isSystemOff && from === wasiModule ? ', and options.wasi is false' : '';
    throw new ItlLinkError(
      `core module '${path}' imports ${kind} '${name}' from '${from}', which component '${component}' does not adapt${hint}`,
    );
  }
  return served;
}

/** An async import is a WebAssembly.Suspending: an object that stands for a function. */
export function isFunction(given: unknown): boolean {
  const { Suspending } = WebAssembly as { readonly Suspending?: new () => object };
  return typeof given === 'function' || (Suspending !== undefined && given instanceof Suspending);
}

/**
 * Looks at what a core module imports, and serves WASI.
 *
 * @param createWasi - of it_wasi.js
 */
export const serveSystem =
  (
    component: string,
    createWasi: (options: WasiOptions | undefined, errors: WasiErrors) => Wasi,
    errors: WasiErrors,
  ): Serve =>
  (module, core, { wasi: options }) => {
    if (options === false) return checkImports(module, core, component, true);
    const { imports, begin } = createWasi(options, errors);
    const own = core.imports[wasiModule];
    const all = {
      ...core,
      imports: { ...core.imports, [wasiModule]: { ...imports, ...own } },
      begin: (exports: WebAssembly.Exports) => begin(exports, core.imports),
    };
    return checkImports(module, all, component);
  };
