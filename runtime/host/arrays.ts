/** Arrays between JavaScript and linear memory, all elements at once. */
import type { ScalarName } from '../abi.ts';
import type { CoreModule, HostFunction } from '../loader/modules.ts';
import { convert, liftOf, lowerOf } from '../values/carriers.ts';
import { createArray } from '../values/create-array.ts';
import { ItlRangeError } from '../values/errors.ts';
import type { Memory } from '../values/memory.ts';
import { emptyLength, type TypedArrayConstructor, viewClass, viewOf } from '../values/typed-arrays.ts';
import type { Reach } from './reach.ts';
import { type Load, loads, type Store, stores } from './scalars.ts';

/** Of what has no typed array of its own: `u1`, `bool`, `char`. */
const oddSize = (type: ScalarName): number => (type === 'char' ? 4 : 1);

/** `mem_to_array:T` */
export function arrayFromMemory(type: ScalarName, reach: Reach): HostFunction {
  const View = viewClass(type);
  if (View !== undefined) return typedFromMemory(View, reach);
  const size = oddSize(type);
  const lift = liftOf(type);
  const load = loads.get(type)?.(reach) as Load;
  return (module: CoreModule, name: number, pointer: number, length: number) => {
    reach(module, name, pointer >>> 0, (length >>> 0) * size);
    const items = createArray(length >>> 0);
    for (let index = 0; index < items.length; index++)
      items[index] = convert(lift, load(module, name, pointer + index * size));
    return items;
  };
}

function typedFromMemory(View: TypedArrayConstructor, reach: Reach): HostFunction {
  const size = View.BYTES_PER_ELEMENT;
  return (module: CoreModule, name: number, pointer: number, length: number) => {
    const start = pointer >>> 0;
    const end = start + (length >>> 0) * size;
    const memory = reach(module, name, start, end - start);
    if (start % size === 0) return viewOf(memory, View).slice(start / size, end / size);
    return new View(memory.bytes.slice(start, end).buffer as ArrayBuffer);
  };
}

/** `mem_view:T` */
export function viewOfMemory(View: TypedArrayConstructor, reach: Reach): HostFunction {
  const size = View.BYTES_PER_ELEMENT;
  return (module: CoreModule, name: number, pointer: number, length: number) => {
    const start = pointer >>> 0;
    const { bytes, label } = reach(module, name, start, (length >>> 0) * size);
    if (start % size !== 0)
      throw new ItlRangeError(`pointer ${start} is not a multiple of ${size}: no view of ${label}`);
    return new View(bytes.buffer as ArrayBuffer, start, length >>> 0);
  };
}

/** `array_to_mem:T` */
export function arrayToMemory(type: ScalarName, reach: Reach): HostFunction {
  const View = viewClass(type);
  if (View !== undefined) return typedToMemory(View, reach);
  const size = oddSize(type);
  const lower = lowerOf(type);
  const store = stores.get(type)?.(reach) as Store;
  return (module: CoreModule, name: number, array: ArrayLike<unknown>, pointer: number) => {
    reach(module, name, pointer >>> 0, array.length * size);
    for (let index = 0; index < array.length; index++) {
      store(module, name, pointer + index * size, convert(lower, array[index]) as never);
    }
  };
}

/** Any typed array, as far as TypeScript lets one write to it. */
interface AnyTypedArray {
  [index: number]: unknown;
  readonly buffer: ArrayBuffer;
  set(array: ArrayLike<unknown>, start: number): void;
}

/** Below this many elements a loop beats `set`, for plain arrays (V8). */
const shortArray = 32;

function typedToMemory(View: TypedArrayConstructor, reach: Reach): HostFunction {
  const size = View.BYTES_PER_ELEMENT;
  const TypedCopy = View as unknown as new (array: ArrayLike<unknown>) => AnyTypedArray;
  return (module: CoreModule, name: number, array: ArrayLike<unknown>, pointer: number) => {
    const start = pointer >>> 0;
    const memory: Memory = reach(module, name, start, (array.length || emptyLength(array)) * size);
    // Only bytes can be put anywhere.
    if (start % size !== 0) return memory.bytes.set(new Uint8Array(new TypedCopy(array).buffer), start);
    const view = viewOf(memory, View) as unknown as AnyTypedArray;
    const first = start / size;
    if (array.length >= shortArray || !Array.isArray(array)) return view.set(array, first);
    for (let index = 0; index < array.length; index++) view[first + index] = array[index];
  };
}
