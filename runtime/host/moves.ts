/** Bytes from one linear memory to another, where no JavaScript value has to be made of them. */
import type { CoreModule } from '../loader/modules.ts';
import { piece } from '../values/long-text.ts';
import { measureUnits, moveBytes } from '../values/moves.ts';
import { sizeUpToNul } from '../values/size-up-to-nul.ts';
import { codecs } from '../values/utf8-codecs.ts';
import type { Reach } from './reach.ts';

export function moveFunctions(reach: Reach) {
  const measure = (module: CoreModule, name: number, pointer: number, length: number): number => {
    const [at, size] = [pointer >>> 0, length >>> 0];
    return isUtf8(reach(module, name, at, size).u8.subarray(at, at + size)) ? length : -1;
  };
  return {
    utf8_measure: measure,
    c_string_measure: (module: CoreModule, name: number, pointer: number) =>
      measure(module, name, pointer, sizeUpToNul(reach(module, name), pointer)),
    mem_measure: (module: CoreModule, name: number, pointer: number, length: number, unit: number) =>
      measureUnits(reach(module, name), pointer, length, unit),
    mem_copy: (
      module: CoreModule,
      name: number,
      pointer: number,
      to: CoreModule,
      toName: number,
      toPointer: number,
      size: number,
    ) => moveBytes(reach(module, name), pointer, reach(to, toName), toPointer, size),
  };
}

let strict: TextDecoder | undefined;

/** Whether a string of these bytes would be the same bytes again. */
function isUtf8(bytes: Uint8Array): boolean {
  strict ??= new (codecs().TextDecoder)('utf-8', { fatal: true, ignoreBOM: true });
  try {
    for (let start = 0; start < bytes.length; start += piece) {
      const part = bytes.subarray(start, start + piece);
      // Browsers do not decode shared memory.
      strict.decode(part.buffer instanceof ArrayBuffer ? part : part.slice(), { stream: start + piece < bytes.length });
    }
    return true;
  } catch {
    // Some engines keep what they had of a sequence.
    strict = undefined;
    return false;
  }
}
