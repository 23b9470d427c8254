/** What arguments are, as overloads tell them apart. */
import { kindOf } from './any.ts';

const words = ['undefined', 'null', 'boolean', 'number', 'bigint', 'string', 'symbol', 'function', 'object', 'bytes'];

/** The word of `typeof`, but that an object is `null`, `bytes` (what a `buffer` takes), `iterable` or any other `object`. */
export function argumentKind(value: unknown): string {
  const word = words[kindOf(value)] as string;
  if (word !== 'object') return word;
  return typeof (value as { readonly [Symbol.iterator]?: unknown })[Symbol.iterator] === 'function' ? 'iterable' : word;
}
