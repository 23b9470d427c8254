/** Makes and takes apart JavaScript values with structure: records, tuples, variants, enums, flags. */
import { convert, liftOf, lowerOf } from './carriers.ts';
import { ItlRangeError, ItlTypeError, show } from './errors.ts';
import type { HostFunction } from './host.ts';

type Members = readonly string[];
type Item = Record<string, unknown>;

/** `record_new:N` */
export function recordMaker(fields: readonly (readonly [name: string, type: unknown])[]): HostFunction {
  const names = fields.map(([name]) => name);
  const lifts = fields.map(([, type]) => liftOf(type));
  const [first = '', second = '', third = ''] = names;
  const [lift0, lift1, lift2] = lifts;
  switch (names.length) {
    case 1:
      return (a: unknown) => ({ [first]: convert(lift0, a) });
    case 2:
      return (a: unknown, b: unknown) => ({ [first]: convert(lift0, a), [second]: convert(lift1, b) });
    case 3:
      return (a: unknown, b: unknown, c: unknown) => ({
        [first]: convert(lift0, a),
        [second]: convert(lift1, b),
        [third]: convert(lift2, c),
      });
    default:
      return (...values: unknown[]) =>
        Object.fromEntries(names.map((name, index) => [name, convert(lifts[index], values[index])]));
  }
}

/** `tuple_new:C,C,…` */
export function tupleMaker(carriers: Members): HostFunction {
  const lifts = carriers.map(liftOf);
  return (...values: unknown[]) => values.map((value, index) => convert(lifts[index], value));
}

/** `field_get:C.name` */
export function fieldReader(carrier: string, name: string): HostFunction {
  const lower = lowerOf(carrier);
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
  const indices = new Map<unknown, number>(cases.map((text, index) => [text, index]));
  return (text: unknown) => indices.get(text) ?? noCase(name, text);
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
    return Object.fromEntries(flags.map((flag, index) => [flag, ((bits >>> index) & 1) === 1]));
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
export const tagReader =
  (cases: Members): HostFunction =>
  ({ tag }: { tag: string }) => {
    const index = cases.indexOf(tag);
    return index < 0 ? noCase(cases.join(', '), tag) : index;
  };

/** `variant_val:C` */
export function payloadReader(carrier: string): HostFunction {
  const lower = lowerOf(carrier);
  return ({ val }: { val: unknown }) => convert(lower, val);
}
