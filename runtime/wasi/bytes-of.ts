import type { Bytes } from './wasi.ts';

/** Text stands for its UTF-8. */
export const bytesOf = (content: string | Bytes): Uint8Array =>
  typeof content === 'string'
    ? new TextEncoder().encode(content)
    : ArrayBuffer.isView(content)
      ? new Uint8Array(content.buffer, content.byteOffset, content.byteLength)
      : new Uint8Array(content);
