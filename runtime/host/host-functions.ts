/** The functions that adapters import from `_it_runtime` under a fixed name, all of them. */

import type { Instance } from '../loader/instance.ts';
import { needed, stringOf } from '../loader/mismatch.ts';
import type { CoreModule, HostFunction } from '../loader/modules.ts';
import { lengthOf } from '../values/arrays.ts';
import { liftBytes, lowerBytes } from '../values/bytes.ts';
import { isLatin1, latin1Size, liftLatin1, liftUtf16, lowerLatin1, lowerUtf16 } from '../values/code-units.ts';
import { ItlRangeError } from '../values/errors.ts';
import { endList } from '../values/growing-list.ts';
import { reachAll } from '../values/memory.ts';
import { addReference, dropReference, referenceOf, tooManyReferences } from '../values/references.ts';
import { sliceOf } from '../values/slices.ts';
import { liftStrictUtf16 } from '../values/strict-text.ts';
import { fillTarget } from '../values/targets.ts';
import { emptyLength } from '../values/typed-arrays.ts';
import { collectionFunctions } from './collections.ts';
import { coreStateFunctions } from './core-state.ts';
import { dynamicFunctions } from './dynamic.ts';
import { moveFunctions } from './moves.ts';
import { pointerFunctions } from './pointers.ts';
import type { Reach } from './reach.ts';
import type { ReadName } from './read-name.ts';
import { createScratchEncoder } from './scratch-encoder.ts';
import { createSeedFunctions } from './seed-functions.ts';

/** @param again - instantiates the adapter's module once more */
export const createHostFunctions = (
  instance: Instance,
  reach: Reach,
  readName: ReadName,
  again: () => WebAssembly.Exports,
): ReadonlyMap<string, HostFunction> =>
  new Map<string, HostFunction>(
    Object.entries({
      ...createSeedFunctions(instance, reach, readName),
      literal: readName,
      encode_string: createScratchEncoder(instance),
      ...unitFunctions(reach),
      ...bufferFunctions(reach),
      ...moveFunctions(reach),
      ...dynamicFunctions,
      f64_rem: (left: number, right: number) => left % right,
      ...referenceFunctions(instance),
      undefined: () => undefined,
      is_some: (value: unknown) => (value === undefined || value === null ? 0 : 1),
      fail: (text: number, number: number, name: number) => {
        // No regular expression: compiling one where the stack ends ends the process.
        throw new ItlRangeError(
          readName(text)
            .replace('#', `${number >>> 0}`)
            .replace('@', () => readName(name)),
        );
      },
      ...coreStateFunctions(reach, readName),
      ...pointerFunctions(instance, readName, again),
    }),
  );

const referenceFunctions = ({ references }: Instance) => ({
  ref_new: (value: unknown) => addReference(references, value),
  ref_get: (handle: number) => referenceOf(references, handle),
  ref_drop: (handle: number) => dropReference(references, handle),
  ref_key: () => references.key,
  ref_full: tooManyReferences,
});

function unitFunctions(reach: Reach) {
  const length = (text: unknown): number => stringOf(text).length;
  return {
    utf16_len: length,
    mem_to_utf16: (module: CoreModule, name: number, pointer: number, units: number) =>
      liftUtf16(reach(module, name), pointer, units),
    utf16_to_mem: (module: CoreModule, name: number, text: unknown, pointer: number) =>
      lowerUtf16(reach(module, name), stringOf(text), pointer),
    is_latin1: (text: unknown) => (isLatin1(stringOf(text)) ? 1 : 0),
    mem_to_strict_utf16: (module: CoreModule, name: number, pointer: number, units: number) =>
      liftStrictUtf16(reach(module, name), pointer, units),
    latin1_len: (text: unknown) => latin1Size(stringOf(text)),
    mem_to_latin1: (module: CoreModule, name: number, pointer: number, units: number) =>
      liftLatin1(reach(module, name), pointer, units),
    latin1_to_mem: (module: CoreModule, name: number, text: unknown, pointer: number) =>
      lowerLatin1(reach(module, name), stringOf(text), pointer),
  };
}

function bufferFunctions(reach: Reach) {
  return {
    buffer_len: (buffer: unknown) => bytesOf(buffer).length,
    mem_to_buffer: (module: CoreModule, name: number, pointer: number, length: number) =>
      liftBytes(reach(module, name), pointer, length),
    buffer_to_mem: (module: CoreModule, name: number, buffer: unknown, pointer: number) =>
      lowerBytes(reach(module, name), bytesOf(buffer), pointer),
    mem_to_target: (
      module: CoreModule,
      name: number,
      pointer: number,
      length: number,
      target: ArrayBufferView,
      unit: number,
    ) => fillTarget(reach(module, name), pointer, length, target, unit),
    list_end: endList,
    array_len: lengthOf,
    ...collectionFunctions,
    slice: sliceOf,
    check_range: (module: CoreModule, name: number, pointer: number, length: number, stride: number) =>
      reachAll(reach(module, name), pointer, length >>> 0, stride >>> 0),
  };
}

/** The check at the boundary has made a Uint8Array of every kind of buffer. */
function bytesOf(buffer: unknown): Uint8Array {
  if (!(buffer instanceof Uint8Array)) return needed('a buffer', buffer);
  if (buffer.length === 0) emptyLength(buffer);
  return buffer;
}
