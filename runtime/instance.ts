/** What belongs to one instance of a component. Instances share nothing. */
import { type CheckOf, createChecks } from './create-checks.ts';
import { ItlLinkError, ItlRangeError } from './errors.ts';
import type { Callable } from './functions.ts';
import type { Guard } from './guard.ts';
import { type CoreModule, createReach, type Reach } from './memory.ts';
import { createResource, type Resource } from './resources.ts';
import type { Section } from './section.ts';
import { decoder } from './strings.ts';

export interface Instance {
  readonly section: Section;
  /** The adapter's exports, once it is there. */
  adapter: WebAssembly.Exports;
  /** In the section's order, once they are there. */
  modules: readonly CoreModule[];
  readonly resources: ReadonlyMap<string, Resource>;
  /** For whatever JavaScript calls in the adapter. */
  guard: Guard;
  /** Instantiates the adapter's module once more. */
  again: () => WebAssembly.Exports;
  readonly checkOf: CheckOf;
  readonly reach: Reach;
  /** The length-prefixed string at an address in the adapter's memory. */
  readonly readName: (address: number) => string;
}

export function createInstance(section: Section): Instance {
  const resources = new Map<string, Resource>();
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
    resources,
    guard: (raw) => raw,
    again: () => ({}),
    checkOf: createChecks(section.types, resources),
    reach: createReach(readName),
    readName,
  };
  for (const [name, [kind, drop]] of section.types) {
    if (kind === 'resource')
      resources.set(
        name,
        createResource(name, (id) => instance.guard(adapterFunction(instance, drop))(id)),
      );
  }
  return instance;
}

/** @throws ItlLinkError where the adapter does not export a function of the name. */
export function adapterFunction({ adapter }: Instance, name: string): Callable {
  const func = adapter[name];
  if (typeof func !== 'function') throw new ItlLinkError(`the adapter exports no function '${name}'`);
  return func as Callable;
}

/** Length as unsigned LEB128, then UTF-8. */
function nameAt({ _it_memory: memory }: WebAssembly.Exports, address: number): string {
  const bytes = new Uint8Array((memory as WebAssembly.Memory).buffer);
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
