/** What an adapter imports of the loader, and values with structure: loaded by `it_loader.ts` for a component that needs it. */
import { ItlLinkError, ItlTypeError, show } from './errors.ts';
import { trapError } from './functions.ts';
import type { Given } from './imports.ts';
import { adapterFunction, type Instance } from './instance.ts';
import type { Kit } from './kit.ts';
import { addMember } from './values/add-member.ts';
import { createChecks } from './values/create-checks.ts';
import { familyFunction } from './values/families.ts';
import { type Flat, fasten, findFlats } from './values/fast-exports.ts';
import { createGuard } from './values/guard.ts';
import { createHostFunctions } from './values/host-functions.ts';
import { inlined } from './values/inlined.ts';
import { createReach } from './values/memory.ts';
import { createReadName } from './values/read-name.ts';
import { createReferences } from './values/refs.ts';
import { createResource, type Resource } from './values/resources.ts';
import { createImport, createResultInvoke, finishOf, lowering } from './values/results.ts';
import { serveCore } from './values/serve-core.ts';
import { functionText, structureText } from './values/structure.ts';
import { wrapLong } from './values/wrap-long.ts';
import type { Values, ValuesFile } from './values.ts';

function createValues(instance: Instance): Values {
  const resources = createResources(instance);
  const checkOf = createChecks(instance.section.types, resources);
  const values = {
    checkOf: (type) => lowering(type, checkOf),
    resources,
    createInvoke: (who, params, results) => createResultInvoke(who, params, results, checkOf),
  } satisfies Partial<Values>;
  const readName = createReadName(instance);
  const reach = createReach(readName);
  const references = createReferences();
  let flats: ReadonlyMap<string, Flat> = new Map();
  const hostFunctions = createHostFunctions(instance, reach, readName, references);
  return {
    ...values,
    createImport: (who, target, json) => createImport(who, target, json, checkOf),
    finishOf,
    fasten(field, wrapped) {
      const flat = flats.get(field);
      const guarded = flat && wrapped.json.unwinds ? { ...flat, func: instance.guard(flat.func) } : flat;
      return fasten({ ...wrapped, flat: guarded }, instance.section.types);
    },
    wrapLong,
    classes: () => [...resources].map(([name, { Class }]) => [name, Class]),
    addMember: (field, wrap) => addMember(resources, field, wrap),
    hostFunction: (field) => hostFunctions.get(field) ?? familyFunction(field, { instance, reach, values }),
    begin() {
      flats = findFlats(instance.adapter);
      instance.guard = createGuard(instance.adapter) ?? instance.guard;
    },
    dispose() {
      const failures = [...resources.values()].flatMap((resource) => resource.disposeAll());
      references.clear();
      if ('_it_dispose' in instance.adapter) adapterFunction(instance, '_it_dispose')();
      if (failures.length > 0) throw failures[0];
    },
  };
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
  ['variant', "'direct' or 'table'"],
  ['wasi', 'an object or false'],
]);

function refuseOptions(options: object): void {
  for (const [name, value] of Object.entries(options)) {
    const names = [...optionTypes.keys()].join(', ');
    const type = optionTypes.get(name);
    if (type === undefined) throw new ItlTypeError(`instantiate: unknown option '${name}', there are ${names}`);
    const isOfType =
      name === 'variant'
        ? value === 'direct' || value === 'table'
        : typeof value === (name === 'resolve' ? 'function' : 'object') || value === false;
    if (!isOfType && value !== undefined)
      throw new ItlTypeError(`instantiate: option '${name}' must be ${type}, got ${show(value)}`);
  }
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
  serveCore,
  structureText,
});
