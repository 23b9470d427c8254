/** Checks of values without structure that come in from JavaScript: a check returns what goes in, or throws a Mismatch. */

import { type BigintRule, type CharRule, type IntegerRule, ruleOf, type TypeofRule } from '../type-rules.ts';
import { bytesIn } from '../values/bytes.ts';
import { dateIn } from '../values/dates.ts';
import { ItlRangeError } from '../values/errors.ts';
import { accepted, mustBe } from './mismatch.ts';

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

const bigintCheck =
  ({ low, high, expected, inRange }: BigintRule): Check =>
  (value) => {
    if (typeof value !== 'bigint') return mustBe(expected, value);
    return value >= low && value <= high ? value : mustBe(inRange, value, ItlRangeError);
  };

const charCheck =
  ({ expected }: CharRule): Check =>
  (value) =>
    typeof value === 'string' && /^\P{Cs}$/su.test(value) ? value : mustBe(expected, value);

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
      return (value) => accepted(bytesIn(value));
    case 'date':
      return (value) => accepted(dateIn(value));
    case 'any':
      return checkAny;
    case undefined:
      return undefined;
  }
}
