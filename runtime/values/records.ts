/** Records of scalars that lie in linear memory one behind the other: all of them at once. */
import type { ScalarName } from '../abi.ts';
import { convert } from '../carriers.ts';
import type { CoreModule, HostFunction } from '../modules.ts';
import { liftOf } from './carriers.ts';
import { generate, keyOf } from './generate.ts';
import type { Reach } from './memory.ts';
import { recordMaker } from './objects.ts';
import { type Load, loads } from './scalars.ts';

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
  const fast = generate(loopOver(names, stride, fields), {}) as MakeRecords | undefined;
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
    const records = new Array(count);
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
    const records: unknown[] = new Array(count);
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
