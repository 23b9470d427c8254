/** Components from their source, in every variant that this engine runs. */

import { instantiate } from '../../runtime/it_loader.ts';
import { supportsDirect } from '../../runtime/loader/direct.ts';
import { assembleWat } from '../harness/assemble-core.ts';
import { compileText } from '../harness/compile-fixture.ts';
import { startGlue } from '../harness/glue.ts';

/** The adapter's, and JavaScript without one. */
export const variants = supportsDirect() ? (['table', 'direct', 'js'] as const) : (['table', 'js'] as const);
export type Variant = (typeof variants)[number];

// biome-ignore lint/suspicious/noExplicitAny: tests hand in what no declaration would let through
export type Loose = Readonly<Record<string, (...args: any[]) => any>>;

interface Parts {
  /** Of the module `core.wasm`, where there is one. */
  readonly wat?: string;
  readonly imports?: Readonly<Record<string, object>>;
}

export async function start(variant: Variant, itl: string, { wat, imports = {} }: Parts = {}): Promise<Loose> {
  const cores = wat === undefined ? {} : { 'core.wasm': await assembleWat('core.wat', wat) };
  if (variant === 'js') return startGlue(itl, imports, cores);
  const { wasm } = await compileText(itl, 'case.itl', { target: variant });
  return instantiate<Loose>(wasm as BufferSource, imports, { modules: cores as never });
}

/** What a call throws. */
export function thrownBy(call: () => unknown): Error & { readonly code?: string } {
  try {
    call();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
