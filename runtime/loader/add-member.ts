import { memberOf, shownMember, takesThis } from '../member-names.ts';
import type { Callable } from '../values/callable.ts';
import { ItlLinkError } from '../values/errors.ts';
import type { Resource } from './resources.ts';

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
  if (!field.startsWith('[')) return false;
  const member = memberOf(field);
  const resource = member && resources.get(member.resource);
  if (member === undefined || resource === undefined)
    throw new ItlLinkError(`export '${field}' belongs to no resource`);
  resource.addMember(member.kind, member.name, wrap(shownMember(member), takesThis(member) ? 0 : 1));
  return true;
}
