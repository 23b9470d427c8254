/** What stands within something with a gate has one itself. */
import { ungatedInside } from '../diagnostics/wit.ts';
import { isIncluded } from './gates.ts';
import type { InterfaceDefinition } from './model.ts';
import type { Attribute, Id } from './syntax.ts';
import type { Elaboration } from './type-scope.ts';

/** Types of an interface that is not there, and members of a resource that is not there. */
export function checkGates(
  { id, items, scope, isIncluded: isThere }: InterfaceDefinition,
  elaboration: Elaboration,
): void {
  const { finding, features } = elaboration;
  const isOpen = (attributes: readonly Attribute[]): boolean =>
    isIncluded(attributes, scope.package.syntax, features, finding.sink);
  const complain = (inner: Id, outer: Id): void => finding.sink.add(ungatedInside(inner.name, outer.name, inner.span));
  for (const item of items) {
    if (item.kind === 'use' || item.kind === 'function') continue;
    const isTypeThere = isOpen(item.attributes);
    if (!isThere && isTypeThere) complain(item.id, id);
    if (item.kind !== 'resource' || isTypeThere) continue;
    for (const member of item.members) if (isOpen(member.attributes)) complain(member.id, item.id);
  }
}
