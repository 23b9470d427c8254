/** Bytes between JavaScript and linear memory, and from one linear memory to another. */
import { growMemory, memorySize } from '../cores/core-state.ts';
import { needed } from '../loader/mismatch.ts';
import type { CoreModule } from '../loader/modules.ts';
import { liftBytes, lowerBytes } from '../values/bytes.ts';
import { piece, takesViews } from '../values/long-text.ts';
import { type Memory, reachAll } from '../values/memory.ts';
import { measureUnits, moveBytes } from '../values/moves.ts';
import { sizeUpToNul } from '../values/size-up-to-nul.ts';
import { fillTarget } from '../values/targets.ts';
import { emptyLength } from '../values/typed-arrays.ts';
import { codecs } from '../values/utf8-codecs.ts';
import { windowAt } from '../values/windows.ts';
import { type HostFunctions, onMemory } from './host.ts';

/** Made when it is asked for: what nobody asks for, bundlers leave out. */
export const memoryFunctions = () =>
  ({
    buffer_len: () => (buffer: unknown) => bytesOf(buffer).length,
    mem_to_buffer: onMemory(liftBytes),
    buffer_to_mem: onMemory((memory, buffer: unknown, pointer: number) => lowerBytes(memory, bytesOf(buffer), pointer)),
    mem_to_target: onMemory(fillTarget),
    check_range: onMemory((memory, pointer: number, length: number, stride: number) =>
      reachAll(memory, pointer, length >>> 0, stride >>> 0),
    ),
    window: onMemory(windowAt),
    utf8_measure: onMemory(measureUtf8),
    c_string_measure: onMemory((memory, pointer: number) => measureUtf8(memory, pointer, sizeUpToNul(memory, pointer))),
    mem_measure: onMemory(measureUnits),
    mem_copy:
      ({ reach }) =>
      (
        module: CoreModule,
        name: number,
        pointer: number,
        to: CoreModule,
        toName: number,
        toPointer: number,
        size: number,
      ) =>
        moveBytes(reach(module, name), pointer, reach(to, toName), toPointer, size),
    memory_size: onMemory(memorySize),
    memory_grow: onMemory(growMemory),
  }) satisfies HostFunctions;

/** The check at the boundary has made a Uint8Array of every kind of buffer. */
function bytesOf(buffer: unknown): Uint8Array {
  if (!(buffer instanceof Uint8Array)) return needed('a buffer', buffer);
  if (buffer.length === 0) emptyLength(buffer);
  return buffer;
}

let strict: TextDecoder | undefined;

/** The length, or -1 where a string of these bytes would not be the same bytes again. */
function measureUtf8(memory: Memory, pointer: number, length: number): number {
  const at = pointer >>> 0;
  const end = at + measureUnits(memory, at, length >>> 0, 1);
  strict ??= new (codecs().TextDecoder)('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for (let start = at; start < end; start += piece) {
      const last = start + piece;
      const part = memory.u8.subarray(start, Math.min(last, end));
      strict.decode(takesViews(part) ? part : part.slice(), { stream: last < end });
    }
    return length;
  } catch {
    // Some engines keep what they had of a sequence.
    strict = undefined;
    return -1;
  }
}
