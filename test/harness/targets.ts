/** Components from their source, for every target that this engine runs: the same assertions hold for all. */
import { instantiate as source } from '../../runtime/it_loader.ts';
import { supportsDirect } from '../../runtime/loader/direct.ts';
import type { HelperPlace } from '../../src/backend/js/glue-options.ts';
import type { CheckOptions } from '../../src/check-source.ts';
import type { CompileOptions } from '../../src/compile.ts';
import { type Cores, compileToJs, compileWithCores } from './compile-fixture.ts';
import type { AnyExports } from './fixture.ts';
import { importGenerated } from './generated-module.ts';
import { shippedLoader } from './shipped-loader.ts';

/** `auto` is an adapter with both variants, of which the loader takes the one that suits. */
export type Target = 'table' | 'direct' | 'auto' | 'js';

/** Where this Node cannot run the direct variant, `npm run test:direct` does on another. */
export const targets: readonly Target[] = supportsDirect() ? ['table', 'direct', 'js'] : ['table', 'js'];

/** A component that is compiled, and can be instantiated again and again. */
export type Component = (imports?: object, options?: object) => Promise<AnyExports>;

export interface Form {
  readonly target: Target;
  /** Of adapters. */
  readonly optimize?: boolean;
  /** Of JavaScript. */
  readonly helpers?: HelperPlace;
}

/** Every target; adapters for older engines optimised too, for the loader as it is shipped, and JavaScript that shares its helpers. */
export const forms: readonly Form[] = [
  ...targets.map((target) => ({ target })),
  { target: 'table', optimize: true },
  { target: 'js', helpers: 'shared' },
];

interface Naming {
  /** It names the component. */
  readonly path?: string;
  /** The core modules, for the wrapper to be made with a look at them. */
  readonly cores?: Cores;
  /** Gives the components that the source uses. */
  readonly readComponent?: CheckOptions['readComponent'];
}

export async function componentOf(
  { target, optimize = false, helpers = 'inline' }: Form,
  text: string,
  naming: Naming = {},
) {
  const { path = 'case.itl', cores = {}, readComponent } = naming;
  if (target === 'js') return generated(text, path, cores, { helpers, readComponent });
  return adapter(text, path, cores, { target, optimize, readComponent });
}

async function generated(text: string, path: string, cores: Cores, options: CompileOptions): Promise<Component> {
  const { instantiate } = await importGenerated(await compileToJs(text, path, cores, options));
  return instantiate;
}

async function adapter(
  text: string,
  path: string,
  cores: Cores,
  options: { readonly target: Exclude<Target, 'js'>; readonly optimize: boolean } & CheckOptions,
): Promise<Component> {
  const { wasm } = await compileWithCores(text, path, cores, options);
  const compiled = await WebAssembly.compile(wasm as Uint8Array<ArrayBuffer>);
  const { instantiate } = options.optimize ? await shippedLoader() : { instantiate: source };
  return (imports = {}, options = {}) => instantiate<AnyExports>(compiled, imports as never, options as never);
}
