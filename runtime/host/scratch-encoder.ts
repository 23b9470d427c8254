import { UTF8_SCRATCH } from '../abi.ts';
import type { Instance } from '../loader/instance.ts';
import { utf8Encoder } from '../values/utf8-codecs.ts';

/** `encode_string`: always asked for the same address. */
export function createScratchEncoder(instance: Instance) {
  let area = new Uint8Array(0);
  return (text: string, address: number): number => {
    // The first time, and after the memory has grown.
    if (area.length === 0) {
      area = new Uint8Array((instance.adapter._it_memory as WebAssembly.Memory).buffer, address, UTF8_SCRATCH);
    }
    const { read, written } = utf8Encoder().encodeInto(text, area);
    return read === text.length ? written : -1;
  };
}
