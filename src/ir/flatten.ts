/**
 * Exports whose records, enums and variants need not be objects once they are inside: those that only have their fields
 * read, their numbers or their cases taken. Each gets a second function that takes their parts as numbers, and arrays
 * with their lengths, so that JavaScript hands them over in one call; a loader finds it by its name.
 */
import { RESERVED_PREFIX } from '../../runtime/abi.ts';
import { bulkStore } from './bulk-store.ts';
import { handedResult } from './handed-results.ts';
import type {
  AdapterFunction,
  BlockExpression,
  Callee,
  Component,
  Expression,
  FunctionBody,
  Laid,
  Local,
  MatchExpression,
} from './ir.ts';
import type { BodyOf } from './memory-read.ts';
import { numberTypeOf, typedArrayElementOf } from './numbers.ts';
import { resultType, simple, type Type, type TypeDefinition } from './types.ts';
import { unwindingFunctions } from './unwinds.ts';
import { walk, withChildren } from './visit.ts';

type Types = ReadonlyMap<string, TypeDefinition>;

interface Rules {
  readonly types: Types;
  readonly lays: boolean;
  readonly bodyOf: BodyOf;
  /** Whether nothing runs behind a function's last expression. */
  readonly hands: (callee: AdapterFunction) => boolean;
}

/** What stands for a binding that is gone. */
type Parts =
  | { readonly kind: 'record'; readonly fields: ReadonlyMap<string, Local> }
  | { readonly kind: 'enum'; readonly number: Local }
  /** The array stays, and its length comes with it. */
  | { readonly kind: 'array'; readonly whole: Local; readonly length: Local; readonly address: Local | undefined }
  | { readonly kind: 'string'; readonly whole: Local; readonly laid: Laid }
  | { readonly kind: 'variant'; readonly tag: Local; readonly slots: readonly Local[]; readonly lays: boolean };

const MOST_PARTS = 8;

/**
 * The component with such functions added. Every function that was there is there, unchanged or calling its double.
 *
 * @param lays - whether strings and arrays may come as bytes in the adapter's own memory, see {@link Laid}
 */
