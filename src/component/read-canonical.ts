/** The section of canonical functions. */
import { type Cursor, Malformed, readByte, readU32, readVector } from '../core/bytes.ts';
import type { CoreSignature } from '../core/module-interface.ts';
import { readValueType } from '../core/read-types.ts';
import type { Canonical, CanonicalOptions, StringEncoding } from './definitions.ts';
import { expectByte, hex, readFlag } from './read-references.ts';
import { readResultList } from './read-types.ts';

/** canon */
export function readCanonical(cursor: Cursor): Canonical {
  const start = cursor.offset;
  const byte = readByte(cursor);
  switch (byte) {
    case 0x00: {
      expectByte(cursor, 0, 'a lift');
      return { kind: 'lift', core: readU32(cursor), options: readOptions(cursor), type: readU32(cursor) };
    }
    case 0x01: {
      expectByte(cursor, 0, 'a lower');
      return { kind: 'lower', func: readU32(cursor), options: readOptions(cursor) };
    }
    case 0x02:
      return { kind: 'resource.new', resource: readU32(cursor) };
    case 0x03:
      return { kind: 'resource.drop', resource: readU32(cursor) };
    case 0x04:
      return { kind: 'resource.rep', resource: readU32(cursor) };
    case 0x09: {
      const result = readResultList(cursor);
      readOptions(cursor);
      return { kind: 'task.return', result };
    }
    case 0x0a:
      return { kind: 'context.get', ...readContext(cursor) };
    case 0x0b:
      return { kind: 'context.set', ...readContext(cursor) };
    case 0x24:
      return { kind: 'backpressure.inc' };
    case 0x25:
      return { kind: 'backpressure.dec' };
  }
  const read = asynchronous[byte];
  if (!read) throw new Malformed(`invalid leading byte ${hex(byte)} for a canonical function`, start);
  const [name, params, results, skip] = read;
  skip?.(cursor);
  const signature: CoreSignature = {
    params: params.split(' ').filter(Boolean),
    results: results.split(' ').filter(Boolean),
  };
  return { kind: 'asynchronous', name, signature };
}

/** How many places a call has of its own. */
const CONTEXT_SLOTS = 2;

function readContext(cursor: Cursor): { readonly type: string; readonly slot: number } {
  const start = cursor.offset;
  const type = readValueType(cursor);
  if (type !== 'i32' && type !== 'i64') throw new Malformed('context holds i32 or i64', start);
  const slot = readU32(cursor);
  if (slot >= CONTEXT_SLOTS) throw new Malformed(`context has no place ${slot}: immediate must be 0 or 1`, start);
  return { type, slot };
}

const index = (cursor: Cursor): unknown => readU32(cursor);
const options = (cursor: Cursor): unknown => readOptions(cursor);
const typed = (cursor: Cursor): unknown => [readU32(cursor), readOptions(cursor)];
const flag = (cursor: Cursor): unknown => readFlag(cursor);
const typedFlag = (cursor: Cursor): unknown => [readU32(cursor), readFlag(cursor)];
const flagged = (cursor: Cursor): unknown => [readFlag(cursor), readU32(cursor)];

type AsynchronousForm = readonly [name: string, params: string, results: string, skip?: (cursor: Cursor) => unknown];

