/** Lists of a fixed length, of which short ones are tuples. */
import type { ValueType } from '../component/entities.ts';

type Tuple = Extract<ValueType, { readonly kind: 'tuple' }>;

/** Longer ones are never flat values: they lie in memory. */
const MOST_ITEMS = 16;

const tuples = new WeakMap<ValueType, Tuple>();

/** The same in memory and as flat values; undefined for a long list, or one of any length. */
export function asTuple(type: Extract<ValueType, { readonly kind: 'list' }>): Tuple | undefined {
  if (type.length === undefined || type.length > MOST_ITEMS) return undefined;
  const known = tuples.get(type);
  if (known) return known;
  const tuple: Tuple = { kind: 'tuple', items: Array.from({ length: type.length }, () => type.element) };
  tuples.set(type, tuple);
  return tuple;
}
