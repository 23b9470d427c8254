import { type Convert, convert } from '../values/plain-carriers.ts';
import type { Check } from '../values/primitives.ts';
import type { Callable, Explain } from './functions.ts';

/** Of an export with more parameters than the loader's first file wraps. */
export const wrapLong =
  (raw: Callable, checks: readonly Check[], finish: Convert, explain: Explain, live: () => void): Callable =>
  (...args) => {
    live();
    let step = 0;
    try {
      const checked = checks.map((check, index) => {
        step = index;
        return check(args[index]);
      });
      step = checks.length;
      return convert(finish, raw(...checked));
    } catch (error) {
      throw explain(error, step);
    }
  };
