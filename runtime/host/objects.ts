/** Makes and takes apart JavaScript values with structure: records, tuples, variants, enums, flags. */

import { convert, liftOf, lowerOf } from '../loader/carriers.ts';
import { finder } from '../loader/finder.ts';
import type { HostFunction } from '../loader/modules.ts';
import { objectMaker } from '../loader/object-maker.ts';
import { ItlRangeError, ItlTypeError, show } from '../values/errors.ts';
import { isInherited } from '../values/members.ts';

type Members = readonly string[];
type Item = Record<string, unknown>;

/**
 * `record_new:N`. V8 makes a literal with computed keys five times slower than an empty object that is filled, as soon as
 * several record types share the code.
 */
export function recordMaker(fields: readonly (readonly [name: string, type: unknown])[]): HostFunction {
  const names = fields.map(([name]) => name);
  const lifts = fields.map(([, type]) => liftOf(type));
  const [name0 = '', name1 = '', name2 = '', name3 = ''] = names;
  const [lift0, lift1, lift2, lift3] = lifts;
  const count = names.length;
  if (count > 4 || names.includes('__proto__')) {
    const fill = objectMaker(
      names,
      lifts.map((lift, index) => (values: readonly unknown[]) => convert(lift, values[index])),
    );
    return (...values: unknown[]) => fill(values);
  }
  return (a: unknown, b: unknown, c: unknown, d: unknown) => {
    const record: Item = {};
    if (count > 0) record[name0] = convert(lift0, a);
    if (count > 1) record[name1] = convert(lift1, b);
    if (count > 2) record[name2] = convert(lift2, c);
    if (count > 3) record[name3] = convert(lift3, d);
    return record;
  };
}

/** `tuple_new:C,C,…` */
export function tupleMaker(carriers: Members): HostFunction {
  const lifts = carriers.map(liftOf);
  return (...values: unknown[]) => values.map((value, index) => convert(lifts[index], value));
}

/** `field_get:C.name` */
export function fieldReader(carrier: string, name: string): HostFunction {
  const lower = lowerOf(carrier);
  if (name in Object.prototype)
    return (record: Item) => convert(lower, isInherited(record, name) ? undefined : record[name]);
  return lower === undefined ? (record: Item) => record[name] : (record: Item) => lower(record[name]);
}

/** `enum_lift:N` */
export const enumLifter =
  (name: string, cases: Members): HostFunction =>
  (index: number) => {
    const text = cases[index];
    if (text === undefined) throw new ItlRangeError(`${index} is not a case of ${name}`);
    return text;
  };

/** `enum_lower:N` */
export function enumLowerer(name: string, cases: Members): HostFunction {
  const find = finder(cases);
  return (text: unknown) => {
    const index = find(text);
    return index < 0 ? noCase(name, text) : index;
  };
}

const noCase = (of: string, value: unknown): never => {
  throw new ItlTypeError(`${show(value)} is not a case of ${of}`);
};

/** `flags_lift:N` */
export const flagsLifter =
  (name: string, flags: Members): HostFunction =>
  (bits: number) => {
    if (flags.length < 32 && bits >>> flags.length !== 0)
      throw new ItlRangeError(`${bits >>> 0} has bits that are not flags of ${name}`);
    return Object.fromEntries(flags.map((flag, index) => [flag, (bits & (1 << index)) !== 0]));
  };

/** `flags_lower:N` */
export const flagsLowerer =
  (flags: Members): HostFunction =>
  (value: Item) =>
    flags.reduce((bits, flag, index) => bits | (value[flag] === true ? 1 << index : 0), 0);

/** `variant_new:C.case`; without a carrier a case without payload. */
export function variantMaker(carrier: string, tag: string): HostFunction {
  if (carrier === '') return () => ({ tag });
  const lift = liftOf(carrier);
  return (payload: unknown) => ({ tag, val: convert(lift, payload) });
}

/** `variant_tag:case,case,…` */
export function tagReader(cases: Members): HostFunction {
  const lower = enumLowerer(cases.join(', '), cases);
  return ({ tag }: { tag: string }) => lower(tag as never);
}

/** `variant_val:C` */
export function payloadReader(carrier: string): HostFunction {
  const lower = lowerOf(carrier);
  return ({ val }: { val: unknown }) => convert(lower, val);
}
