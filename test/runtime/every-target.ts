/** Components from their source, for every target that this engine runs. */
import { assembleWat } from '../harness/assemble-core.ts';
import { componentOf, type Target } from '../harness/targets.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests hand in what no declaration would let through
export type Loose = Readonly<Record<string, (...args: any[]) => any>>;

interface Parts {
  /** Of the module `core.wasm`, where there is one. */
  readonly wat?: string;
  readonly imports?: Readonly<Record<string, object>>;
  /** What `instantiate` is told besides. */
  readonly options?: object;
}

export async function start(
  target: Target,
  itl: string,
  { wat, imports = {}, options = {} }: Parts = {},
): Promise<Loose> {
  const cores = wat === undefined ? {} : { 'core.wasm': await assembleWat('core.wat', wat) };
  const component = await componentOf({ target }, itl, { cores });
  return component(imports, { modules: cores, ...options });
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
