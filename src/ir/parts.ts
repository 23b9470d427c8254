/** What stands for records, enums, variants, arrays and strings that come in parts: which locals, and where they will do. */
import { bulkStore } from './bulk-store.ts';
import type { AdapterFunction, Expression, Laid, Local } from './ir.ts';
import type { BodyOf } from './memory-read.ts';
import { numberTypeOf, typedArrayElementOf } from './numbers.ts';
import { simple, type Type } from './types.ts';
import { walk } from './visit.ts';

export interface Rules {
  readonly lays: boolean;
  readonly bodyOf: BodyOf;
  /** Whether nothing runs behind a function's last expression. */
  readonly hands: (callee: AdapterFunction) => boolean;
}

/** What stands for a binding that is gone. */
export type Parts =
  | { readonly kind: 'record'; readonly fields: ReadonlyMap<string, Local> }
  | { readonly kind: 'enum'; readonly number: Local }
  /** The array stays, and its length comes with it. */
  | { readonly kind: 'array'; readonly whole: Local; readonly length: Local; readonly address: Local | undefined }
  | { readonly kind: 'string'; readonly whole: Local; readonly laid: Laid }
  | { readonly kind: 'variant'; readonly tag: Local; readonly slots: readonly Local[]; readonly lays: boolean };

const MOST_PARTS = 8;

/** Whether a value may come in parts. */
export function matters({ type }: Local): boolean {
  if (type.kind === 'array') return typedArrayElementOf(type.element) !== undefined;
  const kind = type.kind === 'named' ? type.definition.kind : undefined;
  return isString(type) || kind === 'record' || kind === 'enum' || kind === 'variant';
}

export const localsOf = (parts: Parts | undefined): readonly Local[] | undefined => {
  switch (parts?.kind) {
    case undefined:
      return undefined;
    case 'record':
      return [...parts.fields.values()];
    case 'enum':
      return [parts.number];
    case 'array':
      return [parts.whole, parts.length, ...(parts.address ? [parts.address] : [])];
    case 'string':
      return [parts.whole, parts.laid.address, parts.laid.size];
    case 'variant':
      return [parts.tag, ...parts.slots];
  }
};

const isPlainScalar = (type: Type): boolean =>
  type.kind === 'simple' && type.name !== 'char' && numberTypeOf(type) !== undefined;

/** Of a record of nothing but scalars, a few of them. */
export function plainFields(type: Type): readonly { readonly name: string; readonly type: Type }[] | undefined {
  const definition = type.kind === 'named' ? type.definition : undefined;
  if (definition?.kind !== 'record') return undefined;
  const { fields } = definition;
  return fields.length <= MOST_PARTS && fields.every((field) => isPlainScalar(field.type)) ? fields : undefined;
}

export function partsOf(whole: Local, body: Expression, rules: Rules): Parts | undefined {
  const { lays } = rules;
  const { name = 'it', type } = whole;
  if (type.kind === 'array' && typedArrayElementOf(type.element)) {
    const address = lays && isOnlyCopied(whole, body) ? part(name, 'address', simple('i32')) : undefined;
    return { kind: 'array', whole, length: part(name, 'length', simple('i32')), address };
  }
  if (lays && isString(type)) return { kind: 'string', whole, laid: laidParts(name) };
  const fields = plainFields(type);
  if (fields && fields.length > 0) {
    return { kind: 'record', fields: new Map(fields.map((field) => [field.name, part(name, field.name, field.type)])) };
  }
  const definition = type.kind === 'named' ? type.definition : undefined;
  if (definition?.kind === 'enum') return { kind: 'enum', number: part(name, 'number', simple('i32')) };
  if (definition?.kind !== 'variant' || definition.cases.length === 0) return undefined;
  const slots = slotsOf(definition.cases, rules);
  if (!slots) return undefined;
  const locals = slots.map((slot, index) => part(name, String(index), simple(slot)));
  return {
    kind: 'variant',
    tag: part(name, 'tag', simple('i32')),
    slots: locals,
    lays: lays && definition.cases.some((one) => one.type && isString(one.type)),
  };
}

