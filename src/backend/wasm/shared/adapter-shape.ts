import type { HostFunctionName } from '../../../../runtime/abi.ts';
import type { HostImports } from './host-imports.ts';
import type { Wat } from './wat.ts';

/** How an adapter of a variant is built around its functions. */
export interface AdapterShape {
  /** The core module of that name in the component, as host functions take it. */
  readonly instance: (module: string, hosts: HostImports) => Wat;
  /** Host functions that stand before the others where the adapter calls them, in this order. */
  readonly firstImports: readonly HostFunctionName[];
  /** Whether core modules find what serves their imports among the adapter's exports. */
  readonly exportsAdapted: boolean;
  /** The adapter's own memory, in instructions: empty where it is the only one. */
  readonly ownMemory: readonly string[];
}
