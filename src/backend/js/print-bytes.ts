/**
 * Bytes as a text of printable characters: the reverse of `fromPrinted`. The shift by 8 makes what is frequent in WebAssembly
 * what is frequent in minified JavaScript too.
 */
export const printBytes = (bytes: Iterable<number>): string =>
  Array.from(bytes, (byte) => {
    const shifted = (byte + 8) % 256;
    return '~'.repeat(shifted / 94) + String.fromCharCode(32 + (shifted % 94));
  }).join('');
