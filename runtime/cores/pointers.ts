/**
 * C function pointers. Only WebAssembly functions can be in a core module's table, and only a call in WebAssembly compares
 * signatures: a component has a small module for that, which the compiler made of the signatures that it uses, see
 * pointer-module.ts. They have numbers.
 */

import type { Callback } from '../values/callbacks.ts';
import { ItlLinkError, ItlRangeError } from '../values/errors.ts';
import { fromPrinted } from '../values/printed-bytes.ts';
import { openTable } from './core-state.ts';
import type { CoreExports } from './modules.ts';

/** A place in the table for functions of one signature. */
interface Slot {
  readonly pointer: number;
  readonly signature: number;
  /** `undefined` while it is free. */
  call: Callback | undefined;
}

export interface Pointers {
  readonly table: WebAssembly.Table;
  readonly name: string;
  readonly path: string;
  readonly module: () => WebAssembly.Module;
  readonly slots: Map<number, Slot>;
  /** By signature, in order of release. */
  readonly free: Slot[][];
}

/**
 * Compiles while the file of the component is evaluated: some hosts do not compile later.
 *
 * @param text - the module as a text of its bytes
 * @returns what gives it, or throws where the host has refused
 */
export function compileAhead(text: string): () => WebAssembly.Module {
  try {
    const module = new WebAssembly.Module(fromPrinted(text));
    return () => module;
  } catch (cause) {
    return () => {
      const told =
        'function pointers need a WebAssembly module, which this host did not compile when the program started';
      throw new ItlLinkError(told, { cause });
    };
  }
}

/** @throws ItlLinkError where the core module exports no such table */
export function openPointers(
  exports: CoreExports,
  name: string,
  path: string,
  module: () => WebAssembly.Module,
): Pointers {
  const { table } = openTable(exports, name, path);
  return { table, name, path, module, slots: new Map(), free: [] };
}

/** @param call - what slots call with their numbers */
function openModule({ table, name, path, module }: Pointers, call: Callback = () => {}): WebAssembly.Exports {
  const e = (pointer: number): never => noFunctionAt(pointer, name, path);
  return new WebAssembly.Instance(module(), { m: { t: table, e, f: call } }).exports;
}

/**
 * A function that takes a pointer and what the function there takes.
 *
 * @throws ItlRangeError, when it is called, for an empty slot; another signature traps
 */
export const pointerCaller = (pointers: Pointers, signature: number): Callback =>
  openModule(pointers)[`c${signature}`] as Callback;

/** @throws ItlRangeError for an empty slot, or none */
export function functionAt(table: WebAssembly.Table, pointer: number, name: string, path: string): unknown {
  const index = pointer >>> 0;
  const func = index < table.length ? table.get(index) : null;
  return func === null ? noFunctionAt(index, name, path) : func;
}

function noFunctionAt(pointer: number, name: string, path: string): never {
  throw new ItlRangeError(`no function at ${pointer >>> 0} in '${name}' of '${path}'`);
}

function addSlots(pointers: Pointers, signature: number, free: Slot[]): void {
  const { table, name, path, slots } = pointers;
  const added: Slot[] = [];
  const call: Callback = (number: number, ...values) => {
    const slot = added[number] as Slot;
    if (!slot.call) throw new ItlRangeError(`function pointer ${slot.pointer} was released ('${name}')`);
    return slot.call(...values);
  };
  const functions = openModule(pointers, call)[`s${signature}`] as WebAssembly.Table;
  const start = growFunctionTable(table, `table '${name}' of '${path}'`, functions.length);
  for (let number = 0; number < functions.length; number++) {
    const slot = { pointer: start + number, signature, call: undefined };
    table.set(slot.pointer, functions.get(number));
    added.push(slot);
    slots.set(slot.pointer, slot);
    free.push(slot);
  }
}

/**
 * Makes a table longer, and gives the first of its new slots.
 *
 * @throws ItlRangeError where it has a maximum
 */
export function growFunctionTable(table: WebAssembly.Table, shown: string, count: number): number {
  try {
    return table.grow(count);
  } catch (cause) {
    throw new ItlRangeError(`${shown} cannot grow beyond its maximum: link with --growable-table`, { cause });
  }
}

/** A function pointer, until it is released. */
export function addPointer(pointers: Pointers, signature: number, call: Callback): number {
  pointers.free[signature] ??= [];
  const free = pointers.free[signature] as Slot[];
  if (free.length === 0) addSlots(pointers, signature, free);
  const slot = free.shift() as Slot;
  slot.call = call;
  return slot.pointer;
}

/**
 * Drops a function pointer; 0 is none.
 *
 * @throws ItlRangeError for what was not made by {@link addPointer}, or was released
 */
export function freePointer({ slots, free, name }: Pointers, pointer: number): void {
  if (pointer === 0) return;
  const slot = slots.get(pointer >>> 0);
  if (!slot) throw new ItlRangeError(`function pointer ${pointer >>> 0} was not made by lower-funcptr ('${name}')`);
  if (!slot.call) throw new ItlRangeError(`function pointer ${pointer >>> 0} was released ('${name}')`);
  slot.call = undefined;
  free[slot.signature]?.push(slot);
}
