/** Arrays between JavaScript and linear memory, all elements at once. */
import type { ScalarName, TypeJson } from './abi.ts';
import { charOf, codeOf } from './carriers.ts';
import { ItlRangeError } from './errors.ts';
import type { HostFunction } from './host.ts';
import {
  type CoreModule,
  type Memory,
  type Reach,
  type TypedArray,
  type TypedArrayConstructor,
  typedArrays,
  viewOf,
} from './memory.ts';

/** The typed array for elements of a type, where there is one. */
export const viewClass = (type: TypeJson | ScalarName): TypedArrayConstructor | undefined =>
  typeof type === 'string' && Object.hasOwn(typedArrays, type)
    ? typedArrays[type as keyof typeof typedArrays]
    : undefined;

/** What has no typed array of its own. */
type OddScalar = Exclude<ScalarName, keyof typeof typedArrays>;

interface OddElement {
  readonly size: number;
  readonly read: (data: DataView, pointer: number) => unknown;
  readonly write: (data: DataView, pointer: number, value: unknown) => void;
}

const writeFlag = (data: DataView, pointer: number, value: unknown): void => data.setInt8(pointer, value ? 1 : 0);

const oddElements: Readonly<Record<OddScalar, OddElement>> = {
  u1: { size: 1, read: (data, pointer) => (data.getInt8(pointer) === 0 ? 0 : 1), write: writeFlag },
  bool: { size: 1, read: (data, pointer) => data.getInt8(pointer) !== 0, write: writeFlag },
  char: {
    size: 4,
    read: (data, pointer) => charOf(data.getInt32(pointer, true)),
    write: (data, pointer, value) => data.setInt32(pointer, codeOf(value), true),
  },
};

/** `mem_to_array:T` */
export function arrayFromMemory(type: ScalarName, reach: Reach): HostFunction {
  const View = viewClass(type);
  if (View !== undefined) return typedFromMemory(View, reach);
  const { size, read } = oddElements[type as OddScalar];
  return (module: CoreModule, name: number, pointer: number, length: number) => {
    const start = pointer >>> 0;
    const { data } = reach(module, name, start, (length >>> 0) * size);
    return Array.from({ length: length >>> 0 }, (_, index) => read(data, start + index * size));
  };
}

function typedFromMemory(View: TypedArrayConstructor, reach: Reach): HostFunction {
  const size = View.BYTES_PER_ELEMENT;
  return (module: CoreModule, name: number, pointer: number, length: number) => {
    const start = pointer >>> 0;
    const count = length >>> 0;
    const memory = reach(module, name, start, count * size);
    if (start % size === 0) return viewOf(memory, View).slice(start / size, start / size + count);
    return new View(memory.bytes.slice(start, start + count * size).buffer as ArrayBuffer);
  };
}

/** `mem_view:T` */
export function viewOfMemory(View: TypedArrayConstructor, reach: Reach): HostFunction {
  const size = View.BYTES_PER_ELEMENT;
  return (module: CoreModule, name: number, pointer: number, length: number) => {
    const start = pointer >>> 0;
    const memory = reach(module, name, start, (length >>> 0) * size);
    if (start % size !== 0)
      throw new ItlRangeError(`pointer ${start} is not a multiple of ${size}: no view of ${memory.label}`);
    return new View(memory.bytes.buffer as ArrayBuffer, start, length >>> 0);
  };
}

/** `array_to_mem:T` */
export function arrayToMemory(type: ScalarName, reach: Reach): HostFunction {
  const View = viewClass(type);
  const size = View?.BYTES_PER_ELEMENT ?? oddElements[type as OddScalar].size;
  const write = View === undefined ? writeOdd(oddElements[type as OddScalar]) : writeTyped(View);
  return (module: CoreModule, name: number, array: ArrayLike<unknown>, pointer: number) => {
    const start = pointer >>> 0;
    write(reach(module, name, start, array.length * size), array, start);
  };
}

type WriteArray = (memory: Memory, array: ArrayLike<unknown>, start: number) => void;

const writeOdd =
  ({ size, write }: OddElement): WriteArray =>
  ({ data }, array, start) => {
    for (let index = 0; index < array.length; index++) write(data, start + index * size, array[index]);
  };

/** Below this many elements a loop beats `set`, for plain arrays (V8). */
const shortArray = 32;

function writeTyped(View: TypedArrayConstructor): WriteArray {
  const size = View.BYTES_PER_ELEMENT;
  return (memory, array, start) => {
    if (start % size !== 0) {
      // Only bytes can be put anywhere.
      memory.bytes.set(new Uint8Array(typedCopy(View, array).buffer), start);
      return;
    }
    const view = viewOf(memory, View) as { [index: number]: unknown } & {
      set(array: ArrayLike<unknown>, start: number): void;
    };
    const first = start / size;
    if (array.length >= shortArray || !Array.isArray(array)) view.set(array, first);
    else for (let index = 0; index < array.length; index++) view[first + index] = array[index];
  };
}

const typedCopy = (View: TypedArrayConstructor, array: ArrayLike<unknown>): TypedArray =>
  new (View as new (array: ArrayLike<unknown>) => TypedArray)(array);
