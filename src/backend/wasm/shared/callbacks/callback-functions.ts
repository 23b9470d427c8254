/** The callback table's own functions, the same for every component but for sizes and addresses. */
import { type CallbackLayout, field, INDEX_BITS } from './callback-layout.ts';

/** What the component's own names leave free. */
export interface CallbackIds {
  /** Globals. The lists of free records, then each table's latest block, begin at `lists`, the records at `records`. */
  readonly lists: string;
  readonly records: string;
  readonly capacity: string;
  readonly key: string;
  /** Functions. */
  readonly grow: string;
  readonly put: string;
  readonly take: string;
  readonly open: string;
  readonly close: string;
  readonly id: string;
  readonly find: string;
  readonly target: string;
  readonly free: string;
  readonly row: string;
  readonly freePointer: string;
}

/** Nothing of the component's is a table. */
export const ACTIONS = '$_it_callback_actions';
export const REFERENCES = '$_it_callback_refs';

export interface CallbackCode {
  readonly ids: CallbackIds;
  /** The memory that holds the table, in instructions: empty where it is the only one. */
  readonly memory: string;
  readonly layout: CallbackLayout;
  /** Where pending `defer`s begin and how long their stack is; undefined where nothing is ever deferred. */
  readonly defers: { readonly base: string; readonly top: string } | undefined;
  /** The host function that throws: text, number, name. */
  readonly fail: string;
  /** The host function that says whether there is something; imported where it is asked for. */
  readonly isSome: () => string;
  /** The address of a text. */
  readonly text: (text: string) => number;
}

/** Callbacks at once. */
const LIMIT = 2 ** INDEX_BITS;
const INDEX_MASK = LIMIT - 1;
/** One less than the bits of a generation hold, since a record may have to skip the one that makes the id 0. */
const LAST_GENERATION = 2 ** (32 - INDEX_BITS) - 2;
/** Records that the table has at least. */
const FIRST = 64;

/** The address of the record with the index that `index` leaves. */
export const recordAt = ({ ids, layout }: CallbackCode, index: string): string =>
  `(i32.add (global.get ${ids.records}) (i32.mul ${index} (i32.const ${layout.size})))`;

/** Nothing is multiplied by one, and nothing is added to. */
const times = (value: string, by: number): string => (by === 1 ? value : `(i32.mul ${value} (i32.const ${by}))`);
const plus = (value: string, more: number): string => (more === 0 ? value : `(i32.add ${value} (i32.const ${more}))`);

const indexOf = ({ ids, layout }: CallbackCode, record: string): string =>
  `(i32.div_u (i32.sub ${record} (global.get ${ids.records})) (i32.const ${layout.size}))`;

export const commonFunctions = (code: CallbackCode): string =>
  [put, take, grow, close, code.layout.references > 0 ? row : () => ''].map((part) => part(code)).join('');

export const idFunctions = (code: CallbackCode): string =>
  [open, id, find, target, free].map((part) => part(code)).join('');

/** Makes a record the last of a list's free ones: it stays unused for as long as there are others. */
const put = ({ ids, memory }: CallbackCode): string => `
  (func ${ids.put} (param $list i32) (param $record i32)
    (i32.store ${memory} offset=${field.next} (local.get $record) (i32.const 0))
    (if (i32.load ${memory} (local.get $list))
      (then (i32.store ${memory} offset=${field.next} (i32.load ${memory} offset=4 (local.get $list)) (local.get $record)))
      (else (i32.store ${memory} (local.get $list) (local.get $record))))
    (i32.store ${memory} offset=4 (local.get $list) (local.get $record)))`;

/** The first free record of a list, which has one. */
const take = ({ ids, memory }: CallbackCode): string => `
  (func ${ids.take} (param $list i32) (param $kind i32) (param $action i32) (result i32)
    (local $record i32)
    (local.set $record (i32.load ${memory} (local.get $list)))
    (i32.store ${memory} (local.get $list) (i32.load ${memory} offset=${field.next} (local.get $record)))
    (i32.store ${memory} offset=${field.kind} (local.get $record) (local.get $kind))
    (i32.store ${memory} offset=${field.action} (local.get $record) (local.get $action))
    (local.get $record))`;

