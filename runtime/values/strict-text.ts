/** Text in memory that has to be well-formed. */
import { liftUtf16 } from './code-units.ts';
import { longestAtOnce } from './long-text.ts';
import { type Memory, reach } from './memory.ts';
import { liftAtOnce, liftShort, type ReadMemory, shortText } from './text.ts';
import { trapWith } from './trap-with.ts';

let strictDecoder: TextDecoder | undefined;

/** UTF-8; traps where it is not well-formed, and where it is longer than the Canonical ABI has it. */
export function liftStrictText(memory: ReadMemory, pointer: number, size: number): string {
  const at = pointer >>> 0;
  const length = size >>> 0;
  if (length >= longestAtOnce) trapWith('string is too long: it has more than 2^28-1 bytes');
  if (at + length >= memory.u8.length) reach(memory, at, length);
  return (length <= shortText ? liftShort(memory.u8, at, at + length) : undefined) ?? liftStrict(memory, at, length);
}

function liftStrict(memory: ReadMemory, at: number, length: number): string {
  const string = liftAtOnce(memory, at, length);
  // What stands for ill-formed bytes may have been there: only then it is worth another look.
  if (string.includes('\ufffd')) checkText(memory, at, length);
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
