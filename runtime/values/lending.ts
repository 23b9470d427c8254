/** Instances that stand for what somebody else owns: how long they are good for. */
import type { Owned } from './ownership.ts';

/** What ends with an object: an instance that it was lent with, or what stands for a call. */
const lentBy = new WeakMap<object, Map<Owned, () => void>>();

/** An instance keeps alive what it was lent with. */
const lenders = new WeakMap<object, Set<object>>();

/**
 * From now on the instance lasts no longer than the owner, unless it is lent by others too.
 *
 * @param end - takes one of its owners away
 */
export function lendWith(owner: object, instance: object, owned: Owned, end: () => void): void {
  const lent = lentBy.get(owner) ?? new Map<Owned, () => void>();
  lentBy.set(owner, lent);
  if (lent.has(owned)) return;
  lent.set(owned, end);
  owned.lenders++;
  const keeping = lenders.get(instance) ?? new Set();
  lenders.set(instance, keeping);
  keeping.add(owner);
}

/** Ends all that was lent with an object. */
export function endLent(owner: object): void {
  const lent = lentBy.get(owner);
  lentBy.delete(owner);
  for (const end of lent?.values() ?? []) end();
}
