/**
 * The bytes that two hexadecimal digits each stand for. In Base64 a byte looks different at each of three places: compressed it
 * takes a quarter more.
 */
export const fromHexadecimal = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text.match(/../g) ?? [], (digits) => Number(`0x${digits}`));
