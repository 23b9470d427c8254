/**
 * C function pointers. Only WebAssembly functions can be in a core module's table, and only a call in WebAssembly compares
 * signatures: small modules are made for that, one a signature, of bytes.
 */

import type { Callback } from '../values/callbacks.ts';
import { ItlRangeError } from '../values/errors.ts';
import { openTable } from './core-state.ts';
import type { CoreExports } from './modules.ts';

/** Types of parameters and of results, a letter each: `i j f d` as in C's signatures, `r` for a reference. */
export type Signature = readonly [params: string, results: string];

/** A place in the table for functions of one signature. */
interface Slot {
  readonly pointer: number;
  readonly key: string;
  /** `undefined` while it is free. */
  call: Callback | undefined;
}

export interface Pointers {
  readonly table: WebAssembly.Table;
  readonly name: string;
  readonly path: string;
  readonly slots: Map<number, Slot>;
  /** By signature, in order of release. */
  readonly free: Map<string, Slot[]>;
}

/** @throws ItlLinkError where the core module exports no such table */
export function openPointers(exports: CoreExports, name: string, path: string): Pointers {
  const { table } = openTable(exports, name, path);
  return { table, name, path, slots: new Map(), free: new Map() };
}

const typeCodes: Readonly<Record<string, number>> = { i: 0x7f, j: 0x7e, f: 0x7d, d: 0x7c, r: 0x6f };

const codes = (letters: string): number[] => [...letters].map((letter) => typeCodes[letter] as number);

const vector = (items: readonly (readonly number[])[]): number[] => [...unsignedLeb(items.length), ...items.flat()];

const unsignedLeb = (value: number): number[] =>
  value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsignedLeb(value >>> 7)];

const section = (id: number, content: readonly number[]): number[] => [id, ...unsignedLeb(content.length), ...content];

const sized = (content: readonly number[]): number[] => [...unsignedLeb(content.length), ...content];

const functionType = (params: string, results: string): number[] => [
  0x60,
  ...vector(codes(params).map((code) => [code])),
  ...vector(codes(results).map((code) => [code])),
];

const makeModule = (...sections: readonly number[][]): WebAssembly.Module =>
  new WebAssembly.Module(Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, ...sections.flat()]));

/** A name of one letter. */
const letter = (name: string): number[] => [1, name.charCodeAt(0)];

/**
 * A function that takes a pointer and what the function there takes.
 *
 * @throws ItlRangeError, when it is called, for an empty slot; another signature traps
 */
export function pointerCaller({ table, name, path }: Pointers, [params, results]: Signature): Callback {
  const given = [...params].flatMap((_, index) => [0x20, ...unsignedLeb(index)]);
  const module = makeModule(
    section(1, vector([functionType(params, results), functionType(`${params}i`, results)])),
    section(2, vector([[...letter('m'), ...letter('t'), 1, 0x70, 0, 0]])),
    section(3, vector([[1]])),
    section(7, vector([[...letter('f'), 0, 0]])),
    section(10, vector([sized([0, ...given, 0x20, ...unsignedLeb(params.length), 0x11, 0, 0, 0x0b])])),
  );
  const call = new WebAssembly.Instance(module, { m: { t: table } }).exports.f as Callback;
  return (pointer, ...values) => {
    functionAt(table, pointer, name, path);
    return call(...values, pointer);
  };
}

/** @throws ItlRangeError for an empty slot, or none */
export function functionAt(table: WebAssembly.Table, pointer: number, name: string, path: string): unknown {
  const index = pointer >>> 0;
  const func = index < table.length ? table.get(index) : null;
  if (func === null) throw new ItlRangeError(`no function at ${index} in '${name}' of '${path}'`);
  return func;
}

/** Slots that a table gets at once. */
const slotsAtOnce = 32;

/** So many functions that call another one with their numbers. */
function slotModule([params, results]: Signature): WebAssembly.Module {
  const given = [...params].flatMap((_, index) => [0x20, ...unsignedLeb(index)]);
  const numbers = Array.from({ length: slotsAtOnce }, (_, index) => index);
  return makeModule(
    section(1, vector([functionType(params, results), functionType(`i${params}`, results)])),
    section(2, vector([[...letter('m'), ...letter('f'), 0, 1]])),
    section(3, vector(numbers.map(() => [0]))),
    section(7, vector(numbers.map((number) => [...letter(slotName(number)), 0, ...unsignedLeb(number + 1)]))),
    section(10, vector(numbers.map((number) => sized([0, 0x41, number, ...given, 0x10, 0, 0x0b])))),
  );
}

const slotName = (number: number): string => String.fromCharCode(65 + number);

const slotModules = new Map<string, WebAssembly.Module>();

function addSlots(pointers: Pointers, signature: Signature, free: Slot[]): void {
  const { table, name, path, slots } = pointers;
  const key = signature.join('>');
  const module = slotModules.get(key) ?? slotModule(signature);
  slotModules.set(key, module);
  const added: Slot[] = [];
  const call: Callback = (number: number, ...values) => {
    const slot = added[number] as Slot;
    if (!slot.call) throw new ItlRangeError(`function pointer ${slot.pointer} was released ('${name}')`);
    return slot.call(...values);
  };
  const { exports } = new WebAssembly.Instance(module, { m: { f: call } });
  const start = growFunctionTable(table, `table '${name}' of '${path}'`, slotsAtOnce);
  for (let number = 0; number < slotsAtOnce; number++) {
    const slot = { pointer: start + number, key, call: undefined };
    table.set(slot.pointer, exports[slotName(number)]);
    added.push(slot);
    slots.set(slot.pointer, slot);
    free.push(slot);
  }
}

/** Where its new slots begin. @throws ItlRangeError where it has a maximum */
export function growFunctionTable(table: WebAssembly.Table, shown: string, count: number): number {
  try {
    return table.grow(count);
  } catch (cause) {
    throw new ItlRangeError(`${shown} cannot grow beyond its maximum: link with --growable-table`, { cause });
  }
}

/** A function pointer, until it is released. */
export function addPointer(pointers: Pointers, signature: Signature, call: Callback): number {
  const key = signature.join('>');
  const free = pointers.free.get(key) ?? [];
  pointers.free.set(key, free);
  if (free.length === 0) addSlots(pointers, signature, free);
  const slot = free.shift() as Slot;
  slot.call = call;
  return slot.pointer;
}

/** Does nothing for 0. @throws ItlRangeError for what was not made by {@link addPointer}, or was released */
export function freePointer({ slots, free, name }: Pointers, pointer: number): void {
  if (pointer === 0) return;
  const slot = slots.get(pointer >>> 0);
  if (!slot) throw new ItlRangeError(`function pointer ${pointer >>> 0} was not made by lower-funcptr ('${name}')`);
  if (!slot.call) throw new ItlRangeError(`function pointer ${pointer >>> 0} was released ('${name}')`);
  slot.call = undefined;
  free.get(slot.key)?.push(slot);
}
