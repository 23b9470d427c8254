import { utf8Decoder } from '../values/utf8-codecs.ts';

/** Text of the adapter's own. Node takes longer to make a TextDecoder than for all that is decoded before the first call. */
export const decodeText = (bytes: BufferSource): string => {
  const { Buffer } = globalThis;
  // A page may call something else so.
  return typeof Buffer?.byteLength === 'function'
    ? Buffer.from(bytes as Uint8Array).toString()
    : utf8Decoder().decode(bytes);
};
