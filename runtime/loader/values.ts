import type { TypeJson } from '../abi.ts';
import type { Convert } from '../values/plain-carriers.ts';
import type { Resource } from '../values/resources.ts';
import type { Callable, CheckOf, Invoke } from './functions.ts';
import type { HostFunction } from './modules.ts';

/** Values with structure in one instance: arrays, records, variants, resources and the like. */
export interface Values {
  /** What goes in alone, not inside an object. */
  readonly checkOf: CheckOf;
  readonly resources: ReadonlyMap<string, Resource>;
  /** Of the resources, by name. */
  readonly classes: () => [name: string, value: unknown][];
  /**
   * Adds an export named like `[method]Counter.next` to its class; false for another.
   *
   * @param wrap - the export as a function
   * @throws ItlLinkError where there is no such resource
   */
  readonly addMember: (field: string, wrap: (who: string, first: number) => Callable) => boolean;
  /** Once the adapter is there. */
  readonly begin: () => void;
  /** Whether a core module shows where its stack in memory stands, which what is thrown through it does not put back. */
  readonly hasStacks: () => boolean;
  /** Releases every instance of every resource, and every reference. */
  readonly dispose: () => void;
  /** For the result of an export; `undefined` where the engine's conversion does. */
  readonly finishOf: (result: TypeJson | undefined) => Convert;
  readonly createInvoke: (who: string, params: readonly TypeJson[], results: readonly TypeJson[]) => Invoke;
  /** Of `_it_runtime`; `undefined` for what there is not. */
  readonly hostFunction: (field: string) => HostFunction | undefined;
}
