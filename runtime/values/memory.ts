/** Linear memories of core modules: views that are made once, and renewed when the memory has grown. */
import { ItlLinkError, ItlRangeError } from './errors.ts';
import type { Life } from './life.ts';

/** A memory with a view for each type of element, called like the type. */
export interface Memory {
  readonly source: WebAssembly.Memory;
  readonly path: string;
  /** Of the instance, whose user may want to know that it has grown. */
  readonly life: Life | undefined;
  /** `memory 'memory' of module 'out/fizz.wasm'`. */
  readonly label: string;
  /** In bytes, when last seen. */
  size: number;
  /** Where the views begin, in a memory with 64-bit addresses that are beyond 2 GiB. */
  base?: number;
  /** Of length 0 when growth has detached it, so that one comparison finds both growth and a wrong pointer. */
  u8: Uint8Array;
  s8: Int8Array;
  s16: Int16Array;
  u16: Uint16Array;
  s32: Int32Array;
  u32: Uint32Array;
  s64: BigInt64Array;
  u64: BigUint64Array;
  f32: Float32Array;
  f64: Float64Array;
  data: DataView;
}

export type View = Exclude<keyof Memory, 'source' | 'label' | 'path' | 'life' | 'size' | 'base' | 'data'>;

/**
 * @param life - of the instance, where its user can ask to be told that the memory has grown
 * @param target - what becomes the memory, where that has a name before it is there
 * @throws ItlLinkError where the core module exports no memory of the name
 */
export function openMemory(
  exports: Readonly<Record<string, unknown>>,
  name: string,
  path: string,
  life?: Life,
  target: object = {},
): Memory {
  const source = exports[name];
  if (!(source instanceof WebAssembly.Memory)) throw new ItlLinkError(`module '${path}' has no memory '${name}'`);
  const label = `memory '${name}' of module '${path}'`;
  const memory = Object.assign(target, { source, path, life, label, size: source.buffer.byteLength }) as Memory;
  renew(memory);
  return memory;
}

/** Makes the views anew. */
export function renew(memory: Memory): void {
  const {
    source: { buffer },
    base,
  } = memory;
  memory.u8 = new Uint8Array(buffer, base);
  memory.s8 = new Int8Array(buffer, base);
  memory.s16 = new Int16Array(buffer, base);
  memory.u16 = new Uint16Array(buffer, base);
  memory.s32 = new Int32Array(buffer, base);
  memory.u32 = new Uint32Array(buffer, base);
  memory.s64 = new BigInt64Array(buffer, base);
  memory.u64 = new BigUint64Array(buffer, base);
  memory.f32 = new Float32Array(buffer, base);
  memory.f64 = new Float64Array(buffer, base);
  memory.data = new DataView(buffer, base);
}

/** Makes the views anew, and tells whoever wants to know: a memory that has grown by nothing has a new buffer too. */
export function followGrowth(memory: Memory): void {
  renew(memory);
  const { source, path, size, life } = memory;
  memory.size = source.buffer.byteLength;
  if (memory.size !== size) life?.options?.onMemoryGrowth?.(source, path);
}

/**
 * Makes sure of bytes that do not lie before the end of a view as long as the memory was: the memory has grown, or the
 * pointer is wrong.
 *
 * @throws ItlRangeError for bytes outside of the memory
 */
export function reach(memory: Memory, pointer: number, length: number): void {
  // Views of a shared memory are not detached when it grows, only too short.
  if (memory.source.buffer.byteLength !== memory.u8.length) followGrowth(memory);
  if (pointer + length > memory.u8.length) refuseRange(memory, pointer + memory.u8.byteOffset, length);
}

/** Whether so many bytes lie in the memory: where there are some, its views show them. */
export function memoryHas(memory: Memory, pointer: number, length: number): boolean {
  const end = (pointer >>> 0) + (length >>> 0);
  if (end > memory.u8.length && memory.source.buffer.byteLength !== memory.u8.length) followGrowth(memory);
  return end <= memory.u8.length;
}

/** @throws ItlRangeError */
export function refuseRange({ source, label }: Memory, pointer: number | bigint, length: number | bigint): never {
  const size = source.buffer.byteLength;
  throw new ItlRangeError(`pointer ${pointer} with length ${length} is outside ${label} (${size} bytes)`);
}

/** @throws ItlRangeError where the elements do not all begin in the memory: the last one may be less than its stride. */
export function reachAll(memory: Memory, pointer: number, count: number, stride: number): void {
  const at = pointer >>> 0;
  const length = count === 0 ? 0 : (count - 1) * stride + 1;
  if (at + length >= memory.u8.length) reach(memory, at, length);
}

/**
 * Makes sure of several places at once, for whoever reads them without a check of its own.
 *
 * @param pointer - unsigned
 * @param size - where the last of them ends
 * @param parts - the offset and the length of each, in the order in which they are read
 * @returns what shows the memory
 * @throws ItlRangeError for the first of them outside of the memory
 */
export const reachParts = (memory: Memory, pointer: number, size: number, parts: readonly number[]): DataView => {
  if (pointer + size >= memory.u8.length) reachEach(memory, pointer, parts);
  return memory.data;
};

function reachEach(memory: Memory, pointer: number, parts: readonly number[]): void {
  for (let index = 0; index < parts.length; index += 2)
    reach(memory, pointer + (parts[index] as number), parts[index + 1] as number);
}

/** Makes sure of places in elements one behind the other, so many bytes from one to the next. Gives what shows the memory. */
export function reachElements(
  memory: Memory,
  pointer: number,
  count: number,
  stride: number,
  size: number,
  parts: readonly number[],
): DataView {
  reachAll(memory, pointer, count, stride);
  if (count > 0) reachParts(memory, pointer + (count - 1) * stride, size, parts);
  return memory.data;
}
