/** Records of scalars that lie in linear memory one behind the other: all of them at once. */
import type { ScalarName } from '../abi.ts';
import { generate, keyOf, quoted } from '../loader/generate.ts';
import type { CoreModule, HostFunction } from '../loader/modules.ts';
import { liftOf } from '../values/carriers.ts';
import { createArray } from '../values/create-array.ts';
import type { Reach } from '../values/memory.ts';
import { convert } from '../values/plain-carriers.ts';
import { fieldReader, recordMaker } from './objects.ts';
import { type Load, loads, type Store, stores } from './scalars.ts';

type FieldLayout = readonly [name: string, type: ScalarName, offset: number];

/** How a scalar is read at `at` from the DataView `data`. */
const readers: ReadonlyMap<unknown, (at: string) => string> = new Map([
  ['u1', (at: string) => `+(data.getUint8(${at}) !== 0)`],
  ['bool', (at: string) => `data.getUint8(${at}) !== 0`],
  ['s8', (at: string) => `data.getInt8(${at})`],
  ['u8', (at: string) => `data.getUint8(${at})`],
  ...[
    's16:Int16',
    'u16:Uint16',
    's32:Int32',
    'u32:Uint32',
    's64:BigInt64',
    'u64:BigUint64',
    'f32:Float32',
    'f64:Float64',
  ].map((pair) => {
    const [type, name] = pair.split(':');
    return [type, (at: string) => `data.get${name}(${at}, true)`] as const;
  }),
]);

/** In bytes; `u1` and `bool` take one. */
const sizeOf = (type: ScalarName): number => Math.max(1, Number(type.slice(1)) / 8 || 1);

/**
 * `mem_to_records:[N, stride, [field, T, offset], …]`
 *
 * @param names - the record's fields in the type's order
 */
export function recordsFromMemory(
  names: readonly string[],
  stride: number,
  fields: readonly FieldLayout[],
  reach: Reach,
): HostFunction {
  const end = Math.max(...fields.map(([, type, offset]) => offset + sizeOf(type)));
  const slow = oneByOne(names, stride, fields, reach);
  const fast = generate(loopOver(names, stride, fields), { createArray }) as MakeRecords | undefined;
  return (module: CoreModule, name: number, pointer: number, length: number) => {
    const [start, count] = [pointer >>> 0, length >>> 0];
    // Of the last element only the start: what it reads itself may be less than its stride.
    const { bytes, data } = reach(module, name, start, count === 0 ? 0 : (count - 1) * stride + 1);
    const fits = count === 0 || start + (count - 1) * stride + end <= bytes.length;
    return fast && fits ? fast(data, start, count) : slow(module, name, start, count);
  };
}

type MakeRecords = (data: DataView, at: number, count: number) => unknown[];

function loopOver(names: readonly string[], stride: number, fields: readonly FieldLayout[]): string {
  const items = names.map((name) => {
    const [, type, offset = 0] = fields.find(([field]) => field === name) ?? [];
    return `${keyOf(name)}: ${readers.get(type)?.(`at + ${Number(offset)}`)}`;
  });
  return `(data, at, count) => {
    const records = createArray(count);
    for (let index = 0; index < count; index++, at += ${Number(stride)}) records[index] = { ${items.join(', ')} };
    return records;
  }`;
}

/** Field by field: also where one of them does not lie in the memory, since its load says so. */
function oneByOne(names: readonly string[], stride: number, fields: readonly FieldLayout[], reach: Reach) {
  const make = recordMaker(names.map((name) => [name, undefined])) as (...values: unknown[]) => unknown;
  const steps = fields.map(([name, type, offset]) => {
    const load = (loads.get(type) as (reach: Reach) => Load)(reach);
    return { index: names.indexOf(name), offset, lift: liftOf(type), load };
  });
  return (module: CoreModule, name: number, pointer: number, count: number): unknown[] => {
    const records = createArray(count);
    for (let element = 0; element < count; element++) {
      const values: unknown[] = [];
      for (const { index, offset, lift, load } of steps) {
        values[index] = convert(lift, load(module, name, pointer + element * stride + offset));
      }
      records[element] = make(...values);
    }
    return records;
  };
}

/** How a scalar is written to `at` of the DataView `data`. */
function writerOf(type: ScalarName, at: string, value: string): string {
  if (type === 'u1' || type === 'bool') return `data.setInt8(${at}, ${value} ? 1 : 0)`;
  const [read = ''] = /get\w+/.exec(readers.get(type)?.('') ?? '') ?? [];
  return `data.set${read.slice(3)}(${at}, ${value}, true)`;
}

type WriteRecords = (data: DataView, at: number, records: readonly unknown[]) => void;

/** `records_to_mem:[N, stride, [field, T, offset], …]` */
export function recordsToMemory(stride: number, fields: readonly FieldLayout[], reach: Reach): HostFunction {
  const end = Math.max(...fields.map(([, type, offset]) => offset + sizeOf(type)));
  const slow = storeOneByOne(stride, fields, reach);
  // What every object has by birth is no field.
  const isPlain = fields.every(([name]) => !(name in Object.prototype));
  const fast = isPlain ? (generate(storeLoop(stride, fields), {}) as WriteRecords | undefined) : undefined;
  return (module: CoreModule, name: number, records: readonly unknown[], pointer: number) => {
    const [start, count] = [pointer >>> 0, records.length];
    if (count === 0) return;
    const { bytes, data } = reach(module, name, 0, 0);
    if (fast && start + (count - 1) * stride + end <= bytes.length) fast(data, start, records);
    else slow(module, name, start, records);
  };
}

function storeLoop(stride: number, fields: readonly FieldLayout[]): string {
  const writes = fields.map(([name, type, offset]) =>
    writerOf(type, `at + ${Number(offset)}`, `record[${quoted(name)}]`),
  );
  return `(data, at, records) => {
    for (let index = 0; index < records.length; index++, at += ${Number(stride)}) {
      const record = records[index];
      ${writes.join('; ')};
    }
  }`;
}

/** Field by field: also where one of them does not fit into the memory, since its store says so. */
function storeOneByOne(stride: number, fields: readonly FieldLayout[], reach: Reach) {
  const steps = fields.map(([name, type, offset]) => {
    const store = (stores.get(type) as (reach: Reach) => Store)(reach);
    return { offset, store, read: fieldReader(type, name) };
  });
  return (module: CoreModule, name: number, start: number, records: readonly unknown[]): void => {
    records.forEach((record, element) => {
      for (const { offset, store, read } of steps) {
        store(module, name, start + element * stride + offset, read(record as never) as never);
      }
    });
  };
}
