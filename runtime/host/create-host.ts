/** What an adapter imports from `_it_runtime`. */
import type { Instance } from '../loader/instance.ts';
import type { HostFunction } from '../loader/modules.ts';
import { familyFunction } from './families.ts';
import { createHostFunctions } from './host-functions.ts';
import { createReach } from './reach.ts';
import { createReadName } from './read-name.ts';

/**
 * Finds functions by their field; `undefined` for what there is not.
 *
 * @param slots - the module that has the functions of slots for function pointers, if any has
 */
export function createHost(instance: Instance, slots: WebAssembly.Module): (field: string) => HostFunction | undefined {
  const readName = createReadName(instance);
  const reach = createReach(readName);
  const fixed = createHostFunctions(instance, reach, readName, () => copyOf(slots));
  return (field) => fixed.get(field) ?? familyFunction(field, { instance, reach, readName });
}

/** A function that has itself under every name: it serves where nothing is called. */
const anything: object = new Proxy(() => {}, { get: () => anything });

/** Another instance, of which only functions are used that call no import. */
const copyOf = (module: WebAssembly.Module): WebAssembly.Exports =>
  new WebAssembly.Instance(module, anything as WebAssembly.Imports).exports;
