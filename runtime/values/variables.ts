/** Variables of the instance that a core module's start function may ask for. */
import { ItlRangeError } from './errors.ts';
import { earlyHint } from './too-early.ts';

/** What such a variable holds before it has a value. */
export const unset = {};

/** @throws ItlRangeError before it has a value */
export function heldBy<T>(value: T, name: string): T {
  if (value === unset) throw new ItlRangeError(`variable '${name}' has no value yet${earlyHint}`);
  return value;
}
