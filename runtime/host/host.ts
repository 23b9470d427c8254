/** What adapters import from `_it_runtime`. */
import type { HostFunctionName } from '../abi.ts';
import type { Instance } from '../loader/instance.ts';
import type { CoreModule, HostFunction } from '../loader/modules.ts';
import type { TextMemory } from '../values/text.ts';
import { present } from './present.ts';
import type { Reach } from './reach.ts';
import type { ReadName } from './read-name.ts';

/** What host functions work on. */
export interface Host {
  readonly instance: Instance;
  readonly reach: Reach;
  readonly readName: ReadName;
  /** What a component keeps as a number: its modules. There is no way to let go of them one by one. */
  readonly kept: unknown[];
  /** The module that has the functions of slots for function pointers, if any has. */
  readonly slots: WebAssembly.Module;
}

/** Each is made when an adapter imports it. */
export type HostFunctions = { readonly [N in HostFunctionName]?: (host: Host) => HostFunction };

/** A function that is told a memory by module and name, and by itself takes the memory and up to four values. */
export const onMemory =
  (func: (memory: TextMemory, ...values: never[]) => unknown) =>
  ({ reach }: Host): HostFunction =>
  (module: CoreModule, name: number, a: never, b: never, c: never, d: never) =>
    func(reach(module, name), a, b, c, d);

/** The same for what else a core module exports, by a function that finds it. */
export const onExport =
  <T>(
    open: (exports: WebAssembly.Exports, name: string, path: string) => T,
    func: (opened: T, ...values: never[]) => unknown,
  ) =>
  ({ readName }: Host): HostFunction =>
  (module: CoreModule, name: number, a: never, b: never) => {
    const { path, exports } = present(module);
    return func(open(exports, readName(name), path), a, b);
  };
