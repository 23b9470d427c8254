/**
 * Functions that core modules call by an id, `(generation << 18 | index) ^ key`. An id that was released cannot become
 * another callback's: a record stays unused for as long as there are others, and is retired when its generations are
 * used up.
 */
import { ItlRangeError } from './errors.ts';

// biome-ignore lint/suspicious/noExplicitAny: what wasm passes
export type Callback = (...values: any[]) => any;

interface Record {
  readonly index: number;
  /** What it is called by; 0 while it is free. */
  id: number;
  /** How often it was given out. */
  generation: number;
  /** The relay that may call it, `undefined` while it is free. */
  relay: string | undefined;
  call: Callback | undefined;
}

export interface Callbacks {
  readonly key: number;
  readonly records: Record[];
  /** In order of release. */
  free: Record[];
  /** How many at the beginning of `free` are taken. */
  taken: number;
}

const callbackMask = 0x3ffff;
const lastCallback = 0x3ffe;
let callbackTables = 0;

export const createCallbacks = (): Callbacks => ({
  key: Math.imul(++callbackTables, 0x85ebca6b),
  records: [],
  free: [],
  taken: 0,
});

const idOf = ({ key }: Callbacks, { generation, index }: Record): number => ((generation << 18) | index) ^ key;

/** An id, never 0. @throws ItlRangeError where there are too many */
export function addCallback(callbacks: Callbacks, relay: string, call: Callback): number {
  if (callbacks.taken === callbacks.free.length) addRecords(callbacks);
  const record = callbacks.free[callbacks.taken++] as Record;
  record.relay = relay;
  record.call = call;
  record.generation++;
  if (idOf(callbacks, record) === 0) record.generation++;
  record.id = idOf(callbacks, record);
  return record.id;
}

function addRecords(callbacks: Callbacks): void {
  const { records } = callbacks;
  const count = Math.min(Math.max(records.length, 64), callbackMask + 1 - records.length);
  if (count === 0) throw new ItlRangeError(`no more callbacks fit: all ${records.length} places are taken or used up`);
  const start = records.length;
  for (let index = start; index < start + count; index++)
    records.push({ index, id: 0, generation: 0, relay: undefined, call: undefined });
  callbacks.free = records.slice(start);
  callbacks.taken = 0;
}

function liveRecord(callbacks: Callbacks, id: number): Record | undefined {
  const record = callbacks.records[(id ^ callbacks.key) & callbackMask];
  return id !== 0 && record?.id === id ? record : undefined;
}

/** What an id stands for. @throws ItlRangeError that says what is wrong with it */
export const callbackOf = (callbacks: Callbacks, id: number, relay: string): Callback => {
  const record = callbacks.records[(id ^ callbacks.key) & callbackMask];
  // A free one has no relay.
  if (record !== undefined && record.id === id && record.relay === relay) return record.call as Callback;
  throw new ItlRangeError(whyNot(callbacks, id, relay));
};

function whyNot(callbacks: Callbacks, id: number, relay: string): string {
  if (liveRecord(callbacks, id)) return `callback ${id >>> 0} is of another signature than '${relay}'`;
  if (id === 0) return `'${relay}' was called with 0, which stands for no callback`;
  const plain = id ^ callbacks.key;
  const generation = plain >>> 18;
  const wasGiven = generation > 0 && generation <= (callbacks.records[plain & callbackMask]?.generation ?? 0);
  return wasGiven
    ? `callback ${id >>> 0} of '${relay}' was released`
    : `'${relay}' was called with ${id >>> 0}, which is no callback of this instance`;
}

/**
 * Drops a callback; 0 is none.
 *
 * @throws ItlRangeError for what is no live callback
 */
export function freeCallback(callbacks: Callbacks, id: number): void {
  if (id === 0) return;
  const record = liveRecord(callbacks, id);
  if (!record)
    throw new ItlRangeError(`callback ${id >>> 0} cannot be released: it was already, or is none of this instance`);
  record.id = 0;
  record.call = undefined;
  record.relay = undefined;
  if (record.generation < lastCallback) giveBack(callbacks, record);
}

/** Behind the others; what was taken is forgotten once it is half of the list. */
function giveBack(callbacks: Callbacks, record: Record): void {
  callbacks.free.push(record);
  if (callbacks.taken < 64 || callbacks.taken * 2 < callbacks.free.length) return;
  callbacks.free = callbacks.free.slice(callbacks.taken);
  callbacks.taken = 0;
}
