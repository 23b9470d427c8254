/**
 * Function pointers. A slot in a core module's table needs a WebAssembly function of the exact signature that knows which
 * slot it is in, and engines make none at run time. So a module has a block of them for each signature, and where slots run
 * out the loader instantiates that module once more: each copy's block calls back into this instance, with the number of the
 * slot's record. In the table variant the module is the adapter's own, in the direct one its shim.
 */
import { exportNames, POINTER_BLOCK } from '../../../../../runtime/abi.ts';
import type { PointerPool } from '../../../../ir/bindings.ts';
import { resultType } from '../../../../ir/types.ts';
import { wasmTypeOf } from '../wasm-types.ts';
import { watString } from '../wat.ts';
import { ACTIONS, type CallbackCode, recordAt } from './callback-functions.ts';
import { field } from './callback-layout.ts';

/** One pool of slots, as its functions need it. */
export interface PointerCode {
  readonly pool: PointerPool;
  readonly kind: number;
  /** Identifiers of the function that gives the pool new slots, and of the one that all its slots call. */
  readonly extend: string;
  readonly dispatch: string;
  /** The slots' own functions. */
  readonly slots: readonly string[];
  /** Where in that module's table the first of them is; the pool's dispatcher is before it. */
  readonly first: number;
  /** The code that gives the core module, and the address of its table's name. */
  readonly module: string;
  readonly table: number;
  /** The host function that makes slots. */
  readonly make: string;
}

/** The global that copies of the module have their first record's number in. */
const RECORD = '$_it_slots';

const slotGlobal = `(global ${RECORD} (export ${watString(exportNames.slots)}) (mut i32) (i32.const 0))`;

const paramsOf = ({ params }: PointerPool): readonly string[] => params.map(wasmTypeOf);

const resultClause = ({ results }: PointerPool): string => {
  const type = resultType(results);
  return type.kind === 'none' ? '' : `(result ${wasmTypeOf(type)})`;
};

const paramClauses = (pool: PointerPool): string =>
  paramsOf(pool)
    .map((type) => `(param ${type})`)
    .join(' ');

const argumentsFrom = (first: number, pool: PointerPool): string =>
  paramsOf(pool)
    .map((_, index) => `(local.get ${first + index})`)
    .join(' ');

/** `(type …)` of what takes a number before the pool's own parameters. */
const indirect = (pool: PointerPool): string => `(param ${['i32', ...paramsOf(pool)].join(' ')}) ${resultClause(pool)}`;

export const pointerFunctions = (pointers: PointerCode, code: CallbackCode): string =>
  extend(pointers, code) + dispatch(pointers, code);

/** The slots' own functions, and the global that they share; those of the module that is instantiated for each block. */
export const slotFunctions = (pools: readonly PointerCode[]): string =>
  [slotGlobal, ...pools.flatMap((pointers) => pointers.slots.map((id, index) => slot(id, index, pointers)))].join('');

/** What the module's table has: for each pool its dispatcher, then its slots' functions. */
export const slotEntries = (pools: readonly PointerCode[]): readonly string[] =>
  pools.flatMap(({ dispatch: id, slots }) => [id, ...slots]);

/** Gives the pool a block of slots. The table that cannot grow throws before anything is changed here. */
function extend({ pool, extend: id, first, module, table, make }: PointerCode, code: CallbackCode): string {
  const { ids, memory, layout } = code;
  const list = listAt(layout.freeList(pool), code);
  const blocks = listAt(layout.blocks(pool), code);
  return `
  (func ${id}
    (local $pointer i32) (local $record i32) (local $end i32)
    (local.set $pointer
      (call ${make} ${module} (i32.const ${table}) (global.get ${ids.capacity}) (i32.const ${first}) (i32.const ${POINTER_BLOCK})))
    (local.set $record (call ${ids.grow} ${list} (i32.const ${POINTER_BLOCK})))
    (local.set $end (i32.add (local.get $record) (i32.const ${POINTER_BLOCK * layout.size})))
    (i32.store ${memory} offset=${field.block} (local.get $record) (i32.load ${memory} ${blocks}))
    (i32.store ${memory} ${blocks} (local.get $record))
    (loop $next
      (i32.store ${memory} offset=${field.pointer} (local.get $record) (local.get $pointer))
      (i32.store ${memory} offset=${field.pool} (local.get $record) ${list})
      (local.set $pointer (i32.add (local.get $pointer) (i32.const 1)))
      (local.set $record (i32.add (local.get $record) (i32.const ${layout.size})))
      (br_if $next (i32.lt_u (local.get $record) (local.get $end)))))`;
}

/** What is so many bytes behind the first list. */
export const listAt = (offset: number, { ids }: Pick<CallbackCode, 'ids'>): string =>
  `(i32.add (global.get ${ids.lists}) (i32.const ${offset}))`;

const released = "function pointer # was released ('@')";

/** What every slot's function calls, with the number of its record. */
function dispatch({ pool, dispatch: id }: PointerCode, code: CallbackCode): string {
  const { memory } = code;
  return `
  (func ${id} (param i32) ${paramClauses(pool)} ${resultClause(pool)}
    (local $record i32)
    (local.set $record ${recordAt(code, '(local.get 0)')})
    (if (i32.eqz (i32.load ${memory} offset=${field.kind} (local.get $record)))
      (then (call ${code.fail} (i32.const ${code.text(released)})
        (i32.load ${memory} offset=${field.pointer} (local.get $record)) (i32.const ${code.text(pool.table)}))))
    (call_indirect ${ACTIONS} ${indirect(pool)}
      (local.get $record) ${argumentsFrom(1, pool)} (i32.load ${memory} offset=${field.action} (local.get $record))))`;
}

const slot = (id: string, index: number, { pool, first }: PointerCode): string => `
  (func ${id} ${paramClauses(pool)} ${resultClause(pool)}
    (call_indirect ${indirect(pool)}
      (i32.add (global.get ${RECORD}) (i32.const ${index})) ${argumentsFrom(0, pool)} (i32.const ${first - 1})))`;

/** Releases a pointer of the table whose latest block is at `$blocks`. */
export function freePointer(code: CallbackCode): string {
  const { ids, memory, layout, fail, text } = code;
  const failing = (message: string): string =>
    `(call ${fail} (i32.const ${text(message)}) (local.get $pointer) (local.get $name))`;
  return `
  (func ${ids.freePointer} (param $blocks i32) (param $pointer i32) (param $name i32)
    (local $block i32) (local $index i32)
    (if (i32.eqz (local.get $pointer)) (then (return)))
    (local.set $block (i32.load ${memory} (local.get $blocks)))
    (loop $next
      (if (local.get $block)
        (then
          (local.set $index (i32.sub (local.get $pointer) (i32.load ${memory} offset=${field.pointer} (local.get $block))))
          (if (i32.lt_u (local.get $index) (i32.const ${POINTER_BLOCK}))
            (then
              (local.set $block (i32.add (local.get $block) (i32.mul (local.get $index) (i32.const ${layout.size}))))
              (if (i32.eqz (i32.load ${memory} offset=${field.kind} (local.get $block))) (then ${failing(released)}))
              (call ${ids.close} (i32.load ${memory} offset=${field.pool} (local.get $block)) (local.get $block))
              (return)))
          (local.set $block (i32.load ${memory} offset=${field.block} (local.get $block)))
          (br $next))))
    ${failing("function pointer # was not made by lower-funcptr ('@')")})`;
}
