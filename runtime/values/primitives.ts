/** Checks of values without structure that come in from JavaScript: a check returns what goes in, or throws a Mismatch. */

import { type IntegerRule, ruleOf, type TypeofRule } from '../type-rules.ts';
import { ItlRangeError, mustBe } from './errors.ts';
import { bigintCheck, bytesCheck, charCheck } from './wide-checks.ts';

export type Check = (value: unknown) => unknown;

export const typeofCheck =
  ({ typeof: name, expected }: TypeofRule): Check =>
  (value) =>
    typeof value === name ? value : mustBe(expected, value);

const integerCheck =
  ({ low, high, expected, inRange, takesBooleans }: IntegerRule): Check =>
  (value) => {
    if (typeof value !== 'number')
      return takesBooleans && typeof value === 'boolean' ? +value : mustBe(expected, value);
    return value >= low && value <= high && Math.floor(value) === value
      ? value + 0
      : mustBe(inRange, value, ItlRangeError);
  };

const checkAny: Check = (value) => value;

/** Of the types without structure; `undefined` for another. */
export function primitiveCheck(type: unknown): Check | undefined {
  const rule = ruleOf(type);
  switch (rule?.kind) {
    case 'typeof':
      return typeofCheck(rule);
    case 'integer':
      return integerCheck(rule);
    case 'bigint':
      return bigintCheck(rule);
    case 'char':
      return charCheck(rule);
    case 'bytes':
      return bytesCheck(rule);
    case 'any':
      return checkAny;
    case undefined:
      return undefined;
  }
}
