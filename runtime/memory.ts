/** Linear memories of core modules: views that are made once and renewed when the memory has grown. */
import type { TypeJson } from './abi.ts';
import { ItlLinkError, ItlRangeError } from './errors.ts';

/** The kinds of typed array that stand for arrays of an IT type. */
const typedArrays = {
  s8: Int8Array,
  u8: Uint8Array,
  s16: Int16Array,
  u16: Uint16Array,
  s32: Int32Array,
  u32: Uint32Array,
  s64: BigInt64Array,
  u64: BigUint64Array,
  f32: Float32Array,
  f64: Float64Array,
} as const;

/** The typed array for elements of a type, where there is one. */
export const viewClass = (type: TypeJson): TypedArrayConstructor | undefined =>
  typeof type === 'string' && Object.hasOwn(typedArrays, type)
    ? typedArrays[type as keyof typeof typedArrays]
    : undefined;

export type TypedArrayConstructor = (typeof typedArrays)[keyof typeof typedArrays];
export type TypedArray = InstanceType<TypedArrayConstructor>;

export interface Memory {
  readonly source: WebAssembly.Memory;
  /** `memory 'memory' of module 'out/fizz.wasm'`. */
  readonly label: string;
  readonly shared: boolean;
  /** Length 0 when growth has detached it, so that one comparison finds both growth and a wrong pointer. */
  bytes: Uint8Array;
  data: DataView;
  /** Views of other kinds, made when they are needed. */
  readonly views: Map<TypedArrayConstructor, TypedArray>;
}

/** An instantiated core module: what `load_wasm` hands to the adapter. */
export interface CoreModule {
  /** As written in the ITL source. */
  readonly path: string;
  readonly exports: WebAssembly.Exports;
  /** By the address of the memory's name. */
  readonly memories: Map<number, Memory>;
  /** The one asked for last: most modules have one memory. */
  lastName: number;
  lastMemory: Memory | undefined;
}

export function createCoreModule(path: string, exports: WebAssembly.Exports): CoreModule {
  return { path, exports, memories: new Map(), lastName: -1, lastMemory: undefined };
}

/** Reads the length-prefixed string at an address in the adapter's data. */
export type ReadName = (address: number) => string;

/** A function that finds a memory and makes sure that `length` bytes at `pointer` lie in it. Both are unsigned. */
export type Reach = (module: CoreModule, name: number, pointer: number, length: number) => Memory;

export function createReach(readName: ReadName): Reach {
  function findMemory(module: CoreModule, name: number): Memory {
    const memory = module.memories.get(name) ?? openMemory(module, readName(name));
    module.memories.set(name, memory);
    module.lastName = name;
    module.lastMemory = memory;
    return memory;
  }
  return (module, name, pointer, length) => {
    const memory =
      module.lastName === name && module.lastMemory !== undefined ? module.lastMemory : findMemory(module, name);
    // Not `>`: a view that growth has detached has length 0 and throws even for nothing at all.
    if (pointer + length >= memory.bytes.length) renewFor(memory, pointer, length);
    return memory;
  };
}

function openMemory(module: CoreModule, name: string): Memory {
  const source = module.exports[name];
  if (!(source instanceof WebAssembly.Memory)) {
    throw new ItlLinkError(`module '${module.path}' has no memory '${name}'`);
  }
  const label = `memory '${name}' of module '${module.path}'`;
  const bytes = new Uint8Array(source.buffer);
  const shared = !(source.buffer instanceof ArrayBuffer);
  return { source, label, shared, bytes, data: new DataView(source.buffer), views: new Map() };
}

/** Views of a shared memory are not detached when it grows, only too short. */
export function renew(memory: Memory): void {
  memory.bytes = new Uint8Array(memory.source.buffer);
  memory.data = new DataView(memory.source.buffer);
  memory.views.clear();
}

function renewFor(memory: Memory, pointer: number, length: number): void {
  if (memory.source.buffer.byteLength !== memory.bytes.length) renew(memory);
  if (pointer + length > memory.bytes.length) {
    throw new ItlRangeError(
      `pointer ${pointer} with length ${length} is outside ${memory.label} (${memory.bytes.length} bytes)`,
    );
  }
}

/** The whole memory as a typed array. Only after {@link Reach}, which renews it. */
export function viewOf(memory: Memory, View: TypedArrayConstructor): TypedArray {
  let view = memory.views.get(View);
  if (view === undefined) {
    const buffer = memory.bytes.buffer as ArrayBuffer;
    view = new View(buffer, 0, Math.floor(buffer.byteLength / View.BYTES_PER_ELEMENT));
    memory.views.set(View, view);
  }
  return view;
}
