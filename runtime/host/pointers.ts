/** Function pointers: slots in the core modules' own tables. */

import type { Instance } from '../loader/instance.ts';
import type { CoreModule, HostFunction } from '../loader/modules.ts';
import { ItlLinkError, ItlRangeError } from '../values/errors.ts';
import type { ReadName } from './read-name.ts';

/** @param again - instantiates the adapter's module once more */
export function pointerFunctions(
  instance: Instance,
  readName: ReadName,
  again: () => WebAssembly.Exports,
): Readonly<Record<string, HostFunction>> {
  const tableOf = ({ path, exports }: CoreModule, name: number): WebAssembly.Table => {
    const table = exports[readName(name)];
    if (table instanceof WebAssembly.Table) return table;
    throw new ItlLinkError(`core module '${path}' exports no table '${readName(name)}'`);
  };
  const own = () => instance.adapter._it_table as WebAssembly.Table;
  return {
    funcptr_get: (slot: number, module: CoreModule, name: number, pointer: number) => {
      const table = tableOf(module, name);
      const index = pointer >>> 0;
      const func = index < table.length ? table.get(index) : null;
      if (func === null) throw new ItlRangeError(`no function at ${index} in '${readName(name)}' of '${module.path}'`);
      own().set(slot, func);
    },
    funcptr_slots: (module: CoreModule, name: number, record: number, first: number, count: number) => {
      const table = tableOf(module, name);
      const copy = again();
      const functions = copy._it_table as WebAssembly.Table;
      (copy._it_slots as WebAssembly.Global<'i32'>).value = record;
      functions.set(first - 1, own().get(first - 1));
      const start = grow(table, count, `table '${readName(name)}' of '${module.path}'`);
      for (let index = 0; index < count; index++) table.set(start + index, functions.get(first + index));
      return start;
    },
  };
}

function grow(table: WebAssembly.Table, count: number, shown: string): number {
  try {
    return table.grow(count);
  } catch (cause) {
    throw new ItlRangeError(`${shown} cannot grow beyond its maximum: link with --growable-table`, { cause });
  }
}
