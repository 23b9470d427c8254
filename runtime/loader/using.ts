import type { Callable } from '../values/callable.ts';
import { allGiven, beginUse, endUse, type Uses } from '../values/uses.ts';
import { withEnd } from './with-end.ts';

/**
 * A function around one of the component's that checks what it is given, where instances may be given away: who has them is
 * known from the first check until the call is over.
 *
 * @param wrap - makes that function
 * @param waits - whether it gives a promise, with which the call is over
 */
export function using(
  wrap: (raw: Callable) => Callable,
  raw: Callable,
  uses: Uses | undefined,
  waits: boolean,
): Callable {
  if (!uses) return wrap(raw);
  const wrapped = wrap((...args) => {
    allGiven(uses);
    return raw(...args);
  });
  return (...args) => {
    const use = beginUse(uses, waits);
    return withEnd(wrapped, args, () => endUse(uses, use), waits);
  };
}
