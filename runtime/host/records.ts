/** Records of scalars that lie in linear memory one behind the other: all of them at once. */
import { type ScalarName, scalarSize } from '../abi.ts';
import { convert, liftOf } from '../loader/carriers.ts';
import type { CoreModule, HostFunction } from '../loader/modules.ts';
import { createArray } from '../values/create-array.ts';
import { fieldReader, recordMaker } from './objects.ts';
import type { Reach } from './reach.ts';
import { loadOf, reads, storeOf } from './scalars.ts';

type FieldLayout = readonly [name: string, type: ScalarName, offset: number];

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
  const liftAll = oneByOne(names, stride, fields, reach);
  const make = recordReader(names, fields);
  const size = Math.max(...fields.map(([, type, offset]) => offset + scalarSize[type]));
  return (module: CoreModule, name: number, pointer: number, length: number) => {
    const [start, count] = [pointer >>> 0, length >>> 0];
    // Of the last element only the start: what it reads itself may be less than its stride.
    const { data } = reach(module, name, start, count === 0 ? 0 : (count - 1) * stride + 1);
    if (make === undefined || start + (count - 1) * stride + size > data.byteLength)
      return liftAll(module, name, start, count);
    const records = createArray(count);
    for (let element = 0, at = start; element < count; element++, at += stride) records[element] = make(data, at);
    return records;
  };
}

/**
 * Reads one record that lies in the memory. Up to four fields have places of their own, which engines like; `undefined` for
 * others, and for characters, which may be none.
 */
function recordReader(names: readonly string[], fields: readonly FieldLayout[]) {
  const count = names.length;
  if (count > 4 || names.includes('__proto__') || fields.some(([, type]) => type === 'char')) return undefined;
  const [name0 = '', name1 = '', name2 = '', name3 = ''] = names;
  const ordered = names.map((name) => fields.find(([field]) => field === name) as FieldLayout);
  const [offset0 = 0, offset1 = 0, offset2 = 0, offset3 = 0] = ordered.map(([, , offset]) => offset);
  const [read0, read1, read2, read3] = ordered.map(([, type]) => {
    const [read, lift] = [reads[type], liftOf(type)];
    return lift ? (data: DataView, at: number) => lift(read(data, at)) : read;
  }) as [Reader, Reader, Reader, Reader];
  return (data: DataView, at: number): unknown => {
    const record: Record<string, unknown> = {};
    if (count > 0) record[name0] = read0(data, at + offset0);
    if (count > 1) record[name1] = read1(data, at + offset1);
    if (count > 2) record[name2] = read2(data, at + offset2);
    if (count > 3) record[name3] = read3(data, at + offset3);
    return record;
  };
}

type Reader = (data: DataView, at: number) => unknown;

/** Field by field: also where one of them does not lie in the memory, since its load says so. */
function oneByOne(names: readonly string[], stride: number, fields: readonly FieldLayout[], reach: Reach) {
  const make = recordMaker(names.map((name) => [name, undefined])) as (...values: unknown[]) => unknown;
  const steps = fields.map(([name, type, offset]) => {
    const load = loadOf(type, reach);
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

/** `records_to_mem:[N, stride, [field, T, offset], …]` */
export function recordsToMemory(stride: number, fields: readonly FieldLayout[], reach: Reach): HostFunction {
  const storeAll = storeOneByOne(stride, fields, reach);
  return (module: CoreModule, name: number, records: readonly unknown[], pointer: number) => {
    if (records.length > 0) storeAll(module, name, pointer >>> 0, records);
  };
}

/** Field by field: also where one of them does not fit into the memory, since its store says so. */
function storeOneByOne(stride: number, fields: readonly FieldLayout[], reach: Reach) {
  const steps = fields.map(([name, type, offset]) => {
    const store = storeOf(type, reach);
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
