/**
 * Strings so long that engines differ: what one cannot hold it refuses in its own way, gives an empty string for, or ends
 * the process.
 */
import { ItlRangeError } from './errors.ts';

/** Bytes or code units up to which every engine makes a string of them at once. */
export const longestAtOnce = 2 ** 28;

/** Code units that a string of any engine holds: V8's limit is the lowest. */
const longestSurely = 2 ** 29 - 24;

/** Bytes or code units of a piece. */
export const piece = 2 ** 26;

/** Browsers neither encode into a shared memory nor decode it, nor one of 2 GiB. */
export const takesViews = ({ buffer }: Uint8Array): boolean =>
  buffer instanceof ArrayBuffer && buffer.byteLength < 0x8000_0000;

/**
 * A string made piece by piece.
 *
 * @param count - bytes or code units that there are
 * @param least - code units that the string has at least
 * @param read - the string of those from one place on up to another
 * @throws ItlRangeError where the engine has no room for it, if that is sure before anything is read
 */
export function textInPieces(count: number, least: number, read: (start: number, end: number) => string): string {
  let text = '';
  try {
    if (least > longestSurely) ' '.repeat(least);
    for (let start = 0; start < count; start += piece) text += read(start, Math.min(start + piece, count));
  } catch (cause) {
    throw new ItlRangeError(`no room for a string of length ${count}`, { cause });
  }
  return text;
}

/** Reads UTF-8 that is longer than engines take at once. A code unit takes three bytes at most. */
export function longUtf8(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return textInPieces(bytes.length, Math.ceil(bytes.length / 3), (start, end) => {
    const part = takesViews(bytes) ? bytes.subarray(start, end) : bytes.slice(start, end);
    return decoder.decode(part, { stream: end < bytes.length });
  });
}
