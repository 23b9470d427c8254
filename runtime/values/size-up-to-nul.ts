import { ItlRangeError } from './errors.ts';
import { followGrowth, type Memory, reach } from './memory.ts';

/** The bytes of a string, without its terminator. @throws ItlRangeError where there is no NUL before the memory's end. */
export function sizeUpToNul(memory: Memory, pointer: number): number {
  const at = pointer >>> 0;
  if (at + 1 >= memory.u8.length) reach(memory, at, 1);
  let end = memory.u8.indexOf(0, at);
  if (end < 0) {
    // Shared memory may have grown behind the view.
    followGrowth(memory);
    end = memory.u8.indexOf(0, at);
  }
  if (end < 0)
    throw new ItlRangeError(
      `the string at pointer ${memory.u8.byteOffset + at} has no NUL before the end of ${memory.label}`,
    );
  return end - at;
}
