/** What users get: the component's functions and classes. */
import type { FunctionJson } from './abi.ts';
import { ItlLinkError } from './errors.ts';
import { type Callable, wrapExport } from './functions.ts';
import { createGuard, type Guard, guarded } from './guard.ts';
import { adapterFunction, type Instance } from './instance.ts';
import { rememberRaw } from './links.ts';
import { reservedPrefix } from './section.ts';

/** `[method]Counter.next` */
const memberName = /^\[(constructor|method|static|get|set)\]([^.]*)\.?(.*)$/s;

/** The frozen object of a component's exports. */
export function createExports(instance: Instance): object {
  const guard = createGuard(instance.adapter);
  const members: [string, unknown][] = [];
  for (const [name, json] of instance.section.exports) {
    const member = memberName.exec(name);
    if (member !== null) addMember(instance, name, member, json, guard);
    else if (!name.startsWith(reservedPrefix)) members.push([name, exportOf(instance, name, name, json, guard)]);
  }
  for (const [name, { Class }] of instance.resources) members.push([name, Class]);
  return Object.freeze(Object.fromEntries(members));
}

function exportOf(
  instance: Instance,
  field: string,
  who: string,
  json: FunctionJson,
  guard: Guard | undefined,
  self = false,
): Callable {
  const func = adapterFunction(instance.adapter, field);
  const raw = json.unwinds && guard !== undefined ? guarded(func, json.params.length, guard) : func;
  const wrapper = wrapExport(raw, who, json, instance.checkOf, self);
  Object.defineProperty(wrapper, 'name', { value: field });
  rememberRaw(wrapper, func, json, instance.section);
  return wrapper;
}

function addMember(
  instance: Instance,
  field: string,
  [, kind = '', owner = '', member = '']: readonly string[],
  json: FunctionJson,
  guard: Guard | undefined,
): void {
  const resource = instance.resources.get(owner);
  if (resource === undefined) throw new ItlLinkError(`export '${field}' belongs to no resource`);
  const isConstructor = kind === 'constructor';
  const self = !isConstructor && kind !== 'static';
  const who = isConstructor ? `new ${owner}` : `${owner}.${member}`;
  resource.addMember(kind, member, exportOf(instance, field, who, json, guard, self));
}
