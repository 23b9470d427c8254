/** The value of a number as WAT writes it: sign, decimal or hex, `_`, fractions, exponents, nan, inf. */

export type Numeral =
  | { readonly kind: 'integer'; readonly value: bigint; readonly negativeZero: boolean }
  | { readonly kind: 'float'; readonly value: number };

export function readNumeral(text: string): Numeral {
  const plain = text.replaceAll('_', '');
  const negative = plain.startsWith('-');
  const digits = plain.replace(/^[+-]/, '');
  if (/^(\d+|0x[0-9a-f]+)$/i.test(digits)) return integerNumeral(BigInt(digits), negative);
  const size = magnitude(digits.toLowerCase());
  return { kind: 'float', value: negative ? -size : size };
}

function integerNumeral(size: bigint, negative: boolean): Numeral {
  return { kind: 'integer', value: negative ? -size : size, negativeZero: negative && size === 0n };
}

function magnitude(digits: string): number {
  if (digits.startsWith('nan')) return Number.NaN;
  if (digits === 'inf') return Number.POSITIVE_INFINITY;
  return digits.startsWith('0x') ? hexFloat(digits) : Number(digits);
}

/**
 * `0xh.hp±d`: the digits as one integer, scaled by a power of two. Converting the exact integer rounds once; scaling is
 * exact but for subnormals, where it may round once more.
 */
function hexFloat(digits: string): number {
  const [mantissa = '', exponent = '0'] = digits.slice(2).split('p');
  const [whole = '', fraction = ''] = mantissa.split('.');
  return scale(Number(BigInt(`0x${whole}${fraction || ''}` || '0x0')), Number(exponent) - 4 * fraction.length);
}

/** In two steps, because a power of two alone may overflow where the product does not. */
function scale(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}
