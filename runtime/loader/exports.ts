/** What users get: the component's functions and classes. */
import type { FunctionJson } from '../abi.ts';
import { ItlLinkError } from '../values/errors.ts';
import { plainLiftOf } from '../values/plain-carriers.ts';
import { type Callable, wrapExport } from './functions.ts';
import { adapterFunction, dispose, disposeSymbol, type Instance } from './instance.ts';
import { rememberRaw } from './links.ts';
import { reservedPrefix } from './section.ts';

/** The frozen object of a component's exports. */
export function createExports(instance: Instance): object {
  const { section, values } = instance;
  values?.begin();

  function wrap(field: string, who: string, json: FunctionJson, first = 1): Callable {
    const raw = adapterFunction(instance, field);
    const [result] = json.results;
    const isGuarded = json.unwinds || values?.hasStacks();
    const wrapper = wrapExport(
      isGuarded ? instance.guard(raw, result) : raw,
      who,
      json,
      instance,
      first,
      (values?.finishOf ?? plainLiftOf)(result),
    );
    Object.defineProperty(wrapper, 'name', { value: field });
    // Somebody has to look after its `defer`s and stacks.
    if (!isGuarded) rememberRaw(wrapper, raw, json, section.types);
    return wrapper;
  }

  const members: [name: string, value: unknown][] = values?.classes() ?? [];
  for (const [field, json] of section.exports) {
    const isMember = values?.addMember(field, (who, first) => wrap(field, who, json, first));
    if (!isMember && !field.startsWith(reservedPrefix)) members.push([field, wrap(field, field, json)]);
  }
  const exports = Object.fromEntries(members);
  // Whoever awaits the component would wait for the promise that it seems to be.
  if ('then' in exports) throw new ItlLinkError("an export cannot be called 'then'");
  // Not enumerable: only who asks for it by name sees it.
  Object.defineProperty(exports, disposeSymbol, { value: () => dispose(instance) });
  return Object.freeze(exports);
}
