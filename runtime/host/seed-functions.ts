/** The functions that adapters import from `_it_runtime`, those for strings in UTF-8 and for modules. */

import { coreFunction } from '../cores/modules.ts';
import type { Instance } from '../loader/instance.ts';
import { needed, stringOf } from '../loader/mismatch.ts';
import type { CoreModule } from '../loader/modules.ts';
import { ItlLinkError } from '../values/errors.ts';
import { liftStrictText } from '../values/strict-text.ts';
import { liftText, liftUpToNul, lowerText, lowerTextInto, sizeOfText } from '../values/text.ts';
import type { Reach } from './reach.ts';
import type { ReadName } from './read-name.ts';

export function createSeedFunctions(instance: Instance, reach: Reach, readName: ReadName) {
  /** What a component keeps as a number: its modules. There is no way to let go of them one by one. */
  const kept: unknown[] = [];
  const nextModule = createModuleSupply(instance);
  return {
    string_len: (text: unknown) => sizeOfText(reach.text, stringOf(text)),
    mem_to_string: (module: CoreModule, name: number, pointer: number, bytes: number) =>
      liftText(reach(module, name), pointer, bytes),
    mem_to_strict_string: (module: CoreModule, name: number, pointer: number, bytes: number) =>
      liftStrictText(reach(module, name), pointer, bytes),
    string_to_mem: (module: CoreModule, name: number, text: unknown, pointer: number) =>
      lowerText(reach(module, name), stringOf(text), pointer),
    string_into_mem: (module: CoreModule, name: number, text: unknown, pointer: number, room: number) =>
      lowerTextInto(reach(module, name), stringOf(text), pointer, room),
    mem_to_c_string: (module: CoreModule, name: number, pointer: number) => liftUpToNul(reach(module, name), pointer),
    load_wasm: (path: number) => nextModule(readName(path)),
    set_table_func: (index: number, { path, exports }: CoreModule, name: number) =>
      (instance.adapter._it_table as WebAssembly.Table).set(index, coreFunction(exports, path, readName(name))),
    ref_to_i32: (value: unknown) => kept.push(value),
    i32_to_ref: (handle: number) =>
      handle > 0 && handle <= kept.length ? kept[handle - 1] : needed('a reference', handle),
  };
}

/**
 * Gives the modules of a path one after the other, then the last of them: a component that names a path twice has two
 * modules, not one.
 */
function createModuleSupply(instance: Instance): (path: string) => CoreModule {
  const given = new Set<CoreModule>();
  return (path) => {
    const modules = instance.modules.filter((module) => module.path === path);
    const module = modules.find((candidate) => !given.has(candidate)) ?? modules.pop();
    if (module === undefined) throw new ItlLinkError(`core module '${path}' is not in the adapter's list`);
    given.add(module);
    return module;
  };
}
