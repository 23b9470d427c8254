/**
 * The bytes that a text of printable characters stands for, one each, behind a `~` for each 94 that it is too far: see print-bytes.ts.
 * Compressed it takes an eighth less than hexadecimal digits.
 */
export const fromPrinted = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text.match(/~*./g) ?? [], (byte) => byte.charCodeAt(byte.length - 1) + 94 * byte.length - 134);