/** Adds free records to a list; gives the first. Pending defers are moved out of their way. */
function grow(code: CallbackCode): string {
  const { ids, memory, layout, defers } = code;
  const pending = defers && `(global.get ${defers.top})`;
  const used = pending === undefined ? '(local.get $end)' : `(i32.add (local.get $end) ${pending})`;
  const moveDefers =
    defers === undefined
      ? ''
      : `(memory.copy ${memory} ${memory} (local.get $end) (global.get ${defers.base}) ${pending})
    (global.set ${defers.base} (local.get $end))`;
  const growReferences = `(if (i32.eq (i32.const -1)
        (table.grow ${REFERENCES} (ref.null extern) ${times('(local.get $count)', layout.references)}))
      (then (unreachable)))`;
  return `
  (func ${ids.grow} (param $list i32) (param $count i32) (result i32)
    (local $first i32) (local $record i32) (local $end i32) (local $pages i32)
    (local.set $first ${recordAt(code, `(global.get ${ids.capacity})`)})
    (local.set $end (i32.add (local.get $first) (i32.mul (local.get $count) (i32.const ${layout.size}))))
    (local.set $record (local.get $first))
    (if (i32.or (i32.eqz (local.get $count))
        (i32.gt_u (i32.add (global.get ${ids.capacity}) (local.get $count)) (i32.const ${LIMIT})))
      (then (call ${code.fail} (i32.const ${code.text('no more callbacks fit: all # places are taken or used up')}) (global.get ${ids.capacity}) (i32.const 0))))
    (local.set $pages (i32.div_u (i32.add ${used} (i32.const 65535)) (i32.const 65536)))
    (if (i32.gt_u (local.get $pages) (memory.size ${memory}))
      (then (if (i32.eq (i32.const -1) (memory.grow ${memory} (i32.sub (local.get $pages) (memory.size ${memory})))) (then (unreachable)))))
    ${layout.references > 0 ? growReferences : ''}
    ${moveDefers}
    (memory.fill ${memory} (local.get $first) (i32.const 0) (i32.sub (local.get $end) (local.get $first)))
    (global.set ${ids.capacity} (i32.add (global.get ${ids.capacity}) (local.get $count)))
    (loop $next
      (call ${ids.put} (local.get $list) (local.get $record))
      (local.set $record (i32.add (local.get $record) (i32.const ${layout.size})))
      (br_if $next (i32.lt_u (local.get $record) (local.get $end))))
    (local.get $first))`;
}

/** Where a record's references are. */
const row = (code: CallbackCode): string => `
  (func ${code.ids.row} (param $record i32) (result i32)
    ${times(indexOf(code, '(local.get $record)'), code.layout.references)})`;

/**
 * Frees a record, and what it captured for JavaScript's collector. One whose generations are used up is never given out
 * again: an id that was released cannot become another callback's.
 */
const close = ({ ids, memory, layout }: CallbackCode): string => `
  (func ${ids.close} (param $list i32) (param $record i32) ${layout.references > 0 ? '(local $row i32)' : ''}
    (i32.store ${memory} offset=${field.kind} (local.get $record) (i32.const 0))
    ${layout.references > 0 ? `(local.set $row (call ${ids.row} (local.get $record)))` : ''}
    ${forget(layout.references)}
    (if (i32.lt_u (i32.load ${memory} (local.get $record)) (i32.const ${LAST_GENERATION}))
      (then (call ${ids.put} (local.get $list) (local.get $record)))))`;

/** One by one: engines call out for `table.fill`. */
const forget = (count: number): string =>
  Array.from({ length: count }, (_, index) => {
    return `(table.set ${REFERENCES} ${plus('(local.get $row)', index)} (ref.null extern))`;
  }).join(' ');

