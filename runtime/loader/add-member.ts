import { ItlLinkError } from '../values/errors.ts';
import type { Resource } from '../values/resources.ts';
import type { Values } from './values.ts';

/** `[method]Counter.next` */
const memberName = /^\[(constructor|method|static|get|set)\]([^.]*)\.?(.*)$/s;

/** See {@link Values.addMember}. */
export function addMember(
  resources: ReadonlyMap<string, Resource>,
  field: string,
  wrap: Parameters<Values['addMember']>[1],
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
