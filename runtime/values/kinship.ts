/** Classes that extend each other: whose instance something is. */
import { setInstanceOf } from './owned-by.ts';
import type { Owned } from './ownership.ts';

/** A class, and the one that it extends. */
export interface Kin {
  readonly base: Kin | undefined;
  readonly prototype: object;
}

/** Whether a class is another one, or extends it. */
function isKin(kin: Kin | undefined, wanted: Kin): boolean {
  for (let one = kin; one; one = one.base) if (one === wanted) return true;
  return false;
}

/** Whether it is an instance of the class, or of one that extends it. */
export const isOf = ({ of }: Owned, wanted: Kin): boolean => of === wanted || isKin(of as Kin | undefined, wanted);

/**
 * What was known as an instance of a class that this one extends is one of this from now on.
 *
 * @returns false for an instance of another class altogether: what that stood for is no more
 */
export function becomes(owned: Owned, instance: object, kin: Kin, drop: (id: number) => void): boolean {
  const known = owned.of as Kin;
  if (isKin(known, kin)) return true;
  if (!isKin(kin, known)) return false;
  owned.of = kin;
  setInstanceOf(instance, kin);
  owned.drop = drop;
  if (Object.getPrototypeOf(instance) === known.prototype) Object.setPrototypeOf(instance, kin.prototype);
  return true;
}
