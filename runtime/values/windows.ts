/** Memories with 64-bit addresses: a window on them, which moves, and in which addresses have 32 bits. */
import { ItlRangeError } from './errors.ts';
import { type Memory, refuseRange, renew } from './memory.ts';

/** A pointer lies below this in its window, so that as much again can be reached from there. */
const windowStep = 2 ** 31;
const mostUnits = 2 ** 32 - 1;

/**
 * Where a 64-bit pointer is in the window through which its memory is seen, which moves there.
 *
 * @param length - so many units follow
 * @param unit - of so many bytes
 * @throws ItlRangeError where they are not all in the memory, or too many for a window
 */
export function windowAt(memory: Memory, pointer: bigint, length: bigint, unit: number): number {
  const at = Number(BigInt.asUintN(64, pointer));
  const count = Number(BigInt.asUintN(64, length));
  const start = at % windowStep;
  const base = at - start;
  const size = count * unit;
  if (base !== memory.base || start + size >= memory.u8.length) {
    if (at + size > memory.source.buffer.byteLength)
      refuseRange(memory, BigInt.asUintN(64, pointer), BigInt.asUintN(64, length) * BigInt(unit));
    if (count > mostUnits) throw new ItlRangeError(`length ${BigInt.asUintN(64, length)} is above ${mostUnits}`);
    memory.base = base;
    renew(memory);
  }
  return start;
}
