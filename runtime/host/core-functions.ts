/** Core modules: their functions, tables and function pointers. */
import { growTable, openTable, setTableItem, tableItem } from '../cores/core-state.ts';
import { coreFunction } from '../cores/modules.ts';
import { functionAt, growFunctionTable } from '../cores/pointers.ts';
import type { Instance } from '../loader/instance.ts';
import { needed } from '../loader/mismatch.ts';
import type { CoreModule } from '../loader/modules.ts';
import { ItlLinkError } from '../values/errors.ts';
import { refuseEarly } from '../values/too-early.ts';
import { type Host, type HostFunctions, onExport } from './host.ts';
import { present } from './present.ts';

export const coreFunctions = {
  load_wasm: createModuleSupply,
  set_table_func:
    ({ instance, readName }) =>
    (index: number, { path, exports }: CoreModule, name: number) =>
      tableOf(instance.adapter).set(index, coreFunction(exports, path, readName(name))),
  ref_to_i32:
    ({ kept }) =>
    (value: unknown) =>
      kept.push(value),
  i32_to_ref:
    ({ kept }) =>
    (handle: number) =>
      kept[handle - 1] ?? (handle ? needed('a reference', handle) : refuseEarly()),
  table_get: onExport(openTable, tableItem),
  table_set: onExport(openTable, setTableItem),
  table_size: onExport(openTable, ({ table }) => table.length),
  table_grow: onExport(openTable, growTable),
  funcptr_get:
    ({ instance, readName }) =>
    (slot: number, module: CoreModule, name: number, pointer: number) => {
      const { path, exports } = present(module);
      const { table } = openTable(exports, readName(name), path);
      // First of all: the direct variant asks only where there is none, and may have no table.
      const called = functionAt(table, pointer, readName(name), path);
      tableOf(instance.adapter).set(slot, called);
    },
  funcptr_slots: growSlots,
} satisfies HostFunctions;

/** The adapter's own, or that of a copy. */
const tableOf = ({ _it_table: table }: Instance['adapter']): WebAssembly.Table => table as WebAssembly.Table;

/**
 * Gives the modules of a path one after the other, then the last of them: a component that names a path twice has two
 * modules, not one.
 */
function createModuleSupply({ instance, readName }: Host) {
  const given = new Set<CoreModule>();
  return (address: number): CoreModule => {
    const path = readName(address);
    const modules = instance.modules.filter((module) => module.path === path);
    const module = modules.find((candidate) => !given.has(candidate)) ?? modules.pop();
    if (module === undefined) throw new ItlLinkError(`core module '${path}' is not in the adapter's list`);
    given.add(module);
    return module;
  };
}

/** A function that has itself under every name: it serves where nothing is called. */
const anything: object = new Proxy(() => {}, { get: () => anything });

/** Puts functions of another instance into a core module's table, of which only functions are used that call no import. */
function growSlots({ instance, readName, slots }: Host) {
  return (module: CoreModule, name: number, record: number, first: number, count: number): number => {
    const { path, exports } = present(module);
    const { table } = openTable(exports, readName(name), path);
    const copy = new WebAssembly.Instance(slots, anything as WebAssembly.Imports).exports;
    const functions = tableOf(copy);
    (copy._it_slots as WebAssembly.Global<'i32'>).value = record;
    functions.set(first - 1, tableOf(instance.adapter).get(first - 1));
    const start = growFunctionTable(table, `table '${readName(name)}' of '${path}'`, count);
    for (let index = 0; index < count; index++) table.set(start + index, functions.get(first + index));
    return start;
  };
}
