/** The WebAssembly module of text-helper.wat: strings to UTF-8 and back without a call for each code unit. */
import { helperBytes, helperLimitsAt } from './text-helper-bytes.ts';

/** Code units and bytes that its array has room for. */
export const longestHelped = 1024;

export interface TextHelper {
  /** Bytes of a string of at most `longestHelped` code units. */
  readonly size: (string: string) => number;
  /** Writes the string that was measured last. */
  readonly write: (at: number) => void;
  /** The string of at most `longestHelped` bytes. */
  readonly read: (at: number, length: number) => string;
}

/** What the module says of its memory's limits is that there are none. A shared memory's have a maximum, in as many bytes. */
const sharedLimits = [0x03, 0x00, 0x80, 0x80, 0x04];

function bytesFor(memory: WebAssembly.Memory): Uint8Array {
  const module = Uint8Array.from(atob(helperBytes), (character) => character.charCodeAt(0));
  if (!(memory.buffer instanceof ArrayBuffer)) module.set(sharedLimits, helperLimitsAt);
  return module;
}

/** @returns undefined where the engine has no js-string builtins, or for a memory that is not of 32 bits and 64 KiB pages */
export function openTextHelper(memory: WebAssembly.Memory): TextHelper | undefined {
  try {
    const module = new WebAssembly.Module(bytesFor(memory) as never, { builtins: ['js-string'] } as never);
    return new WebAssembly.Instance(module, { m: { m: memory } }).exports as never;
  } catch {
    return undefined;
  }
}
