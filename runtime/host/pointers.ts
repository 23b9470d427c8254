/** Function pointers: slots in the core modules' own tables. */

import { openTable } from '../cores/core-state.ts';
import { functionAt, growFunctionTable } from '../cores/pointers.ts';
import type { Instance } from '../loader/instance.ts';
import type { CoreModule, HostFunction } from '../loader/modules.ts';
import type { ReadName } from './read-name.ts';

/** @param again - instantiates the adapter's module once more */
export function pointerFunctions(
  instance: Instance,
  readName: ReadName,
  again: () => WebAssembly.Exports,
): Readonly<Record<string, HostFunction>> {
  const tableOf = ({ path, exports }: CoreModule, name: number): WebAssembly.Table =>
    openTable(exports, readName(name), path).table;
  const own = () => instance.adapter._it_table as WebAssembly.Table;
  return {
    funcptr_get: (slot: number, module: CoreModule, name: number, pointer: number) => {
      own().set(slot, functionAt(tableOf(module, name), pointer, readName(name), module.path));
    },
    funcptr_slots: (module: CoreModule, name: number, record: number, first: number, count: number) => {
      const table = tableOf(module, name);
      const copy = again();
      const functions = copy._it_table as WebAssembly.Table;
      (copy._it_slots as WebAssembly.Global<'i32'>).value = record;
      functions.set(first - 1, own().get(first - 1));
      const start = growFunctionTable(table, `table '${readName(name)}' of '${module.path}'`, count);
      for (let index = 0; index < count; index++) table.set(start + index, functions.get(first + index));
      return start;
    },
  };
}
