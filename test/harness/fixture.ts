import type { InstantiateOptions } from '../../runtime/it_loader.ts';
import type { Assertions, Wrapper } from './assertions.ts';

/** What a component gives, as far as a fixture knows: it is checked by using it. */
// biome-ignore lint/suspicious/noExplicitAny: the boundary to code that was compiled a moment ago
export type AnyExports = Record<string, any>;

/** What a fixture's `run` is handed. The same on every engine and for every target. */
export interface FixtureContext extends Assertions {
  /** What the fixture was compiled to: an adapter for the loader, or JavaScript, which has neither. */
  readonly target: Wrapper;
  /** Instantiates the fixture's adapter with its core modules. */
  readonly instantiate: (imports?: object, options?: Partial<InstantiateOptions>) => Promise<AnyExports>;
  /** The fixture's core module made from `NAME.wat`, given `NAME.wasm`. */
  readonly core: (name: string) => Uint8Array;
}

/** The default export of a fixture's run.ts. */
export type FixtureRun = (context: FixtureContext) => Promise<void>;
