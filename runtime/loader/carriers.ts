/** What carriers need beyond the engine's own conversions. A conversion is `undefined` where the engine's does. */

import { characterOf } from '../values/characters.ts';
import { needed } from './mismatch.ts';

export type Convert = ((value: unknown) => unknown) | undefined;

export const convert = (conversion: Convert, value: unknown): unknown =>
  conversion === undefined ? value : conversion(value);

export const codeOf = (char: unknown): number =>
  (typeof char === 'string' ? char.codePointAt(0) : undefined) ?? needed('a character', char);

const lifts: ReadonlyMap<unknown, Convert> = new Map<unknown, Convert>([
  ['bool', (value) => value !== 0],
  ['u32', (value) => (value as number) >>> 0],
  ['u64', (value) => BigInt.asUintN(64, value as bigint)],
  ['char', (value) => characterOf((value as number) >>> 0)],
]);

/** Adapter → JavaScript, by carrier or type: the types that travel as `bool u32 u64 char` have the same names. */
export const liftOf = (kind: unknown): Convert => lifts.get(kind);

/** JavaScript → adapter, by carrier or type. */
export const lowerOf = (kind: unknown): Convert => (kind === 'char' ? codeOf : undefined);
