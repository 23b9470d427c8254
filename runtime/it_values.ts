/** What an adapter imports of the loader, and values with structure: loaded by `it_loader.ts` for a component that needs it. */
import { ItlLinkError, ItlTypeError, show } from './errors.ts';
import { type Callable, type Invoke, trapError } from './functions.ts';
import type { Given } from './imports.ts';
import { adapterFunction, type Instance } from './instance.ts';
import type { Kit } from './kit.ts';
import { addMember } from './values/add-member.ts';
import { type ArgumentArea, createArgumentArea } from './values/argument-area.ts';
import { createChecks } from './values/create-checks.ts';
import { familyFunction } from './values/families.ts';
import { type Flat, fasten, findFlats } from './values/fast-exports.ts';
import { createGuards } from './values/guard.ts';
import { createHostFunctions } from './values/host-functions.ts';
import { inlined } from './values/inlined.ts';
import { createReach } from './values/memory.ts';
import { createReadName } from './values/read-name.ts';
import { createReferences } from './values/refs.ts';
import { createResource, type Resource } from './values/resources.ts';
import { createAsyncInvoke, createImport, createResultInvoke, finishOf, isAsync, lowering } from './values/results.ts';
import { serveCore } from './values/serve-core.ts';
import { functionText, structureText } from './values/structure.ts';
import { wrapLong } from './values/wrap-long.ts';
import type { Values, ValuesFile } from './values.ts';

function createValues(instance: Instance, slots: WebAssembly.Module): Values {
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
  let area: ArgumentArea | undefined;
  let flats: ReadonlyMap<string, Flat> = new Map();
  const hostFunctions = createHostFunctions(instance, reach, readName, references, () => copyOf(slots));
  return {
    ...values,
    createImport: (who, target, json) => createImport(who, target, json, checkOf),
    fasten(field, wrapped) {
      if (isAsync(wrapped.json.results[0])) return undefined;
      const flat = flats.get(field);
      const guarded =
        flat && (wrapped.json.unwinds || guards.hasStacks()) ? { ...flat, func: instance.guard(flat.func) } : flat;
      return fasten({ ...wrapped, flat: guarded }, instance.section.types, area);
    },
    wrapLong,
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
      area = createArgumentArea(instance);
      flats = findFlats(instance.adapter, area !== undefined);
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

const optionTypes: ReadonlyMap<string, string> = new Map([
  ['modules', 'an object of sources by path'],
  ['resolve', 'a function'],
  ['variant', "'auto', 'direct' or 'table'"],
  ['wasi', 'an object or false'],
]);

function refuseOptions(options: unknown): void {
  if (typeof options !== 'object' || options === null)
    throw new ItlTypeError(`instantiate: options must be an object, got ${show(options)}`);
  for (const [name, value] of Object.entries(options)) {
    const names = [...optionTypes.keys()].join(', ');
    const type = optionTypes.get(name);
    if (type === undefined) throw new ItlTypeError(`instantiate: unknown option '${name}', there are ${names}`);
    const isOfType =
      name === 'variant'
        ? /^(auto|direct|table)$/.test(value as string)
        : typeof value === (name === 'resolve' ? 'function' : 'object') || value === false;
    if (!isOfType && value !== undefined)
      throw new ItlTypeError(`instantiate: option '${name}' must be ${type}, got ${show(value)}`);
  }
}

function refuseVariant(label: string, variant: string | undefined, isAlone: boolean): never {
  const lacking = `direct variant that this engine can run${isAlone ? ', and no other' : ''}`;
  throw new ItlLinkError(`${label} has no ${variant === 'table' ? 'table variant' : lacking}`);
}

function refuseSource(given: unknown): never {
  throw new Error(`expected a path, URL, Response, bytes or WebAssembly.Module, got ${show(given)}`);
}

function refuseMissing(imports: readonly Given[]): void {
  const missing = imports.filter(({ target }) => typeof target !== 'function');
  const lines = missing.map(({ module, name, json, target }) => {
    const what =
      target === undefined
        ? `missing import '${name}' from '${module}'`
        : `import '${name}' from '${module}' is not a function`;
    return `${what}: the component expects ${functionText(json)}, got ${show(target)}`;
  });
  if (lines.length > 0) throw new ItlLinkError(lines.join('\n'));
}

/** In the built file all that the kit holds comes from it, see `runtime/build.js`. */
export default (_kit: Kit): ValuesFile => ({
  createValues,
  inlined,
  refuseMissing,
  refuseOptions,
  refuseSource,
  refuseVariant,
  serveCore,
  structureText,
});
