/** Functions that are handed on to core modules: what is shared by all places of a component that make, call or free one. */
import { POINTER_BLOCK } from '../../../../../runtime/abi.ts';
import { type Bindings, type PointerTable, poolKey, poolOf } from '../../../../ir/bindings.ts';
import type { BindExpression } from '../../../../ir/ir.ts';
import type { AdapterShape } from '../adapter-shape.ts';
import type { DeferPool } from '../defer-pool.ts';
import type { HostImports } from '../host-imports.ts';
import type { Names } from '../names.ts';
import { readWat } from '../read-wat.ts';
import type { StringPool } from '../string-pool.ts';
import { printInline, type Wat } from '../wat.ts';
import {
  type Action,
  type ActionTarget,
  callFunction,
  lowerFunction,
  type Relay,
  relayFunction,
} from './callback-actions.ts';
import {
  ACTIONS,
  type CallbackCode,
  type CallbackIds,
  commonFunctions,
  idFunctions,
  REFERENCES,
} from './callback-functions.ts';
import { type CallbackLayout, layOutCallbacks } from './callback-layout.ts';
import { freePointer, listAt, type PointerCode, pointerFunctions, slotFunctions } from './pointer-functions.ts';

/** Functions of the table, by what they are called in the adapter. */
const functionNames = {
  grow: 'grow',
  put: 'put',
  take: 'take',
  open: 'new',
  close: 'close',
  id: 'id',
  find: 'find',
  target: 'target',
  free: 'free',
  row: 'row',
  freePointer: 'free_pointer',
} as const satisfies Partial<Readonly<Record<keyof CallbackIds, string>>>;

const globalNames = {
  lists: '$_it_callback_lists',
  records: '$_it_callback_records',
  capacity: '$_it_callbacks',
  key: '$_it_callback_key',
} as const satisfies Omit<Readonly<Record<keyof CallbackIds, string>>, keyof typeof functionNames>;

function claimIds({ freeFunction, freeGlobal }: Names): CallbackIds {
  const functions = Object.entries(functionNames).map(([key, name]) => [key, freeFunction(`$_it_callback_${name}`)]);
  const globals = Object.entries(globalNames).map(([key, name]) => [key, freeGlobal(name)]);
  return Object.fromEntries([...functions, ...globals]) as Record<keyof CallbackIds, string>;
}

/** What of the adapter it is made for. */
export interface CallbackSurroundings {
  readonly variant: AdapterShape;
  readonly hosts: HostImports;
  readonly strings: StringPool;
  readonly defers: DeferPool;
}

/** Where in the adapter's own memory it is. */
export interface CallbackAddresses {
  readonly lists: number;
  readonly records: number;
}

/** Its code, which the rest of the adapter has to know of. */
export interface CallbackFunctions {
  readonly functions: readonly Wat[];
  /** Where there are slots for function pointers. */
  readonly pools: readonly PointerCode[];
  /** What the module declares that has the slots' functions. */
  readonly slots: readonly Wat[];
}

export class CallbackPool {
  readonly #bindings: Bindings;
  readonly #layout: CallbackLayout;
  readonly #ids: CallbackIds;
  readonly #actions = new Map<string, Action>();
  readonly #names: Names;
  readonly relays: readonly Relay[];
  /** The global with the address where pending defers begin; undefined where they never move. */
  readonly deferBase: string | undefined;

  constructor(bindings: Bindings, names: Names) {
    this.#bindings = bindings;
    this.#layout = layOutCallbacks(bindings);
    this.#names = names;
    this.#ids = claimIds(names);
    this.relays = bindings.relays.map((signature, index) => {
      return { signature, id: names.freeFunction(`$_it_relay_${signature.text}`), kind: index + 1 };
    });
    this.deferBase = this.isUsed ? names.freeGlobal('$_it_defer_base') : undefined;
  }

  get isUsed(): boolean {
    const { binds, relays, frees } = this.#bindings;
    return relays.length > 0 || frees || binds.some(({ target }) => target.kind !== 'function');
  }

  get free(): string {
    return this.#ids.free;
  }

  get freePointer(): string {
    return this.#ids.freePointer;
  }

