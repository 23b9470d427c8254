/** What arguments are, as overloads tell them apart. */
import { kindOf, kinds } from './any.ts';

/** The word of `typeof`, but that an object is `null`, `bytes` (what a `buffer` takes), `iterable` or any other `object`. */
export function argumentKind(value: unknown): string {
  const word = kinds[kindOf(value)] ?? 'bytes';
  if (word !== 'object') return word;
  return typeof (value as { readonly [Symbol.iterator]?: unknown })[Symbol.iterator] === 'function' ? 'iterable' : word;
}
