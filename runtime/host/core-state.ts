/** What a core module exports besides functions: the size of its memories, its globals, its tables of references. */
import type { CoreModule, HostFunction } from '../loader/modules.ts';
import { ItlLinkError, ItlRangeError } from '../values/errors.ts';
import type { ReadName } from './read-name.ts';

type ExportClass<T> = abstract new (...args: never) => T;

/** Finds an export of that class, by the address of its name. */
const finder =
  <T>(readName: ReadName, what: string, Class: ExportClass<T>) =>
  ({ path, exports }: CoreModule, name: number): T => {
    const found: unknown = exports[readName(name)];
    if (found instanceof Class) return found;
    throw new ItlLinkError(`core module '${path}' exports no ${what} '${readName(name)}'`);
  };

/** What growing gives in WebAssembly: the size before, or -1. */
function grown(grow: () => number): number {
  try {
    return grow();
  } catch {
    return -1;
  }
}

const PAGE = 65_536;

export function coreStateFunctions(readName: ReadName): Readonly<Record<string, HostFunction>> {
  const memoryOf = finder(readName, 'memory', WebAssembly.Memory);
  const tableOf = finder(readName, 'table', WebAssembly.Table);
  const within = (module: CoreModule, name: number, index: number): WebAssembly.Table => {
    const table = tableOf(module, name);
    if (index < table.length) return table;
    throw new ItlRangeError(
      `slot ${index} is outside table '${readName(name)}' of module '${module.path}' (${table.length} slots)`,
    );
  };
  return {
    memory_size: (module: CoreModule, name: number) => memoryOf(module, name).buffer.byteLength / PAGE,
    memory_grow: (module: CoreModule, name: number, pages: number) =>
      grown(() => memoryOf(module, name).grow(pages >>> 0)),
    table_get: (module: CoreModule, name: number, index: number) => within(module, name, index >>> 0).get(index >>> 0),
    table_set: (module: CoreModule, name: number, index: number, value: unknown) =>
      within(module, name, index >>> 0).set(index >>> 0, value),
    table_size: (module: CoreModule, name: number) => tableOf(module, name).length,
    table_grow: (module: CoreModule, name: number, value: unknown, count: number) =>
      grown(() => tableOf(module, name).grow(count >>> 0, value)),
  };
}

const globalOf = (readName: ReadName) => finder(readName, 'global', WebAssembly.Global);

export function globalReader(readName: ReadName): HostFunction {
  const find = globalOf(readName);
  return (module: CoreModule, name: number) => find(module, name).value;
}

export function globalWriter(readName: ReadName): HostFunction {
  const find = globalOf(readName);
  return (module: CoreModule, name: number, value: unknown) => {
    find(module, name).value = value;
  };
}
