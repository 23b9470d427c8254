/**
 * The callback table: records one behind the other in `_it_memory`, from the strings' end on; pending `defer`s begin behind
 * the last. Each record is a callback's, or belongs for good to one slot of a core module's table. References that a
 * callback captured are in a table of their own, as many a record.
 */
import type { WasmType } from '../../../../../runtime/abi.ts';
import type { Bindings, PointerPool, PointerTable } from '../../../../ir/bindings.ts';
import { poolKey, tableKey } from '../../../../ir/bindings.ts';
import type { BindExpression } from '../../../../ir/ir.ts';
import { numberSize, wasmTypeOf } from '../wasm-types.ts';

/** Offsets in a record. Numbers that a callback captured come behind these. */
export const field = {
  /** Of a callback: how often the record was given out. */
  generation: 0,
  /** 0: free. Else what may call it: a relay or a pool's slots, counted from 1. */
  kind: 4,
  /** The number of the function to call. */
  action: 8,
  /** Of a free record, in the same place: the next free one. */
  next: 8,
  /** Of a slot's record: the slot, which is the function pointer. */
  pointer: 12,
  /** Of a block's first record: the block made before it. */
  block: 16,
  /** Of a slot's record: the list that it goes to when it is free. */
  pool: 20,
} as const;

/** Bits of an id that say which record; the others are the generation. */
export const INDEX_BITS = 18;

/** Where a record keeps a captured value: in its bytes, or at a place in its row of references. */
export interface CapturedPlace {
  readonly type: WasmType;
  readonly offset: number;
}

const placesFrom = (start: number, { callee, captured }: BindExpression): readonly CapturedPlace[] => {
  const next = { bytes: start, references: 0 };
  return callee.params.slice(0, captured.length).map((param) => {
    const type = wasmTypeOf(param.type);
    if (type === 'externref') return { type, offset: next.references++ };
    const offset = next.bytes;
    next.bytes += numberSize[type];
    return { type, offset };
  });
};

export interface CallbackLayout {
  /** Bytes of a record. */
  readonly size: number;
  /** References of a record. */
  readonly references: number;
  readonly placesOf: (bind: BindExpression) => readonly CapturedPlace[];
  /** Where a pool's free records are listed, from the first list on: a list is two addresses, of its first and last one. */
  readonly freeList: (pool: PointerPool) => number;
  /** Where a table's latest block is noted, from there too. */
  readonly blocks: (table: PointerTable) => number;
  /** Where the first record is, from there too. */
  readonly records: number;
}

export function layOutCallbacks({ binds, pools, tables }: Bindings): CallbackLayout {
  const start = pools.length > 0 ? field.pool + 4 : field.action + 4;
  const places = binds.filter(({ target }) => target.kind !== 'function').flatMap((bind) => placesFrom(start, bind));
  const poolKeys = pools.map(poolKey);
  const tableKeys = tables.map(tableKey);
  const lists = 8 * (1 + pools.length);
  return {
    size: Math.max(
      start,
      ...places.flatMap((place) => (place.type === 'externref' ? [] : [place.offset + numberSize[place.type]])),
    ),
    references: Math.max(0, ...places.flatMap((place) => (place.type === 'externref' ? [place.offset + 1] : []))),
    placesOf: (bind) => placesFrom(start, bind),
    freeList: (pool) => 8 * (1 + poolKeys.indexOf(poolKey(pool))),
    blocks: (table) => lists + 4 * tableKeys.indexOf(tableKey(table)),
    records: lists + 4 * tables.length,
  };
}
