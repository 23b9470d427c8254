/** Arrays between JavaScript and linear memory, all elements at once. */
import type { ScalarName } from '../abi.ts';
import { convert, liftOf, lowerOf } from '../loader/carriers.ts';
import type { CoreModule, HostFunction } from '../loader/modules.ts';
import { viewClass } from '../loader/view-class.ts';
import { liftArray, lowerPlain, lowerTyped, viewArray } from '../values/arrays.ts';
import { createArray } from '../values/create-array.ts';
import type { View } from '../values/memory.ts';
import type { Reach } from './reach.ts';
import { loadOf, storeOf } from './scalars.ts';

/** Of what has no typed array of its own: `u1`, `bool`, `char`. */
const oddSize = (type: ScalarName): number => (type === 'char' ? 4 : 1);

/** Types of which arrays are typed arrays are called like a memory's views: how far to shift an index to have bytes. */
function shiftOf(type: ScalarName): number | undefined {
  const View = viewClass(type);
  return View && Math.log2(View.BYTES_PER_ELEMENT);
}

/** `mem_to_array:T` */
export function arrayFromMemory(type: ScalarName, reach: Reach): HostFunction {
  const shift = shiftOf(type);
  if (shift !== undefined)
    return (module: CoreModule, name: number, pointer: number, length: number) =>
      liftArray(reach(module, name), type as View, shift, pointer, length);
  const size = oddSize(type);
  const lift = liftOf(type);
  const load = loadOf(type, reach);
  return (module: CoreModule, name: number, pointer: number, length: number) => {
    reach(module, name, pointer >>> 0, (length >>> 0) * size);
    const items = createArray(length >>> 0);
    for (let index = 0; index < items.length; index++)
      items[index] = convert(lift, load(module, name, pointer + index * size));
    return items;
  };
}

/** `mem_view:T` */
export const viewOfMemory =
  (view: View, reach: Reach): HostFunction =>
  (module: CoreModule, name: number, pointer: number, length: number) =>
    viewArray(reach(module, name), view, pointer, length);

/** `array_to_mem:T` */
export function arrayToMemory(type: ScalarName, reach: Reach): HostFunction {
  const shift = shiftOf(type);
  if (shift !== undefined)
    return (module: CoreModule, name: number, array: ArrayLike<number>, pointer: number) =>
      (ArrayBuffer.isView(array) ? lowerTyped : lowerPlain)(reach(module, name), type as View, shift, array, pointer);
  const size = oddSize(type);
  const lower = lowerOf(type);
  const store = storeOf(type, reach);
  return (module: CoreModule, name: number, array: ArrayLike<unknown>, pointer: number) => {
    reach(module, name, pointer >>> 0, array.length * size);
    for (let index = 0; index < array.length; index++) {
      store(module, name, pointer + index * size, convert(lower, array[index]) as never);
    }
  };
}
