/** Instances that stand for what somebody else owns: how long they are good for. */
import { instanceFor, ownedBy } from './owned-by.ts';
import type { Owned } from './ownership.ts';
import type { Resource } from './resources.ts';

/** What ends with an object: an instance that it was lent with, or what stands for a call. */
const lentBy = new WeakMap<object, Set<Owned>>();

/** An instance keeps alive what it was lent with; with nothing it lasts. */
const lenders = new WeakMap<object, Set<object>>();

/** From now on the instance lasts no longer than the owner, unless it is lent by others too. */
export function lendWith(owner: object, instance: object, owned: Owned): void {
  addTo(lentBy, owner, owned);
  addTo(lenders, instance, owner);
}

function addTo<T>(sets: WeakMap<object, Set<T>>, key: object, item: T): void {
  const set = sets.get(key);
  if (set) set.add(item);
  else sets.set(key, new Set([item]));
}

/** Objects that end, while what they had lent does: chains of them are long. */
let ending: object[] | undefined;

/** Ends all that was lent with an object. */
export function endLent(owner: object): void {
  if (ending) {
    ending.push(owner);
    return;
  }
  ending = [owner];
  // What is lent is not released by anything that could throw.
  for (const each of ending)
    for (const owned of lentBy.get(each) ?? [])
      for (const lost of lostWithout(each, owned)) (lost.of as Resource).release(lost);
  ending = undefined;
}

/** Who is not lent by anybody any more but by each other, as a parent lends its child and the child its parent. */
function lostWithout(owner: object, owned: Owned): Iterable<Owned> {
  const lost = new Set([owned]);
  for (const each of lost) {
    const instance = instanceFor(each);
    const owners = instance && lenders.get(instance);
    owners?.delete(owner);
    // One of JavaScript's own, or one that lasts.
    if (!each.isLent || (!owners?.size && each !== owned)) return [];
    for (const one of owners ?? []) {
      const of = ownedBy(one);
      // What stands for a call is no instance; it is here as long as the call lasts.
      if (!of) return [];
      if (of.isLive) lost.add(of);
    }
  }
  return lost;
}
