import type { Callable } from '../values/callable.ts';
import { ItlLinkError } from '../values/errors.ts';
import type { Resource } from '../values/resources.ts';

/** `[method]Counter.next` */
const memberName = /^\[(constructor|method|static|get|set)\]([^.]*)\.?(.*)$/s;

/**
 * Adds an export named like `[method]Counter.next` to its class; false for another.
 *
 * @param wrap - the export as a function
 * @throws ItlLinkError where there is no such resource
 */
export function addMember(
  resources: ReadonlyMap<string, Resource>,
  field: string,
  wrap: (who: string, first: number) => Callable,
): boolean {
  const [, kind, owner = '', member = ''] = memberName.exec(field) ?? [];
  if (kind === undefined) return false;
  const resource = resources.get(owner);
  if (resource === undefined) throw new ItlLinkError(`export '${field}' belongs to no resource`);
  const isConstructor = kind === 'constructor';
  const who = isConstructor ? `new ${owner}` : `${owner}.${member}`;
  resource.addMember(kind, member, wrap(who, isConstructor || kind === 'static' ? 1 : 0));
  return true;
}
