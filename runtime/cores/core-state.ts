/** What a core module exports besides functions: its globals, its tables of references, the size of its memories. */
import { ItlLinkError, ItlRangeError } from '../values/errors.ts';
import type { Memory } from '../values/memory.ts';
import type { CoreExports } from './modules.ts';

/** What growing gives in WebAssembly: the size before, or -1. */
function grown(grow: () => number): number {
  try {
    return grow();
  } catch {
    return -1;
  }
}

/** A view that growth has not detached knows; the engine's own buffer takes ten times as long. Shared ones are not detached. */
export function memorySize({ source, u8 }: Memory): number {
  const isCurrent = u8.length > 0 && u8.buffer instanceof ArrayBuffer;
  return (isCurrent ? u8.byteOffset + u8.length : source.buffer.byteLength) / 65536;
}

export function growMemory({ source }: Memory, pages: number): number {
  const count = pages >>> 0;
  const size = grown(() => source.grow(count));
  // With 64-bit addresses it takes and gives bigints, in most engines; without, it takes none.
  return size < 0 ? Number(grown(() => source.grow(BigInt(count) as never))) : size;
}

/** @throws ItlLinkError where the core module exports no such global */
export function openGlobal(exports: CoreExports, name: string, path: string): WebAssembly.Global {
  const global = exports[name];
  if (global instanceof WebAssembly.Global) return global;
  throw new ItlLinkError(`core module '${path}' exports no global '${name}'`);
}

export interface ReferenceTable {
  readonly table: WebAssembly.Table;
  /** `table 'values' of module 'out/fizz.wasm'`. */
  readonly label: string;
}

/** @throws ItlLinkError where the core module exports no such table */
export function openTable(exports: CoreExports, name: string, path: string): ReferenceTable {
  const table = exports[name];
  if (table instanceof WebAssembly.Table) return { table, label: `table '${name}' of module '${path}'` };
  throw new ItlLinkError(`core module '${path}' exports no table '${name}'`);
}

/** @throws ItlRangeError outside of the table */
function slotIn({ table, label }: ReferenceTable, index: number): number {
  const slot = index >>> 0;
  if (slot < table.length) return slot;
  throw new ItlRangeError(`slot ${slot} is outside ${label} (${table.length} slots)`);
}

export const tableItem = (of: ReferenceTable, index: number): unknown => of.table.get(slotIn(of, index));

export function setTableItem(of: ReferenceTable, index: number, value: unknown): void {
  of.table.set(slotIn(of, index), value);
}

export const growTable = ({ table }: ReferenceTable, value: unknown, count: number): number =>
  grown(() => table.grow(count >>> 0, value));
