import { decodeText } from '../loader/decode-text.ts';
import type { Instance } from '../loader/instance.ts';
import { readSize } from '../loader/read-size.ts';
import { ItlRangeError } from '../values/errors.ts';

/** Reads the length-prefixed string at an address in the adapter's data. */
export type ReadName = (address: number) => string;

/** Reads each string of the adapter's data once. */
export function createReadName(instance: Instance): ReadName {
  const names = new Map<number, string>();
  return (address) => {
    const name = names.get(address) ?? nameAt(instance.adapter, address >>> 0);
    names.set(address, name);
    return name;
  };
}

/** Length as unsigned LEB128, then UTF-8. */
function nameAt({ _it_memory: memory }: WebAssembly.Exports, address: number): string {
  // Before the adapter is there, only a core module's own start function can ask.
  const bytes = new Uint8Array((memory as WebAssembly.Memory)?.buffer ?? []);
  const [length, start] = readSize(bytes, address);
  if (length > bytes.length - start) throw new ItlRangeError(`no string at ${address} in the adapter's data`);
  return decodeText(bytes.subarray(start, start + length));
}
