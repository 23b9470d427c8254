/**
 * An area in the adapter's own memory where arguments are put before a call, so that WebAssembly only has to copy them.
 * Calls inside of calls put theirs behind: each takes back its own when it ends.
 */

import type { TypedArray, TypedArrayConstructor } from '../values/typed-arrays.ts';
import type { Instance } from './instance.ts';

/** ARGUMENT_AREA of abi.ts, whose tables no bundle needs. */
const areaSize = 65536;
/** Below this many code units a loop beats `encodeInto` (V8: 16 to 24). */
const shortString = 20;

export interface ArgumentArea {
  /** The first address that is free. */
  top: number;
  /** Of the string that was put there last, in bytes. */
  size: number;
  /** The string's address; 0 where there is no room. */
  readonly putString: (text: string) => number;
  /** The address of that many bytes, a multiple of 8; 0 where there is no room. */
  readonly take: (bytes: number) => number;
  /** Where a result's parts are: the number of a variant's case, then the others, 8 bytes each. */
  readonly results: number;
  /** All of the adapter's memory. To be asked for again once it has no length: the memory has grown. */
  readonly view: (View: TypedArrayConstructor) => TypedArray;
}

/** `undefined` where the adapter has no such area. */
export function createArgumentArea({ adapter }: Instance): ArgumentArea | undefined {
  const memory = adapter._it_memory as WebAssembly.Memory;
  const start = (adapter._it_area as WebAssembly.Global<'i32'> | undefined)?.value;
  if (start === undefined) return undefined;
  const end = start + areaSize;
  const encoder = new TextEncoder();
  let bytes = new Uint8Array(0);
  /** The area alone: `encodeInto` takes the beginning of an array. */
  let whole = bytes;

  function renew(): void {
    bytes = new Uint8Array(memory.buffer);
    whole = bytes.subarray(start, end);
  }

  function putLong(text: string, at: number): number {
    if (text.length > end - at) return 0;
    const { read, written } = encoder.encodeInto(text, at === start ? whole : bytes.subarray(at, end));
    if (read !== text.length) return 0;
    area.size = written;
    area.top = (at + written + 7) & -8;
    return at;
  }

  const area: ArgumentArea = {
    top: start,
    results: end,
    size: 0,
    putString(text) {
      const units = text.length;
      const at = area.top;
      if (bytes.length === 0) renew();
      if (units > shortString || at + shortString > end) return putLong(text, at);
      for (let index = 0; index < units; index++) {
        const unit = text.charCodeAt(index);
        if (unit > 127) return putLong(text, at);
        bytes[at + index] = unit;
      }
      area.size = units;
      area.top = (at + units + 7) & -8;
      return at;
    },
    take(length) {
      const at = area.top;
      if (length > end - at) return 0;
      area.top = (at + length + 7) & -8;
      return at;
    },
    view: (View) => new View(memory.buffer, 0, Math.floor(memory.buffer.byteLength / View.BYTES_PER_ELEMENT)),
  };
  return area;
}
