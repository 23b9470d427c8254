/** Records of scalars that lie in linear memory one behind the other: all of them at once. */
import { type ScalarName, scalarSize } from '../abi.ts';
import { liftOf } from '../loader/carriers.ts';
import type { CoreModule, HostFunction } from '../loader/modules.ts';
import { objectMaker } from '../loader/object-maker.ts';
import { createArray } from '../values/create-array.ts';
import { fieldReader } from './objects.ts';
import type { Reach } from './reach.ts';
import { reads, storeOf } from './scalars.ts';

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
  const layout = names.map((name) => fields.find(([field]) => field === name) as FieldLayout);
  const readers = layout.map(([, type]): Reader => {
    const [read, lift] = [reads[type], liftOf(type)];
    return lift ? (data, at) => lift(read(data, at)) : read;
  });
  const offsets = layout.map(([, , offset]) => offset);
  const make = objectMaker(names, readers, offsets);
  return (module: CoreModule, name: number, pointer: number, length: number) => {
    const [start, count] = [pointer >>> 0, length >>> 0];
    const last = Math.max(count - 1, 0) * stride;
    // Of the last element only the start: what is read of it may be less than its stride.
    reach(module, name, start, count && last + 1);
    if (count > 0) for (const [, type, offset] of fields) reach(module, name, start + last + offset, scalarSize[type]);
    const { data } = reach(module, name);
    const records = createArray(count);
    for (let element = 0, at = start; element < count; element++, at += stride) records[element] = make(data, at);
    return records;
  };
}

type Reader = (data: DataView, at: number) => unknown;

/** `records_to_mem:[N, stride, [field, T, offset], …]`; where one does not fit into the memory, its store says so. */
export function recordsToMemory(stride: number, fields: readonly FieldLayout[], reach: Reach): HostFunction {
  const steps = fields.map(([name, type, offset]) => {
    const store = storeOf(type, reach);
    return { offset, store, read: fieldReader(type, name) };
  });
  return (module: CoreModule, name: number, records: readonly unknown[], pointer: number) =>
    records.forEach((record, element) => {
      for (const { offset, store, read } of steps)
        store(module, name, (pointer >>> 0) + element * stride + offset, read(record as never) as never);
    });
}