  /** The code that gives the address where a table's latest block of slots is noted. */
  blocks(table: PointerTable): Wat {
    const [address = ''] = readWat(listAt(this.#layout.blocks(table), { ids: this.#ids }));
    return address;
  }

  /** The function that makes an id or a pointer; it takes what is captured. */
  lower(bind: BindExpression): string {
    const isOption = bind.captured.map(({ type }) => type.kind === 'option');
    const key = JSON.stringify([bind.target, bind.callee.name, isOption]);
    const known = this.#actions.get(key);
    if (known) return known.lower;
    const number = this.#actions.size;
    const lower = this.#names.freeFunction(`$_it_lower_${number}`);
    this.#actions.set(key, { bind, number, lower, call: this.#names.freeFunction(`$_it_callback_${number}`) });
    return lower;
  }

  /** What `_it_prepare` does for it: a key of this instance's own. */
  initialization(hosts: HostImports): readonly Wat[] {
    if (!this.isUsed) return [];
    return [['global.set', this.#ids.key, ['call', hosts.use('ref_key')]]];
  }

  /** Bytes of the lists that come before the records. */
  get listsSize(): number {
    return this.isUsed ? this.#layout.records : 0;
  }

  /**
   * To be called when all other code is emitted: it depends on what that uses.
   *
   * @param slotsBefore - what is in the table before the slots, where they are
   */
  emit(slotsBefore: number, context: CallbackSurroundings): CallbackFunctions {
    if (!this.isUsed) return { functions: [], pools: [], slots: [] };
    const code = this.#code(context);
    const pools = this.#pools(slotsBefore, context);
    return {
      functions: readWat(this.#functions(code, this.relays, pools, context.variant.exportsAdapted)),
      pools,
      slots: pools.length > 0 ? readWat(slotFunctions(pools)) : [],
    };
  }

  /** Globals and tables. */
  declarations({ lists, records }: CallbackAddresses, { isUsed: movesDefers }: DeferPool): readonly Wat[] {
    return this.isUsed ? readWat(this.#state(movesDefers, lists, records)) : [];
  }

  #code({ variant, strings, hosts, defers }: CallbackSurroundings): CallbackCode {
    return {
      ids: this.#ids,
      memory: variant.ownMemory.join(' '),
      layout: this.#layout,
      defers: defers.isUsed && this.deferBase !== undefined ? { base: this.deferBase, top: defers.top } : undefined,
      fail: hosts.use('fail'),
      isSome: () => hosts.use('is_some'),
      text: (text) => strings.address(text),
    };
  }

  #pools(slotsBefore: number, context: CallbackSurroundings): readonly PointerCode[] {
    const { variant, strings, hosts } = context;
    let first = slotsBefore;
    return this.#bindings.pools.map((pool, index) => {
      const pointers = {
        pool,
        kind: this.#bindings.relays.length + 1 + index,
        extend: this.#names.freeFunction(`$_it_more_slots_${index}`),
        dispatch: this.#names.freeFunction(`$_it_slot_called_${index}`),
        slots: Array.from({ length: POINTER_BLOCK }, (_, slot) =>
          this.#names.freeFunction(`$_it_slot_${index}_${slot}`),
        ),
        first: first + 1,
        module: printInline(variant.instance(pool.module, hosts)),
        table: strings.address(pool.table),
        make: hosts.use('funcptr_slots'),
      };
      first += 1 + POINTER_BLOCK;
      return pointers;
    });
  }

  #state(movesDefers: boolean, lists: number, records: number): string {
    const { lists: listsId, records: recordsId, capacity, key } = this.#ids;
    const actions = [...this.#actions.values()].map(({ call }) => call);
    return [
      `(global ${listsId} i32 (i32.const ${lists}))`,
      `(global ${recordsId} i32 (i32.const ${records}))`,
      `(global ${capacity} (mut i32) (i32.const 0))`,
      `(global ${key} (mut i32) (i32.const 0))`,
      movesDefers ? `(global ${this.deferBase} (mut i32) (i32.const ${records}))` : '',
      `(table ${ACTIONS} funcref (elem ${actions.join(' ')}))`,
      this.#layout.references > 0 ? `(table ${REFERENCES} 0 externref)` : '',
    ].join('');
  }

  #functions(
    code: CallbackCode,
    relays: readonly Relay[],
    pointers: readonly PointerCode[],
    exportsRelays: boolean,
  ): string {
    const { tables } = this.#bindings;
    const actions = [...this.#actions.values()].flatMap((action) => [
      lowerFunction(action, this.#targetOf(action.bind, pointers), code),
      callFunction(action, code),
    ]);
    return [
      commonFunctions(code),
      idFunctions(code),
      tables.length > 0 ? freePointer(code) : '',
      ...pointers.map((pool) => pointerFunctions(pool, code)),
      ...relays.map((relay) => relayFunction(relay, exportsRelays, code)),
      ...actions,
    ].join('');
  }

  #targetOf(bind: BindExpression, pointers: readonly PointerCode[]): ActionTarget {
    const { target } = bind;
    if (target.kind === 'relay') {
      const index = this.#bindings.relays.findIndex(({ text }) => text === target.signature.text);
      return { kind: index + 1, pointers: undefined };
    }
    const pool = poolOf(bind);
    const found = pointers.find((candidate) => pool && poolKey(candidate.pool) === poolKey(pool));
    if (!found) throw new Error(`${target.kind}: no slots for '${bind.callee.name}'`);
    return { kind: found.kind, pointers: found };
  }
}
