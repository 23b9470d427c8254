import type { Instance } from '../loader/instance.ts';

/** UTF8_SCRATCH of abi.ts, whose tables no bundle needs. */
const scratchSize = 65536;

/** `encode_string`: always asked for the same address. */
export function createScratchEncoder(instance: Instance) {
  const encoder = new TextEncoder();
  let area = new Uint8Array(0);
  return (text: string, address: number): number => {
    // The first time, and after the memory has grown.
    if (area.length === 0) {
      area = new Uint8Array((instance.adapter._it_memory as WebAssembly.Memory).buffer, address, scratchSize);
    }
    const { read, written } = encoder.encodeInto(text, area);
    return read === text.length ? written : -1;
  };
}
