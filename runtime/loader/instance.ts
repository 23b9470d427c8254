/** What belongs to one instance of a component. Instances share nothing. */
import type { TypeJson } from '../abi.ts';
import { ItlLinkError } from '../values/errors.ts';
import { primitiveCheck } from '../values/primitives.ts';
import type { Callable, CheckOf } from './functions.ts';
import type { CoreModule } from './modules.ts';
import type { Section } from './section.ts';
import type { Values } from './values.ts';

export interface Instance {
  readonly section: Section;
  /** The adapter's exports, once it is there. */
  adapter: WebAssembly.Exports;
  /** In the section's order, once they are there. */
  modules: readonly CoreModule[];
  /** For values with structure; where the component has none, neither it nor its code is loaded. */
  values: Values | undefined;
  /** Around whatever JavaScript calls in the adapter that may leave `defer`s pending; `result` is an export's type. */
  guard: (raw: Callable, result?: TypeJson) => Callable;
  checkOf: CheckOf;
  isDisposed: boolean;
}

export function createInstance(section: Section): Instance {
  return {
    section,
    adapter: {},
    modules: [],
    values: undefined,
    guard: (raw) => raw,
    checkOf: (type) => primitiveCheck(type) ?? unknownType(type),
    isDisposed: false,
  };
}

/** Where the engine has no such symbol, a polyfill that comes later is not found. */
export const disposeSymbol: symbol = Symbol.dispose ?? Symbol.for('Symbol.dispose');

/** Frees what the instance holds for JavaScript; calls are errors from now on. */
export function dispose(instance: Instance): void {
  if (instance.isDisposed) return;
  try {
    instance.values?.dispose();
  } finally {
    instance.isDisposed = true;
    instance.adapter = {};
    instance.modules = [];
  }
}

export function unknownType(type: unknown): never {
  throw new ItlLinkError(`unknown type ${JSON.stringify(type)}`);
}

/** @throws ItlLinkError where the adapter does not export a function of the name. */
export function adapterFunction({ adapter }: Instance, name: string): Callable {
  const func = adapter[name];
  if (typeof func !== 'function') throw new ItlLinkError(`the adapter exports no function '${name}'`);
  return func as Callable;
}
