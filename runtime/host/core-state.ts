/** What a core module exports besides functions: the size of its memories, its globals, its tables of references. */
import {
  growMemory,
  growTable,
  memorySize,
  openGlobal,
  openTable,
  type ReferenceTable,
  setTableItem,
  tableItem,
} from '../cores/core-state.ts';
import type { CoreModule, HostFunction } from '../loader/modules.ts';
import type { Reach } from './reach.ts';
import type { ReadName } from './read-name.ts';

export function coreStateFunctions(reach: Reach, readName: ReadName): Readonly<Record<string, HostFunction>> {
  const tableOf = ({ path, exports }: CoreModule, name: number): ReferenceTable =>
    openTable(exports, readName(name), path);
  return {
    memory_size: (module: CoreModule, name: number) => memorySize(reach(module, name)),
    memory_grow: (module: CoreModule, name: number, pages: number) => growMemory(reach(module, name), pages),
    table_get: (module: CoreModule, name: number, index: number) => tableItem(tableOf(module, name), index),
    table_set: (module: CoreModule, name: number, index: number, value: unknown) =>
      setTableItem(tableOf(module, name), index, value),
    table_size: (module: CoreModule, name: number) => tableOf(module, name).table.length,
    table_grow: (module: CoreModule, name: number, value: unknown, count: number) =>
      growTable(tableOf(module, name), value, count),
  };
}

export const globalReader =
  (readName: ReadName): HostFunction =>
  ({ path, exports }: CoreModule, name: number) =>
    openGlobal(exports, readName(name), path).value;

export const globalWriter =
  (readName: ReadName): HostFunction =>
  ({ path, exports }: CoreModule, name: number, value: unknown) => {
    openGlobal(exports, readName(name), path).value = value;
  };
