/** Characters: strings of one Unicode scalar value, which components have as its number. */
import { ItlRangeError } from './errors.ts';

/** @throws ItlRangeError for what is not a Unicode scalar value */
export function characterOf(code: number): string {
  if (code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
    throw new ItlRangeError(`${code} is not the code of a character`);
  return String.fromCodePoint(code);
}

export const codeOf = (character: string): number => character.codePointAt(0) as number;

/** The number of a character, -1 for what is none. */
export function characterCode(value: unknown): number {
  if (typeof value !== 'string') return -1;
  const code = value.codePointAt(0) ?? -1;
  return value.length === (code > 0xffff ? 2 : 1) && (code & 0x1ff800) !== 0xd800 ? code : -1;
}
