/** What is said where arguments fit none of several functions of one name. */
import { ItlTypeError, show } from './errors.ts';

/** @param texts - how the functions are called */
export function noOverload(who: string, texts: readonly string[], args: ArrayLike<unknown>): never {
  const given = Array.from(args, show).join(', ');
  throw new ItlTypeError(`${who}: no overload takes (${given}), only ${texts.join(', ')}`);
}
