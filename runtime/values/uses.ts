/**
 * Which instances the calls under way were given: none of them may be given away that another call, or another argument of the
 * same one, still has. Kept only in components that give instances away, of calls that have some.
 */
import { ItlTypeError } from './errors.ts';
import type { Owned } from './ownership.ts';

export interface Uses {
  /** The calls under way, in the order in which they began. */
  readonly underWay: Use[];
  /** The call whose arguments are being checked. */
  collecting: Use | undefined;
}

/** What a call was given. Few calls need the sets, and to make one takes as long as all else. */
export interface Use {
  readonly isAsync: boolean;
  /** By its arguments, at any depth: an instance as often as it is in there. */
  readonly given: Owned[];
  /** By what JavaScript answered meanwhile. */
  answered: Set<Owned> | undefined;
  /** Those whose handles the core module got meanwhile, wherever the instances came from. */
  lowered: Set<Owned> | undefined;
  readonly outer: Use | undefined;
}

export const createUses = (): Uses => ({ underWay: [], collecting: undefined });

/** A call begins: what is checked until `allGiven` is among its arguments. */
export function beginUse(uses: Uses, isAsync: boolean): Use {
  const use: Use = { isAsync, given: [], answered: undefined, lowered: undefined, outer: uses.collecting };
  uses.underWay.push(use);
  uses.collecting = use;
  return use;
}

/** All arguments of the call that began last were checked. */
export function allGiven(uses: Uses): void {
  const { collecting } = uses;
  uses.collecting = collecting?.isAsync ? collecting.outer : undefined;
}

/** A call is over, however it ended: also while its arguments were being checked. */
export function endUse(uses: Uses, use: Use): void {
  const { underWay } = uses;
  if (underWay.at(-1) === use) underWay.pop();
  else underWay.splice(underWay.lastIndexOf(use), 1);
  if (!use.isAsync || uses.collecting === use) uses.collecting = use.outer;
}

/** An instance comes in. */
export function noteUse({ collecting, underWay }: Uses, owned: Owned): void {
  const use = underWay.at(-1);
  if (collecting) collecting.given.push(owned);
  else if (use) {
    use.answered ??= new Set();
    use.answered.add(owned);
  }
}

/** The handle of an instance goes to the core module, which may have it until the call is over. */
export function noteLowered({ underWay }: Uses, owned: Owned): void {
  const use = underWay.at(-1);
  if (!use) return;
  use.lowered ??= new Set();
  use.lowered.add(owned);
}

/**
 * An instance goes to the core module: whoever gave it has it no longer.
 *
 * @throws ItlTypeError where somebody else has it still
 */
export function giveAway({ underWay }: Uses, owned: Owned, name: string): void {
  const having = underWay.flatMap((use) => use.given.filter((each) => each === owned).map(() => use));
  const [giver, other] = having;
  // Behind it are async calls alone: what one of those waits for ends without a call around it.
  const innermost = underWay.findLastIndex(({ isAsync }) => !isAsync);
  const isOwn = !giver || (underWay.indexOf(giver) >= innermost && !giver.answered?.has(owned));
  const isLowered = underWay.some((use, index) => index < innermost && use.lowered?.has(owned));
  if (other || !isOwn || isLowered) throw new ItlTypeError(`${name} is in use: it cannot be given away`);
  giver?.given.splice(giver.given.indexOf(owned), 1);
}
