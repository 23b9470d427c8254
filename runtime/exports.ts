/** What users get: the component's functions and classes. */
import type { FunctionJson } from './abi.ts';
import { ItlLinkError } from './errors.ts';
import { type Callable, wrapExport } from './functions.ts';
import { createGuard } from './guard.ts';
import { adapterFunction, type Instance } from './instance.ts';
import { rememberRaw } from './links.ts';
import { reservedPrefix } from './section.ts';

/** `[method]Counter.next` */
const memberName = /^\[(constructor|method|static|get|set)\]([^.]*)\.?(.*)$/s;

/** The frozen object of a component's exports. */
export function createExports(instance: Instance): object {
  const { adapter, section, resources, checkOf } = instance;
  const guard = createGuard(adapter);
  if (guard) instance.guard = guard;

  function wrap(field: string, who: string, json: FunctionJson, first = 1): Callable {
    const raw = adapterFunction(instance, field);
    const wrapper = wrapExport(json.unwinds && guard ? guard(raw) : raw, who, json, checkOf, first);
    Object.defineProperty(wrapper, 'name', { value: field });
    rememberRaw(wrapper, raw, json, section);
    return wrapper;
  }

  const members: [name: string, value: unknown][] = [...resources].map(([name, { Class }]) => [name, Class]);
  for (const [field, json] of section.exports) {
    const [, kind, owner = '', member = ''] = memberName.exec(field) ?? [];
    if (kind !== undefined) {
      const resource = resources.get(owner);
      if (resource === undefined) throw new ItlLinkError(`export '${field}' belongs to no resource`);
      const who = kind === 'constructor' ? `new ${owner}` : `${owner}.${member}`;
      resource.addMember(kind, member, wrap(field, who, json, kind === 'constructor' || kind === 'static' ? 1 : 0));
    } else if (!field.startsWith(reservedPrefix)) members.push([field, wrap(field, field, json)]);
  }
  // Whoever awaits the component would wait for the promise that it seems to be.
  if (members.some(([name]) => name === 'then')) throw new ItlLinkError("an export cannot be called 'then'");
  return Object.freeze(Object.fromEntries(members));
}
