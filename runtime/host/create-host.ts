/** What an adapter imports from `_it_runtime`. */
import type { HostFunctionName } from '../abi.ts';
import type { Instance } from '../loader/instance.ts';
import type { HostFunction } from '../loader/modules.ts';
import { coreFunctions } from './core-functions.ts';
import { familyFunction } from './families.ts';
import type { Host } from './host.ts';
import { memoryFunctions } from './memory-functions.ts';
import { createReach } from './reach.ts';
import { createReadName } from './read-name.ts';
import { textFunctions } from './text-functions.ts';
import { ownValueFunctions, valueFunctions } from './value-functions.ts';

type OwnFunctions = Readonly<
  Record<Exclude<HostFunctionName, keyof typeof valueFunctions>, (host: Host) => HostFunction>
>;

/** All but families and those that are the same for every component. No constant: bundlers leave out what nobody calls. */
const ownFunctions = (): OwnFunctions => ({
  ...textFunctions(),
  ...memoryFunctions(),
  ...ownValueFunctions,
  ...coreFunctions,
});

/**
 * Finds functions by their field; `undefined` for what there is not.
 *
 * @param slots - the module that has the functions of slots for function pointers, if any has
 */
export function createHost(instance: Instance, slots: WebAssembly.Module): (field: string) => HostFunction | undefined {
  const readName = createReadName(instance);
  const host: Host = { instance, readName, reach: createReach(readName), kept: [], slots };
  const functions = ownFunctions();
  return (field) =>
    own<HostFunction>(valueFunctions, field) ??
    own<(host: Host) => HostFunction>(functions, field)?.(host) ??
    familyFunction(field, host);
}

const own = <T>(functions: Readonly<Record<string, T>>, field: string): T | undefined =>
  Object.hasOwn(functions, field) ? functions[field] : undefined;
