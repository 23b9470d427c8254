/**
 * The WebAssembly module that generated JavaScript carries for C function pointers: only WebAssembly functions can be in a
 * core module's table, and only a call in WebAssembly compares signatures. It is made here, so that nothing is put together
 * at run time, and hosts that compile only while a program starts run it too.
 *
 *     (import "m" "t" (table 0 funcref))             the core module's
 *     (import "m" "e" (func (param i32)))            throws: there is no function at that pointer
 *     (import "m" "f" (func (param i32 …)))          of each signature that has slots: the number of the slot, and its arguments
 *     (export "c0" (func (param i32 …)))             of each signature that is called: a pointer, and its arguments
 *     (export "s0" (table 32 funcref))               of each signature that has slots: functions for the core module's table
 */
import { POINTER_BLOCK } from '../../../runtime/abi.ts';

/** Types of parameters and of results, a letter each: `i j f d` as in C's signatures, `r` for a reference. */
export interface PointerSignature {
  readonly params: string;
  readonly results: string;
}

export interface PointerUse {
  readonly called: readonly PointerSignature[];
  /** Those that JavaScript's functions get pointers of. */
  readonly made: readonly PointerSignature[];
}

export type Bytes = readonly number[];

const typeCodes: Readonly<Record<string, number>> = { i: 0x7f, j: 0x7e, f: 0x7d, d: 0x7c, r: 0x6f };
const funcref = 0x70;
const kinds = { function: 0, table: 1 } as const;
const [localGet, end] = [0x20, 0x0b];

export function pointerModule({ called, made }: PointerUse): Uint8Array {
  const [firstSlot, imported] = [1 + made.length + called.length, 1 + made.length];
  // Type 0 is that of "e"; each signature has two, without and with a number in front.
  const plain = (index: number): number => 1 + 2 * index;
  const numbered = (index: number): number => 2 + 2 * index;
  const callers = called.map((signature, index) => caller(signature, plain(index)));
  const slots = made.flatMap((signature, index) => blockOf(signature, 1 + index));
  const slotTypes = made.flatMap((_, index) => Array(POINTER_BLOCK).fill(plain(called.length + index)) as number[]);
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [functionType('i', ''), ...[...called, ...made].flatMap(typesOf)]),
    ...section(2, [
      [...name('m'), ...name('t'), kinds.table, funcref, 0, 0],
      [...name('m'), ...name('e'), kinds.function, 0],
      ...made.map((_, index) => [...name('m'), ...name('f'), kinds.function, ...leb(numbered(called.length + index))]),
    ]),
    ...section(3, [...called.map((_, index) => leb(numbered(index))), ...slotTypes.map(leb)]),
    ...section(
      4,
      made.map(() => [funcref, 1, ...leb(POINTER_BLOCK), ...leb(POINTER_BLOCK)]),
    ),
    ...section(7, [
      ...called.map((_, index) => [...name(`c${index}`), kinds.function, ...leb(imported + index)]),
      ...made.map((_, index) => [...name(`s${index}`), kinds.table, ...leb(1 + index)]),
    ]),
    ...section(
      9,
      made.map((_, index) => elements(1 + index, firstSlot + index * POINTER_BLOCK)),
    ),
    ...section(10, [...callers, ...slots].map(sized)),
  ]);
}

/** Takes a pointer before what the function there takes. */
function caller({ params }: PointerSignature, type: number): Bytes {
  const noFunction = [localGet, 0, 0xfc, 0x10, 0, 0x4f, 0x04, 0x7f, 0x41, 1, 0x05, localGet, 0, 0x25, 0, 0xd1, end];
  const fail = [0x04, 0x40, localGet, 0, 0x10, 0, end];
  return [0, ...noFunction, ...fail, ...locals(1, params), localGet, 0, 0x11, ...leb(type), 0, end];
}

/** Functions that call another one with their numbers. */
const blockOf = ({ params }: PointerSignature, target: number): readonly Bytes[] =>
  Array.from({ length: POINTER_BLOCK }, (_, number) => [
    ...[0, 0x41, ...signedLeb(number)],
    ...[...locals(0, params), 0x10, ...leb(target), end],
  ]);

const locals = (first: number, params: string): Bytes =>
  [...params].flatMap((_, index) => [localGet, ...leb(first + index)]);

const typesOf = ({ params, results }: PointerSignature): readonly Bytes[] => [
  functionType(params, results),
  functionType(`i${params}`, results),
];

export const functionType = (params: string, results: string): Bytes => [
  0x60,
  ...typeVector(params),
  ...typeVector(results),
];

const typeVector = (letters: string): Bytes => [
  ...leb(letters.length),
  ...[...letters].map((letter) => typeCodes[letter] as number),
];

/** An active segment: a table's slots from 0 on. */
const elements = (table: number, first: number): Bytes => [
  ...[2, ...leb(table), 0x41, 0, end, 0, ...leb(POINTER_BLOCK)],
  ...Array.from({ length: POINTER_BLOCK }, (_, index) => leb(first + index)).flat(),
];

export const name = (text: string): Bytes => [text.length, ...[...text].map((letter) => letter.charCodeAt(0))];

const sized = (content: Bytes): Bytes => [...leb(content.length), ...content];

/** Nothing where there are no items. */
export const section = (id: number, items: readonly Bytes[]): Bytes =>
  items.length === 0 ? [] : [id, ...sized([...leb(items.length), ...items.flat()])];

export const leb = (value: number): Bytes => (value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb(value >>> 7)]);

/** Of what is not negative. */
const signedLeb = (value: number): Bytes =>
  value < 0x40 ? [value] : [(value & 0x7f) | 0x80, ...signedLeb(value >>> 7)];
