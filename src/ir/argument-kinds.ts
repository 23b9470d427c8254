/**
 * How overloads are told apart: by what JavaScript sees of arguments. Kinds are the words of `typeof`, but that an object is
 * `null`, `bytes` (what a `buffer` takes), `iterable` or any other `object`; and `#C` for an instance of the class C, which
 * is an object too.
 */

/** The kinds of value that a parameter takes; undefined: every kind. */
export type ArgumentKinds = readonly string[] | undefined;

/** The classes that a class extends, nearest first. */
export type BasesOf = (name: string) => readonly string[];

/** How one overload stands to another: which of them is to be tried first where both could take a call. */
export type Precedence = 'apart' | 'before' | 'behind' | 'ambiguous';

const absent: readonly string[] = ['undefined'];

/** Kinds for so many arguments: those that an overload has no parameters for are not there. */
export const paddedKinds = (kinds: readonly ArgumentKinds[], count: number): readonly ArgumentKinds[] =>
  Array.from({ length: count }, (_, index) => (index < kinds.length ? kinds[index] : absent));

export function compareOverloads(
  left: readonly ArgumentKinds[],
  right: readonly ArgumentKinds[],
  basesOf: BasesOf,
): Precedence {
  const count = Math.max(left.length, right.length);
  const [some, others] = [paddedKinds(left, count), paddedKinds(right, count)];
  if (some.some((kinds, index) => !overlap(kinds, others[index], basesOf))) return 'apart';
  // What may be left out of the longer one leaves nothing to tell it by.
  if (left.length !== right.length) return 'ambiguous';
  const isNarrow = some.every((kinds, index) => isWithin(kinds, others[index], basesOf));
  const isWide = others.every((kinds, index) => isWithin(kinds, some[index], basesOf));
  if (isNarrow === isWide) return 'ambiguous';
  return isNarrow ? 'before' : 'behind';
}

/** The more special ones before those that take more. None of them is ambiguous. */
export function sortOverloads<T>(overloads: readonly T[], compare: (left: T, right: T) => Precedence): readonly T[] {
  const rest = [...overloads];
  const sorted: T[] = [];
  while (rest.length > 0) {
    const next = rest.findIndex((one) => rest.every((other) => compare(one, other) !== 'behind'));
    sorted.push(...rest.splice(Math.max(next, 0), 1));
  }
  return sorted;
}

const overlap = (left: ArgumentKinds, right: ArgumentKinds, basesOf: BasesOf): boolean =>
  left === undefined ||
  right === undefined ||
  left.some((kind) => right.some((other) => isKind(kind, other, basesOf) || isKind(other, kind, basesOf)));

const isWithin = (narrow: ArgumentKinds, wide: ArgumentKinds, basesOf: BasesOf): boolean =>
  wide === undefined || (narrow?.every((kind) => wide.some((other) => isKind(kind, other, basesOf))) ?? false);

/** Whether all of the first kind are of the second. Instances may be iterable. */
function isKind(kind: string, wanted: string, basesOf: BasesOf): boolean {
  if (kind === wanted) return true;
  if (!kind.startsWith('#')) return false;
  if (!wanted.startsWith('#')) return wanted === 'object' || wanted === 'iterable';
  return basesOf(kind.slice(1)).includes(wanted.slice(1));
}
