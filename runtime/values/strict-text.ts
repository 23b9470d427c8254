/** Text in memory that has to be well-formed. */
import { liftUtf16 } from './code-units.ts';
import type { Memory } from './memory.ts';
import { liftText, type ReadMemory } from './text.ts';
import { trapWith } from './trap-with.ts';

let strictDecoder: TextDecoder | undefined;

/** UTF-8; traps where it is not well-formed. */
export function liftStrictText(memory: ReadMemory, pointer: number, size: number): string {
  const string = liftText(memory, pointer, size);
  // What stands for ill-formed bytes may have been there: only then it is worth another look.
  if (string.includes('\ufffd')) checkText(memory, pointer >>> 0, size >>> 0);
  return string;
}

export function checkText({ u8 }: Memory, at: number, size: number): void {
  strictDecoder ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  try {
    // A copy: decoders take no shared memory.
    strictDecoder.decode(u8.slice(at, at + size));
  } catch {
    trapWith('a string is not well-formed UTF-8');
  }
}

const loneSurrogate = /\p{Surrogate}/u;

/** UTF-16; traps where a surrogate stands alone. */
export function liftStrictUtf16(memory: Memory, pointer: number, units: number): string {
  const string = liftUtf16(memory, pointer, units);
  if (loneSurrogate.test(string)) trapWith('a string is not well-formed UTF-16');
  return string;
}
