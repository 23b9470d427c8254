import type { FunctionJson, TypeJson } from '../abi.ts';
import type { Convert } from '../values/plain-carriers.ts';
import type { Check } from '../values/primitives.ts';
import type { Resource } from '../values/resources.ts';
import type { Fastened } from './fast-exports.ts';
import type { Callable, CheckOf, Explain, Invoke } from './functions.ts';
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
  /** A quicker function for an export, with the one that can do everything behind it; `undefined` where there is none. */
  readonly fasten: (field: string, wrapped: Omit<Fastened, 'flat'>) => Callable | undefined;
  readonly wrapLong: (
    raw: Callable,
    checks: readonly Check[],
    finish: Convert,
    explain: Explain,
    live: () => void,
  ) => Callable;
  /** Once the adapter is there. */
  readonly begin: () => void;
  /** Whether a core module shows where its stack in memory stands, which what is thrown through it does not put back. */
  readonly hasStacks: () => boolean;
  /** Releases every instance of every resource, and every reference. */
  readonly dispose: () => void;
  /** For the result of an export; `undefined` where the engine's conversion does. */
  readonly finishOf: (result: TypeJson | undefined) => Convert;
  readonly createInvoke: (who: string, params: readonly TypeJson[], results: readonly TypeJson[]) => Invoke;
  /** What the adapter imports for a function of the user's; `undefined` where {@link createInvoke} has to do. */
  readonly createImport: (who: string, target: Callable, json: FunctionJson) => Callable | undefined;
  /** Of `_it_runtime`; `undefined` for what there is not. */
  readonly hostFunction: (field: string) => HostFunction | undefined;
}
