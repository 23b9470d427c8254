/** What belongs to one instance of a component. Instances share nothing. */
import { ItlLinkError, ItlRangeError } from './errors.ts';
import type { Callable, CheckOf } from './functions.ts';
import { type CoreModule, createReach, type Reach } from './memory.ts';
import { primitiveCheck } from './primitives.ts';
import type { Section } from './section.ts';
import { decoder } from './strings.ts';
import type { Values } from './values.ts';

export interface Instance {
  readonly section: Section;
  /** The adapter's exports, once it is there. */
  adapter: WebAssembly.Exports;
  /** In the section's order, once they are there. */
  modules: readonly CoreModule[];
  /** For values with structure; where the component has none, neither it nor its code is loaded. */
  values: Values | undefined;
  /** Around whatever JavaScript calls in the adapter that may leave `defer`s pending. */
  guard: (raw: Callable) => Callable;
  checkOf: CheckOf;
  isDisposed: boolean;
  readonly reach: Reach;
  /** The length-prefixed string at an address in the adapter's memory. */
  readonly readName: (address: number) => string;
}

export function createInstance(section: Section): Instance {
  const names = new Map<number, string>();
  const readName = (address: number): string => {
    const name = names.get(address) ?? nameAt(instance.adapter, address >>> 0);
    names.set(address, name);
    return name;
  };
  const instance: Instance = {
    section,
    adapter: {},
    modules: [],
    values: undefined,
    guard: (raw) => raw,
    checkOf: (type) => primitiveCheck(type) ?? unknownType(type),
    isDisposed: false,
    reach: createReach(readName),
    readName,
  };
  return instance;
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

/** Length as unsigned LEB128, then UTF-8. */
function nameAt({ _it_memory: memory }: WebAssembly.Exports, address: number): string {
  // Before the adapter is there, only a core module's own start function can ask.
  const bytes = new Uint8Array((memory as WebAssembly.Memory)?.buffer ?? []);
  let start = address;
  let length = 0;
  let shift = 0;
  let byte: number;
  do {
    byte = bytes[start++] ?? 0;
    length |= (byte & 127) << shift;
    shift += 7;
  } while (byte > 127);
  if (length >>> 0 > bytes.length - start) throw new ItlRangeError(`no string at ${address} in the adapter's data`);
  return decoder.decode(bytes.subarray(start, start + length));
}