export const isString = (type: Type): boolean => type.kind === 'simple' && type.name === 'string';

const laidParts = (name: string): Laid => ({
  address: part(name, 'address', simple('i32')),
  size: part(name, 'size', simple('i32')),
});

const part = (of: string, name: string, type: Type): Local => ({ name: `${of}.${name}`, type });

export type SlotType = 'i32' | 'i64' | 'f32' | 'f64' | 'externref';

const slotOrder: readonly SlotType[] = ['i32', 'i64', 'f32', 'f64', 'externref'];

/** What a payload is carried in: its number, its fields' numbers, or itself. Undefined for a `char`. */
export function payloadSlots(type: Type | undefined, { lays }: Rules): readonly SlotType[] | undefined {
  if (!type) return [];
  if (lays && isString(type)) return ['i32', 'i32', 'externref'];
  const fields = plainFields(type);
  if (fields) return fields.flatMap((field) => numberTypeOf(field.type)?.wasm ?? []);
  const number = numberTypeOf(type);
  if (!number) return ['externref'];
  return isPlainScalar(type) ? [number.wasm] : undefined;
}

/** As many of each type as the case that needs most of them has. */
function slotsOf(cases: readonly { readonly type: Type | undefined }[], rules: Rules): readonly SlotType[] | undefined {
  const payloads = cases.map(({ type }) => payloadSlots(type, rules));
  const slots = slotOrder.flatMap((slot) => {
    const counts = payloads.map((payload) => payload?.filter((candidate) => candidate === slot).length ?? 0);
    return Array.from({ length: Math.max(...counts) }, () => slot);
  });
  return payloads.every((payload) => payload !== undefined) && slots.length <= MOST_PARTS ? slots : undefined;
}

const isLocal = (expression: Expression, local: Local): boolean =>
  expression.kind === 'local' && expression.local === local;

/** Whether every mention of a binding is one that its parts can answer; of an array, whether any is. */
export function isUsedInParts(local: Local, { kind }: Parts, body: Expression): boolean {
  let mentions = 0;
  let answered = 0;
  walk(body, (expression) => {
    if (isLocal(expression, local)) mentions++;
    if (takesPart(expression, local, kind)) answered++;
    // It would have to be kept whole.
    if (expression.kind === 'defer' && expression.captures.includes(local)) mentions = Number.POSITIVE_INFINITY;
  });
  return kind === 'array' || kind === 'string' ? answered > 0 : mentions === answered && mentions > 0;
}

/** Whether nothing but an array's length and its elements as they lie in memory is asked for. */
function isOnlyCopied(local: Local, body: Expression): boolean {
  let mentions = 0;
  let copies = 0;
  walk(body, (expression) => {
    if (isLocal(expression, local)) mentions++;
    if (expression.kind === 'defer' && expression.captures.includes(local)) mentions = Number.POSITIVE_INFINITY;
    if (expression.kind !== 'operation') return;
    const { operation, operands } = expression;
    if (operation === 'array-len' && isLocal(operands.array, local)) copies++;
    if (operation === 'lower-array' && isLocal(operands.array, local) && bulkStore(operands)) copies++;
  });
  return mentions === copies;
}

function takesPart(expression: Expression, local: Local, kind: Parts['kind']): boolean {
  if (expression.kind === 'match') return kind === 'variant' && isLocal(expression.subject, local);
  if (expression.kind !== 'operation') return false;
  if (expression.operation === 'read-field') return kind === 'record' && isLocal(expression.operands.record, local);
  if (kind === 'string') {
    const { operation, operands } = expression;
    return (operation === 'string-len' || operation === 'string-to-mem') && isLocal(operands.string, local);
  }
  if (expression.operation === 'array-len') return kind === 'array' && isLocal(expression.operands.array, local);
  return expression.operation === 'lower-enum' && kind === 'enum' && isLocal(expression.operands.case, local);
}
