/** Checks of values without structure that come in from JavaScript: a check returns what goes in, or throws a Mismatch. */
import { ItlRangeError, mustBe } from './errors.ts';

export type Check = (value: unknown) => unknown;

const byTypeof =
  (name: string, expected: string): Check =>
  (value) =>
    typeof value === name ? value : mustBe(expected, value);

/** The lowest and the highest value of an integer type of at most 32 bits; `undefined` for what is none. */
export function integerRange(type: unknown): readonly [low: number, high: number] | undefined {
  const [, sign, bits = 0] = /^([su])(1|8|16|32)$/.exec(type as string) ?? [];
  const half = 2 ** (+bits - 1);
  return sign ? (sign === 's' ? [-half, half - 1] : [0, 2 * half - 1]) : undefined;
}

const outOfRange = (type: unknown, low: unknown, high: unknown, value: unknown): never =>
  mustBe(`an integer from ${low} to ${high} (${type})`, value, ItlRangeError);

function integerCheck(type: unknown): Check | undefined {
  const range = integerRange(type);
  if (range === undefined) return range;
  const [low, high] = range;
  return (value) => {
    if (typeof value !== 'number')
      return type === 'u1' && typeof value === 'boolean' ? +value : mustBe('a number', value);
    return value >= low && value <= high && Math.floor(value) === value
      ? value + 0
      : outOfRange(type, low, high, value);
  };
}

const checkNumber = byTypeof('number', 'a number');

const others: ReadonlyMap<unknown, Check> = new Map<unknown, Check>([
  ['f32', checkNumber],
  ['f64', checkNumber],
  ['bool', byTypeof('boolean', 'a boolean')],
  ['string', byTypeof('string', 'a string')],
  ['any', (value) => value],
]);

/** Of the plain types; `undefined` for another, which is the business of `it_values.ts`. */
export const primitiveCheck = (type: unknown): Check | undefined =>
  typeof type === 'string' ? (others.get(type) ?? integerCheck(type)) : undefined;
