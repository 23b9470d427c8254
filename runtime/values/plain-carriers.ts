/** What values need on their way out of the adapter beyond the engine's own conversions. */

/** `undefined` where the engine's conversion does. */
export type Convert = ((value: unknown) => unknown) | undefined;

export const convert = (conversion: Convert, value: unknown): unknown =>
  conversion === undefined ? value : conversion(value);

/** For the plain types, by carrier or type: they have the same names. */
export const plainLiftOf = (kind: unknown): Convert =>
  kind === 'bool' ? (value) => value !== 0 : kind === 'u32' ? (value) => (value as number) >>> 0 : undefined;

/** Whether a type needs a conversion, that one or one of `values/carriers.ts`. */
export const isLifted = (type: unknown): boolean => /^(bool|char|u32|u64)$/.test(type as string);