export function withFlatExports(component: Component, lays: boolean): Component {
  const callees = [
    ...component.functions.map((body) => body.function),
    ...component.imports,
    ...component.modules.flatMap((module) => module.functions),
  ];
  const taken = new Set(callees.map((callee) => callee.name));
  const bodies = new Map<Callee, FunctionBody>(component.functions.map((body) => [body.function, body]));
  const { returning } = unwindingFunctions(component);
  const rules: Rules = {
    types: component.types,
    lays,
    bodyOf: (callee) => bodies.get(callee),
    hands: (callee) => lays && !returning.has(callee),
  };
  const functions = component.functions.flatMap((body) => flatten(body, rules, taken) ?? [body]);
  return { ...component, functions };
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}.${count}`;
  return name;
}

/** How a parameter or result comes: as ever, in parts, or in parts of which some may lie in the adapter's memory. */
type Sign = '-' | 'f' | 'l';

/** The name is `_it_flat:`, a sign for each parameter and the result, `:` and the export's own. */
const flatName = (signs: readonly Sign[], field: string): string => `${RESERVED_PREFIX}flat:${signs.join('')}:${field}`;

function signOf(parts: Parts | undefined): Sign {
  switch (parts?.kind) {
    case undefined:
      return '-';
    case 'record':
    case 'enum':
      return 'f';
    case 'array':
      return parts.address ? 'l' : 'f';
    case 'string':
      return 'l';
    case 'variant':
      return parts.lays ? 'l' : 'f';
  }
}

function flatten(
  original: FunctionBody,
  rules: Rules,
  taken: ReadonlySet<string>,
): readonly FunctionBody[] | undefined {
  const { function: callee, body } = original;
  const { role, params, results } = callee;
  if (role.kind !== 'export' || callee.isAsync) return undefined;
  const parts = new Map<Local, Parts>();
  for (const param of params) {
    const made = partsOf(param, body, rules);
    if (made && isUsedInParts(param, made, body)) parts.set(param, made);
  }
  const number = numberOfResult(body);
  const hands = !number && rules.hands(callee);
  if (parts.size === 0 && !number && !hands) return undefined;
  const flatParams = params.flatMap((param) => localsOf(parts.get(param)) ?? [param]);
  const block = number ? { ...body, type: simple('i32'), items: [...body.items.slice(0, -1), number] } : body;
  const rewritten = rewrite(block, parts, rules) as BlockExpression;
  const isPlain = (type: Type): boolean => (plainFields(type, rules.types)?.length ?? 0) > 0;
  const result = hands ? handedResult(rewritten, rules.types, isPlain, rules.bodyOf) : undefined;
  if (parts.size === 0 && !number && !result) return undefined;
  const signs = [...params.map((param) => signOf(parts.get(param))), result ? 'l' : number ? 'f' : '-'] as const;
  const flat: AdapterFunction = {
    ...callee,
    name: freeName(`${callee.name}.flat`, taken),
    role: { kind: 'export', field: flatName(signs, role.field) },
    params: flatParams,
    results: number ? [simple('i32')] : results,
  };
  const laid = laidOf(parts);
  const flatBody: FunctionBody = { function: flat, body: rewritten, laid, ...result };
  // What a variant holds is not taken apart without a match: its function keeps its code.
  const hasVariant = [...parts.values()].some(({ kind }) => kind === 'variant');
  return [flatBody, hasVariant || result ? original : calling(flat, original, parts)];
}

const localsOf = (parts: Parts | undefined): readonly Local[] | undefined => {
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
function plainFields(type: Type, types: Types): readonly { readonly name: string; readonly type: Type }[] | undefined {
  const definition = type.kind === 'named' ? types.get(type.name) : undefined;
  if (definition?.kind !== 'record') return undefined;
  const { fields } = definition;
  return fields.length <= MOST_PARTS && fields.every((field) => isPlainScalar(field.type)) ? fields : undefined;
}

function partsOf(whole: Local, body: Expression, rules: Rules): Parts | undefined {
  const { types, lays } = rules;
  const { name = 'it', type } = whole;
  if (type.kind === 'array' && typedArrayElementOf(type.element)) {
    const address = lays && isOnlyCopied(whole, body) ? part(name, 'address', simple('i32')) : undefined;
    return { kind: 'array', whole, length: part(name, 'length', simple('i32')), address };
  }
  if (lays && isString(type)) return { kind: 'string', whole, laid: laidParts(name) };
  const fields = plainFields(type, types);
  if (fields && fields.length > 0) {
    return { kind: 'record', fields: new Map(fields.map((field) => [field.name, part(name, field.name, field.type)])) };
  }
  const definition = type.kind === 'named' ? types.get(type.name) : undefined;
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

const isString = (type: Type): boolean => type.kind === 'simple' && type.name === 'string';

const laidParts = (name: string): Laid => ({
  address: part(name, 'address', simple('i32')),
  size: part(name, 'size', simple('i32')),
});

/** Where the bytes of what is left whole may be. */
function laidOf(parts: ReadonlyMap<Local, Parts>): ReadonlyMap<Local, Laid> {
  const laid = new Map<Local, Laid>();
  for (const [local, made] of parts) {
    if (made.kind === 'string') laid.set(local, made.laid);
    if (made.kind === 'array' && made.address) laid.set(local, { address: made.address, size: made.length });
  }
  return laid;
}

const part = (of: string, name: string, type: Type): Local => ({ name: `${of}.${name}`, type });

type SlotType = 'i32' | 'i64' | 'f32' | 'f64' | 'externref';

const slotOrder: readonly SlotType[] = ['i32', 'i64', 'f32', 'f64', 'externref'];

/** What a payload is carried in: its number, its fields' numbers, or itself. Undefined for a `char`. */
function payloadSlots(type: Type | undefined, { types, lays }: Rules): readonly SlotType[] | undefined {
  if (!type) return [];
  if (lays && isString(type)) return ['i32', 'i32', 'externref'];
  const fields = plainFields(type, types);
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
function isUsedInParts(local: Local, { kind }: Parts, body: Expression): boolean {
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

/** The number that an enum is lifted from as the last thing a function does. */
function numberOfResult({ items }: BlockExpression): Expression | undefined {
  const last = items.at(-1);
  return last?.kind === 'operation' && last.operation === 'lift-enum' ? last.operands.number : undefined;
}

function rewrite(expression: Expression, parts: Map<Local, Parts>, rules: Rules): Expression {
  const change = (child: Expression): Expression => rewrite(child, parts, rules);
  if (expression.kind === 'match' && expression.subject.kind === 'local') {
    const variant = parts.get(expression.subject.local);
    if (variant?.kind === 'variant') return rewriteMatch(expression, variant, parts, rules);
  }
  return partIn(expression, parts) ?? withChildren(expression, change);
}

function partIn(expression: Expression, parts: ReadonlyMap<Local, Parts>): Expression | undefined {
  if (expression.kind !== 'operation') return undefined;
  const { span, type } = expression;
  if (expression.operation === 'read-field' && expression.operands.record.kind === 'local') {
    const record = parts.get(expression.operands.record.local);
    const field = record?.kind === 'record' ? record.fields.get(expression.operands.field.name) : undefined;
    return field && { kind: 'local', local: field, type, span };
  }
  if (expression.operation === 'array-len' && expression.operands.array.kind === 'local') {
    const made = parts.get(expression.operands.array.local);
    return made?.kind === 'array' ? { kind: 'local', local: made.length, type, span } : undefined;
  }
  if (expression.operation === 'lower-enum' && expression.operands.case.kind === 'local') {
    const made = parts.get(expression.operands.case.local);
    return made?.kind === 'enum' ? { kind: 'local', local: made.number, type, span } : undefined;
  }
  return undefined;
}

/** A `switch` on the case's number, whose last arm is the `else`. */
function rewriteMatch(
  { arms, type, span }: MatchExpression,
  { tag, slots }: Extract<Parts, { kind: 'variant' }>,
  parts: Map<Local, Parts>,
  rules: Rules,
): Expression {
  const blocks = arms.map(({ binding, block }): BlockExpression => {
    const bound = binding ? bindPayload(binding, slots, block, parts, rules) : [];
    return { ...block, items: [...bound, ...block.items.map((item) => rewrite(item, parts, rules))] };
  });
  const subject: Expression = { kind: 'local', local: tag, type: tag.type, span };
  const tested = arms.slice(0, -1).map((arm, index) => ({
    value: BigInt(arm.case.index),
    block: blocks[index] as BlockExpression,
  }));
  return { kind: 'switch', subject, arms: tested, otherwise: blocks.at(-1), type, span };
}

/** A payload's binding: its parts where they will do, else what gives it its value. */
function bindPayload(
  binding: Local,
  slots: readonly Local[],
  block: BlockExpression,
  parts: Map<Local, Parts>,
  rules: Rules,
): readonly Expression[] {
  const { span } = block;
  const fields = plainFields(binding.type, rules.types);
  const wanted = payloadSlots(binding.type, rules) ?? [];
  const taken = takeSlots(wanted, slots);
  if (!fields) {
    const slot = taken.at(-1);
    const [address, size] = taken;
    if (rules.lays && isString(binding.type) && address && size) {
      parts.set(binding, { kind: 'string', whole: binding, laid: { address, size } });
    }
    if (!slot) throw new Error(`flatten: no slot for '${binding.name ?? '_'}'`);
    const value: Expression = { kind: 'local', local: slot, type: binding.type, span };
    return [{ kind: 'let', locals: [binding], value, type: { kind: 'none' }, span }];
  }
  const entries = fields.map((field, index) => ({ field, local: taken[index] as Local }));
  const record: Parts = { kind: 'record', fields: new Map(entries.map(({ field, local }) => [field.name, local])) };
  if (isUsedInParts(binding, record, block)) {
    parts.set(binding, record);
    return [];
  }
  const made = entries.map(({ field, local }) => ({
    ...field,
    value: { kind: 'local', local, type: field.type, span } as const,
  }));
  const value: Expression = {
    kind: 'operation',
    operation: 'make-record',
    operands: { type: binding.type, fields: made },
    type: binding.type,
    span,
  };
  return [{ kind: 'let', locals: [binding], value, type: { kind: 'none' }, span }];
}

/** The first slots of each type. */
function takeSlots(wanted: readonly SlotType[], slots: readonly Local[]): readonly Local[] {
  const free = [...slots];
  return wanted.flatMap((type) => {
    const at = free.findIndex((slot) => slot.type.kind === 'simple' && slot.type.name === type);
    return at < 0 ? [] : free.splice(at, 1);
  });
}

/** The export itself: takes its arguments apart for its double, and makes an enum of the number that comes back. */
function calling(
  flat: AdapterFunction,
  { function: callee, body }: FunctionBody,
  parts: Map<Local, Parts>,
): FunctionBody {
  const { span } = body;
  const args = callee.params.flatMap((param) => argumentsFor(param, parts.get(param), span));
  const result = resultType(flat.results);
  const call: Expression = { kind: 'call', callee: flat, arguments: args, type: result, span };
  const isEnum = numberOfResult(body) !== undefined;
  const value: Expression = isEnum
    ? { kind: 'operation', operation: 'lift-enum', operands: { type: body.type, number: call }, type: body.type, span }
    : call;
  return { function: callee, body: { ...body, items: [value] } };
}

function argumentsFor(param: Local, parts: Parts | undefined, span: Expression['span']): readonly Expression[] {
  const whole: Expression = { kind: 'local', local: param, type: param.type, span };
  if (!parts) return [whole];
  if (parts.kind === 'enum') {
    const operands = { type: param.type, case: whole };
    return [{ kind: 'operation', operation: 'lower-enum', operands, type: simple('i32'), span }];
  }
  const nowhere: Expression = { kind: 'integer', value: 0n, type: simple('i32'), span };
  if (parts.kind === 'string') return [whole, nowhere, nowhere];
  if (parts.kind === 'array') {
    const length: Expression = {
      kind: 'operation',
      operation: 'array-len',
      operands: { array: whole },
      type: simple('i32'),
      span,
    };
    return [whole, length, ...(parts.address ? [nowhere] : [])];
  }
  if (parts.kind === 'variant') throw new Error(`flatten: '${param.name ?? '_'}' is a variant`);
  return [...parts.fields].map(([name, { type }]) => ({
    kind: 'operation',
    operation: 'read-field',
    operands: { type: param.type, field: { name, type }, record: whole },
    type,
    span,
  }));
}
