/** The WebAssembly module of text-helper.wat: strings to UTF-8 and back without a call for each code unit. */
import { fromPrinted } from './printed-bytes.ts';
import {
  helperBytes,
  helperLimitsAt,
  readerBytes,
  readerLimitsAt,
  writerBytes,
  writerLimitsAt,
} from './text-helper-bytes.ts';

/** Code units and bytes that its array has room for. */
export const longestHelped = 1024;

export type TextHelper = ReadHelper & WriteHelper;

export interface WriteHelper {
  /** Bytes of a string of at most `longestHelped` code units. */
  readonly size: (string: string) => number;
  /** Writes the string that was measured last. */
  readonly write: (at: number) => void;
}

export interface ReadHelper {
  /** The string of at most `longestHelped` bytes. */
  readonly read: (at: number, length: number) => string;
}

/** What the module says of its memory's limits is that there are none. A shared memory's have a maximum, in as many bytes. */
const sharedLimits = [0x03, 0x00, 0x80, 0x80, 0x04];

function bytesFor(memory: WebAssembly.Memory, text: string, limitsAt: number): Uint8Array<ArrayBuffer> {
  const module = fromPrinted(text);
  if (!(memory.buffer instanceof ArrayBuffer)) module.set(sharedLimits, limitsAt);
  return module;
}

/** @returns undefined where the engine has no js-string builtins, or for a memory that is not of 32 bits and 64 KiB pages */
export const openTextHelper = (memory: WebAssembly.Memory): TextHelper | undefined =>
  openHelper(memory, helperBytes, helperLimitsAt) as TextHelper | undefined;

/** Starts the part of the helper that reads. */
export const openReadHelper = (memory: WebAssembly.Memory): ReadHelper | undefined =>
  openHelper(memory, readerBytes, readerLimitsAt) as ReadHelper | undefined;

/** Starts the part of the helper that measures and writes. */
export const openWriteHelper = (memory: WebAssembly.Memory): WriteHelper | undefined =>
  openHelper(memory, writerBytes, writerLimitsAt) as WriteHelper | undefined;

function openHelper(memory: WebAssembly.Memory, text: string, limitsAt: number): unknown {
  try {
    const module = new WebAssembly.Module(bytesFor(memory, text, limitsAt), { builtins: ['js-string'] } as never);
    return new WebAssembly.Instance(module, { m: { m: memory } }).exports;
  } catch {
    return undefined;
  }
}