/** What they take and give in core types, and what follows the byte. */
const asynchronous: Readonly<Record<number, AsynchronousForm>> = {
  5: ['task.cancel', '', ''],
  6: ['subtask.cancel', 'i32', 'i32', flag],
  8: ['backpressure.set', 'i32', ''],
  12: ['thread.yield', '', 'i32', flag],
  13: ['subtask.drop', 'i32', ''],
  14: ['stream.new', '', 'i64', index],
  15: ['stream.read', 'i32 i32 i32', 'i32', typed],
  16: ['stream.write', 'i32 i32 i32', 'i32', typed],
  17: ['stream.cancel-read', 'i32', 'i32', typedFlag],
  18: ['stream.cancel-write', 'i32', 'i32', typedFlag],
  19: ['stream.drop-readable', 'i32', '', index],
  20: ['stream.drop-writable', 'i32', '', index],
  21: ['future.new', '', 'i64', index],
  22: ['future.read', 'i32 i32', 'i32', typed],
  23: ['future.write', 'i32 i32', 'i32', typed],
  24: ['future.cancel-read', 'i32', 'i32', typedFlag],
  25: ['future.cancel-write', 'i32', 'i32', typedFlag],
  26: ['future.drop-readable', 'i32', '', index],
  27: ['future.drop-writable', 'i32', '', index],
  28: ['error-context.new', 'i32 i32', 'i32', options],
  29: ['error-context.debug-message', 'i32 i32', '', options],
  30: ['error-context.drop', 'i32', ''],
  31: ['waitable-set.new', '', 'i32'],
  32: ['waitable-set.wait', 'i32 i32', 'i32', flagged],
  33: ['waitable-set.poll', 'i32 i32', 'i32', flagged],
  34: ['waitable-set.drop', 'i32', ''],
  35: ['waitable.join', 'i32 i32', ''],
  38: ['thread.index', '', 'i32'],
  39: ['thread.new-indirect', 'i32 i32', 'i32', (cursor) => [readU32(cursor), readU32(cursor)]],
  40: ['thread.resume-later', 'i32', ''],
  41: ['thread.suspend', '', 'i32', flag],
  42: ['thread.suspend-then-resume', 'i32', 'i32', flag],
  43: ['thread.yield-then-resume', 'i32', 'i32', flag],
  44: ['thread.suspend-then-promote', 'i32', 'i32', flag],
  45: ['thread.yield-then-promote', 'i32', 'i32', flag],
  64: ['thread.spawn-ref', 'i32', 'i32', flagged],
  65: ['thread.spawn-indirect', 'i32 i32', 'i32', (cursor) => [readFlag(cursor), readU32(cursor), readU32(cursor)]],
  66: ['thread.available-parallelism', '', 'i32', flag],
};

const encodings: readonly StringEncoding[] = ['utf8', 'utf16', 'latin1+utf16'];

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** opts */
function readOptions(cursor: Cursor): CanonicalOptions {
  const found: Mutable<CanonicalOptions> = {
    encoding: 'utf8',
    memory: undefined,
    realloc: undefined,
    postReturn: undefined,
    isAsync: false,
    callback: undefined,
    isGc: false,
    coreType: undefined,
  };
  const seen = new Set<string>();
  readVector(cursor, () => readOption(cursor, found, seen));
  return found;
}

function readOption(cursor: Cursor, found: Mutable<CanonicalOptions>, seen: Set<string>): void {
  const start = cursor.offset;
  const byte = readByte(cursor);
  const encoding = encodings[byte];
  const name = encoding === undefined ? optionNames[byte] : 'string-encoding';
  if (name === undefined) throw new Malformed(`invalid leading byte ${hex(byte)} for a canonical option`, start);
  if (seen.has(name)) throw new Malformed(`canonical option '${name}' is given twice (conflicting options)`, start);
  seen.add(name);
  if (encoding !== undefined) found.encoding = encoding;
  else if (byte === 0x06) found.isAsync = true;
  else if (byte === 0x03) found.memory = readU32(cursor);
  else if (byte === 0x04) found.realloc = readU32(cursor);
  else if (byte === 0x05) found.postReturn = readU32(cursor);
  else if (byte === 0x07) found.callback = readU32(cursor);
  else if (byte === 0x08) found.coreType = readU32(cursor);
  else found.isGc = true;
}

const optionNames: Readonly<Record<number, string>> = {
  3: 'memory',
  4: 'realloc',
  5: 'post-return',
  6: 'async',
  7: 'callback',
  8: 'core-type',
  9: 'gc',
};
