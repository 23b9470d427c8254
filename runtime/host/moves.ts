/** Bytes from one linear memory to another, where no JavaScript value has to be made of them. */
import type { CoreModule } from '../loader/modules.ts';
import { measureText, measureUnits, measureUpToNul, moveBytes } from '../values/moves.ts';
import type { Reach } from './reach.ts';

export const moveFunctions = (reach: Reach) => ({
  utf8_measure: (module: CoreModule, name: number, pointer: number, length: number) =>
    measureText(reach(module, name), pointer, length),
  c_string_measure: (module: CoreModule, name: number, pointer: number) => measureUpToNul(reach(module, name), pointer),
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
});
