/** What an adapter imports of the loader, and values with structure. */

import { familyFunction } from '../host/families.ts';
import { createHostFunctions } from '../host/host-functions.ts';
import { createReadName } from '../host/read-name.ts';
import { createReach } from '../values/memory.ts';
import { createReferences } from '../values/refs.ts';
import { createResource, type Resource } from '../values/resources.ts';
import { addMember } from './add-member.ts';
import { createChecks } from './create-checks.ts';
import { type Callable, type Invoke, trapError } from './functions.ts';
import { createGuards } from './guard.ts';
import { adapterFunction, type Instance } from './instance.ts';
import { createAsyncInvoke, createResultInvoke, finishOf, isAsync, lowering } from './results.ts';
import type { Values } from './values.ts';

/** @param slots - the module that has the functions of slots for function pointers, if any has */
export function createValues(instance: Instance, slots: WebAssembly.Module): Values {
  const resources = createResources(instance);
  const checkOf = createChecks(instance.section.types, resources);
  const values = {
    checkOf: (type) => lowering(type, checkOf),
    resources,
    finishOf,
    createInvoke(who, params, results) {
      const [result] = results;
      if (!isAsync(result)) return createResultInvoke(who, params, results, checkOf);
      const invoke = createAsyncInvoke(who, params, result, checkOf);
      // What the adapter imports is what binding the target gives.
      const bind = (_self: unknown, target: Callable) => guards.suspending(who, (...args) => invoke(target, ...args));
      return Object.assign(invoke, { bind }) as unknown as Invoke;
    },
  } satisfies Partial<Values>;
  const guards = createGuards(instance);
  const members: [name: string, value: unknown][] = [...resources].map(([name, { Class }]) => [name, Class]);
  const readName = createReadName(instance);
  const reach = createReach(readName);
  const references = createReferences();
  const hostFunctions = createHostFunctions(instance, reach, readName, references, () => copyOf(slots));
  return {
    ...values,
    classes: () => members,
    addMember(field, wrap) {
      if (!isAsync(instance.section.exports.get(field)?.results[0])) return addMember(resources, field, wrap);
      const settled: typeof wrap = (who, first) => rejecting(field, who, wrap(who, first));
      if (!addMember(resources, field, settled)) members.push([field, settled(field, 1)]);
      return true;
    },
    hostFunction: (field) => hostFunctions.get(field) ?? familyFunction(field, { instance, reach, values }),
    hasStacks: guards.hasStacks,
    begin() {
      guards.begin();
      // By its type, not by itself: two exports may be the same core function.
      instance.guard = (raw, result) => (isAsync(result) ? guards.promising(raw) : guards.guard(raw));
    },
    dispose() {
      const failures = [...resources.values()].flatMap((resource) => resource.disposeAll());
      references.clear();
      if ('_it_dispose' in instance.adapter) adapterFunction(instance, '_it_dispose')();
      if (failures.length > 0) throw failures[0];
    },
  };
}

/** A function that has itself under every name: it serves where nothing is called. */
const anything: object = new Proxy(() => {}, { get: () => anything });

/** Another instance, of which only functions are used that call no import. */
const copyOf = (module: WebAssembly.Module): WebAssembly.Exports =>
  new WebAssembly.Instance(module, anything as WebAssembly.Imports).exports;

/** An async export's errors are its promise's, also those of its arguments; traps come when it has waited. */
function rejecting(field: string, who: string, func: Callable): Callable {
  const rejecting = async (...args: unknown[]): Promise<unknown> => {
    try {
      return await func(...args);
    } catch (error) {
      throw trapError(error, who);
    }
  };
  return Object.defineProperty(rejecting, 'name', { value: field });
}

function createResources(instance: Instance): ReadonlyMap<string, Resource> {
  const resources = new Map<string, Resource>();
  for (const [name, [kind, drop]] of instance.section.types) {
    if (kind !== 'resource') continue;
    const release = (id: number): void => {
      try {
        instance.guard(adapterFunction(instance, drop))(id);
      } catch (error) {
        throw trapError(error, `${name}.dispose`);
      }
    };
    resources.set(name, createResource(name, release));
  }
  return resources;
}
