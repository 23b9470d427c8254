/** Records of scalars that lie in linear memory one behind the other: all of them at once. */
import type { ScalarName } from '../abi.ts';
import { convert, liftOf } from '../loader/carriers.ts';
import type { CoreModule, HostFunction } from '../loader/modules.ts';
import { createArray } from '../values/create-array.ts';
import { fieldReader, recordMaker } from './objects.ts';
import type { Reach } from './reach.ts';
import { type Load, loads, type Store, stores } from './scalars.ts';

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
  return (module: CoreModule, name: number, pointer: number, length: number) => {
    const [start, count] = [pointer >>> 0, length >>> 0];
    // Of the last element only the start: what it reads itself may be less than its stride.
    reach(module, name, start, count === 0 ? 0 : (count - 1) * stride + 1);
    return liftAll(module, name, start, count);
  };
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
