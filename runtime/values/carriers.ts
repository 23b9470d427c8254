/** What carriers need beyond the engine's own conversions. */
import type { Carrier } from '../abi.ts';
import { ItlRangeError, needed } from './errors.ts';
import { type Convert, plainLiftOf } from './plain-carriers.ts';

/** @throws ItlRangeError for what is not a Unicode scalar value. */
function charOf(code: number): string {
  const scalar = code >>> 0;
  if (scalar < 0xd800) return String.fromCharCode(scalar);
  if (scalar > 0x10ffff || scalar < 0xe000) {
    throw new ItlRangeError(`${scalar} is not the code of a character`);
  }
  return String.fromCodePoint(scalar);
}

const codeOf = (char: unknown): number =>
  (typeof char === 'string' ? char.codePointAt(0) : undefined) ?? needed('a character', char);

const lifts: ReadonlyMap<unknown, unknown> = new Map<Carrier, unknown>([
  ['u64', (value: bigint) => BigInt.asUintN(64, value)],
  ['char', charOf],
]);

/** Adapter → JavaScript, by carrier or type: the types that travel as `bool u32 u64 char` have the same names. */
export const liftOf = (kind: unknown): Convert => plainLiftOf(kind) ?? (lifts.get(kind) as Convert);

/** JavaScript → adapter, by carrier or type. */
export const lowerOf = (kind: unknown): Convert => (kind === 'char' ? codeOf : undefined);