/** A record for a new callback. One pair of index and generation would be the id 0. */
const open = ({ ids, memory }: CallbackCode): string => `
  (func ${ids.open} (param $kind i32) (param $action i32) (result i32)
    (local $record i32) (local $count i32)
    (if (i32.eqz (i32.load ${memory} (global.get ${ids.lists})))
      (then
        (local.set $count (select (global.get ${ids.capacity}) (i32.const ${FIRST})
          (i32.gt_u (global.get ${ids.capacity}) (i32.const ${FIRST}))))
        (if (i32.gt_u (local.get $count) (i32.sub (i32.const ${LIMIT}) (global.get ${ids.capacity})))
          (then (local.set $count (i32.sub (i32.const ${LIMIT}) (global.get ${ids.capacity})))))
        (drop (call ${ids.grow} (global.get ${ids.lists}) (local.get $count)))))
    (local.set $record (call ${ids.take} (global.get ${ids.lists}) (local.get $kind) (local.get $action)))
    (i32.store ${memory} (local.get $record) (i32.add (i32.load ${memory} (local.get $record)) (i32.const 1)))
    (if (i32.eqz (call ${ids.id} (local.get $record)))
      (then (i32.store ${memory} (local.get $record) (i32.add (i32.load ${memory} (local.get $record)) (i32.const 1)))))
    (local.get $record))`;

/** Generation and index, made into nonsense for every other instance. */
const id = (code: CallbackCode): string => `
  (func ${code.ids.id} (param $record i32) (result i32)
    (i32.xor (global.get ${code.ids.key})
      (i32.or (i32.shl (i32.load ${code.memory} (local.get $record)) (i32.const ${INDEX_BITS})) ${indexOf(code, '(local.get $record)')})))`;

/** The record of a live callback, or 0. A slot's record was never given out under an id. */
const find = (code: CallbackCode): string => `
  (func ${code.ids.find} (param $id i32) (result i32)
    (local $record i32)
    (local.set $record
      (i32.and (i32.xor (local.get $id) (global.get ${code.ids.key})) (i32.const ${INDEX_MASK})))
    (if (i32.ge_u (local.get $record) (global.get ${code.ids.capacity})) (then (return (i32.const 0))))
    (local.set $record ${recordAt(code, '(local.get $record)')})
    (if (i32.ne (call ${code.ids.id} (local.get $record)) (local.get $id)) (then (return (i32.const 0))))
    (select (local.get $record) (i32.const 0)
      (i32.and (i32.ne (i32.load ${code.memory} (local.get $record)) (i32.const 0))
        (i32.ne (i32.load ${code.memory} offset=${field.kind} (local.get $record)) (i32.const 0)))))`;

/** The record of a live callback of one relay's; else says what is wrong with the id. */
function target(code: CallbackCode): string {
  const { ids, memory, fail, text } = code;
  const failing = (message: string): string =>
    `(call ${fail} (i32.const ${text(message)}) (local.get $id) (local.get $name))`;
  return `
  (func ${ids.target} (param $id i32) (param $kind i32) (param $name i32) (result i32)
    (local $record i32)
    (local.set $record (call ${ids.find} (local.get $id)))
    (if (local.get $record)
      (then
        (if (i32.eq (i32.load ${memory} offset=${field.kind} (local.get $record)) (local.get $kind))
          (then (return (local.get $record))))
        ${failing("callback # is of another signature than '@'")}))
    (if (i32.eqz (local.get $id)) (then ${failing("'@' was called with 0, which stands for no callback")}))
    (local.set $record (i32.xor (local.get $id) (global.get ${ids.key})))
    (if (i32.lt_u (i32.and (local.get $record) (i32.const ${INDEX_MASK})) (global.get ${ids.capacity}))
      (then
        (if (i32.lt_u (i32.sub (i32.shr_u (local.get $record) (i32.const ${INDEX_BITS})) (i32.const 1))
            (i32.load ${memory} ${recordAt(code, `(i32.and (local.get $record) (i32.const ${INDEX_MASK}))`)}))
          (then ${failing("callback # of '@' was released")}))))
    ${failing("'@' was called with #, which is no callback of this instance")}
    (unreachable))`;
}

const free = ({ ids, fail, text }: CallbackCode): string => `
  (func ${ids.free} (param $id i32)
    (local $record i32)
    (if (i32.eqz (local.get $id)) (then (return)))
    (local.set $record (call ${ids.find} (local.get $id)))
    (if (i32.eqz (local.get $record))
      (then (call ${fail} (i32.const ${text('callback # cannot be released: it was already, or is none of this instance')}) (local.get $id) (i32.const 0))))
    (call ${ids.close} (global.get ${ids.lists}) (local.get $record)))`;
