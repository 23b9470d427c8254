/** What core modules import and the component does not adapt: WASI, or a mistake. */
import { ItlLinkError, ItlRangeError, ItlTrapError, ItlTypeError } from '../values/errors.ts';
import type { Wasi } from '../wasi/wasi.ts';
import type { Instance } from './instance.ts';
import type { ModuleOptions } from './modules.ts';
import type { ModuleSection } from './section.ts';

const wasiModule = 'wasi_snapshot_preview1';

/** @throws ItlLinkError that names what nobody provides. */
export async function serveCore(
  { section }: Instance,
  { path }: ModuleSection,
  unadapted: readonly WebAssembly.ModuleImportDescriptor[],
  { wasi: options }: ModuleOptions,
): Promise<Wasi> {
  const isSystem = unadapted.some(({ module }) => module === wasiModule);
  const wasi =
    isSystem && options !== false
      ? (await import('../wasi/it_wasi.ts')).createWasi(options, { ItlRangeError, ItlTrapError, ItlTypeError })
      : undefined;
  for (const { module, name, kind } of unadapted) {
    if (module === wasiModule && kind === 'function' && wasi && Object.hasOwn(wasi.imports, name)) continue;
    const hint = module === wasiModule && options === false ? ', and options.wasi is false' : '';
    throw new ItlLinkError(
      `core module '${path}' imports ${kind} '${name}' from '${module}', which component '${section.name}' does not adapt${hint}`,
    );
  }
  return wasi as Wasi;
}
