/** Linear memory: views that are made once and renewed when the memory has grown. */
import { ItlRangeError } from './errors.ts';

export interface Memory {
  readonly source: WebAssembly.Memory;
  /** For messages: `memory 'memory' of module 'out/fizz.wasm'`. */
  readonly label: string;
  /** Length 0 when growth has detached it, so that one comparison finds both growth and a wrong pointer. */
  bytes: Uint8Array;
  data: DataView;
  /** Views of other kinds, made when they are needed. */
  readonly views: Map<unknown, unknown>;
}

export const openMemory = (source: WebAssembly.Memory, label: string): Memory => ({
  source,
  label,
  bytes: new Uint8Array(source.buffer),
  data: new DataView(source.buffer),
  views: new Map(),
});

/** Views of a shared memory are not detached when it grows, only too short. */
export function renew(memory: Memory): void {
  memory.bytes = new Uint8Array(memory.source.buffer);
  memory.data = new DataView(memory.source.buffer);
  memory.views.clear();
}

/**
 * Renews the views where the memory has grown. For what does not lie before `bytes.length`, which is the usual case's test:
 * `pointer + length >= memory.bytes.length`. Not `>`: a view that growth has detached has length 0 and throws even for
 * nothing at all.
 *
 * @param pointer - unsigned, as is `length`, in bytes
 * @throws ItlRangeError where that is outside the memory
 */
export function renewFor(memory: Memory, pointer: number, length: number): void {
  if (memory.source.buffer.byteLength !== memory.bytes.length) renew(memory);
  if (pointer + length > memory.bytes.length) {
    throw new ItlRangeError(
      `pointer ${pointer} with length ${length} is outside ${memory.label} (${memory.bytes.length} bytes)`,
    );
  }
}
