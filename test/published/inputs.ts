/** Inputs that are the same in each run. */

export function bytesOf(length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = 1;
  for (let index = 0; index < length; index++) {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    bytes[index] = state >>> 16;
  }
  return bytes;
}

/** Text of that many UTF-16 code units, a few of them not ASCII. */
export function textOf(length: number): string {
  const sentence = 'The quick brown fox jumps over the lazy dog; größer, 42 € and more. ';
  // In one piece: what is made of parts, an engine puts together when it is first read.
  return Buffer.from(sentence.repeat(Math.ceil(length / sentence.length)).slice(0, length)).toString();
}
