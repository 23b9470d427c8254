/**
 * Exports whose records, enums and variants need not be objects once they are inside: those that only have their fields
 * read, their numbers or their cases taken. Each gets a second function that takes their parts as numbers, and arrays
 * with their lengths, so that JavaScript hands them over in one call; a loader finds it by its name.
 */
import { RESERVED_PREFIX } from '../../runtime/abi.ts';
import type {
  AdapterFunction,
  BlockExpression,
  Component,
  Expression,
  FunctionBody,
  Local,
  MatchExpression,
} from './ir.ts';
import { numberTypeOf, typedArrayElementOf } from './numbers.ts';
import { resultType, simple, type Type, type TypeDefinition } from './types.ts';
import { walk, withChildren } from './visit.ts';

type Types = ReadonlyMap<string, TypeDefinition>;

/** What stands for a binding that is gone. */
type Parts =
  | { readonly kind: 'record'; readonly fields: ReadonlyMap<string, Local> }
  | { readonly kind: 'enum'; readonly number: Local }
  /** The array stays, and its length comes with it. */
  | { readonly kind: 'array'; readonly whole: Local; readonly length: Local }
  | { readonly kind: 'variant'; readonly tag: Local; readonly slots: readonly Local[] };

const MOST_PARTS = 8;

/** The component with such functions added. Every function that was there is there, unchanged or calling its double. */
export function withFlatExports(component: Component): Component {
  const callees = [
    ...component.functions.map((body) => body.function),
    ...component.imports,
    ...component.modules.flatMap((module) => module.functions),
  ];
  const taken = new Set(callees.map((callee) => callee.name));
  const functions = component.functions.flatMap((body) => flatten(body, component.types, taken) ?? [body]);
  return { ...component, functions };
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let count = 2; taken.has(name); count++) name = `${wanted}.${count}`;
  return name;
}

/** The name is `_it_flat:`, a sign for each parameter and the result (`f` flat, `-` as ever), `:` and the export's own. */
const flatName = (signs: readonly boolean[], field: string): string =>
  `${RESERVED_PREFIX}flat:${signs.map((isFlat) => (isFlat ? 'f' : '-')).join('')}:${field}`;

function flatten(
  original: FunctionBody,
  types: Types,
  taken: ReadonlySet<string>,
): readonly FunctionBody[] | undefined {
  const { function: callee, body } = original;
  const { role, params, results } = callee;
  if (role.kind !== 'export' || callee.isAsync) return undefined;
  const parts = new Map<Local, Parts>();
  for (const param of params) {
    const made = partsOf(param, types);
    if (made && isUsedInParts(param, made, body)) parts.set(param, made);
  }
  const number = numberOfResult(body);
  if (parts.size === 0 && !number) return undefined;
  const flatParams = params.flatMap((param) => localsOf(parts.get(param)) ?? [param]);
  const signs = [...params.map((param) => parts.has(param)), number !== undefined];
  const flat: AdapterFunction = {
    ...callee,
    name: freeName(`${callee.name}.flat`, taken),
    role: { kind: 'export', field: flatName(signs, role.field) },
    params: flatParams,
    results: number ? [simple('i32')] : results,
  };
  const block = number ? { ...body, type: simple('i32'), items: [...body.items.slice(0, -1), number] } : body;
  const flatBody: FunctionBody = { function: flat, body: rewrite(block, parts, types) as BlockExpression };
  // What a variant holds is not taken apart without a match: its function keeps its code.
  const hasVariant = [...parts.values()].some(({ kind }) => kind === 'variant');
  return [flatBody, hasVariant ? original : calling(flat, original, parts)];
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
      return [parts.whole, parts.length];
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

function partsOf(whole: Local, types: Types): Parts | undefined {
  const { name = 'it', type } = whole;
  if (type.kind === 'array' && typedArrayElementOf(type.element)) {
    return { kind: 'array', whole, length: part(name, 'length', simple('i32')) };
  }
  const fields = plainFields(type, types);
  if (fields && fields.length > 0) {
    return { kind: 'record', fields: new Map(fields.map((field) => [field.name, part(name, field.name, field.type)])) };
  }
  const definition = type.kind === 'named' ? types.get(type.name) : undefined;
  if (definition?.kind === 'enum') return { kind: 'enum', number: part(name, 'number', simple('i32')) };
  if (definition?.kind !== 'variant' || definition.cases.length === 0) return undefined;
  const slots = slotsOf(definition.cases, types);
  if (!slots) return undefined;
  const locals = slots.map((slot, index) => part(name, String(index), simple(slot)));
  return { kind: 'variant', tag: part(name, 'tag', simple('i32')), slots: locals };
}

const part = (of: string, name: string, type: Type): Local => ({ name: `${of}.${name}`, type });

type SlotType = 'i32' | 'i64' | 'f32' | 'f64' | 'externref';

const slotOrder: readonly SlotType[] = ['i32', 'i64', 'f32', 'f64', 'externref'];

/** What a payload is carried in: its number, its fields' numbers, or itself. Undefined for a `char`. */
function payloadSlots(type: Type | undefined, types: Types): readonly SlotType[] | undefined {
  if (!type) return [];
  const fields = plainFields(type, types);
  if (fields) return fields.flatMap((field) => numberTypeOf(field.type)?.wasm ?? []);
  const number = numberTypeOf(type);
  if (!number) return ['externref'];
  return isPlainScalar(type) ? [number.wasm] : undefined;
}

/** As many of each type as the case that needs most of them has. */
function slotsOf(cases: readonly { readonly type: Type | undefined }[], types: Types): readonly SlotType[] | undefined {
  const payloads = cases.map(({ type }) => payloadSlots(type, types));
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
  return kind === 'array' ? answered > 0 : mentions === answered && mentions > 0;
}

function takesPart(expression: Expression, local: Local, kind: Parts['kind']): boolean {
  if (expression.kind === 'match') return kind === 'variant' && isLocal(expression.subject, local);
  if (expression.kind !== 'operation') return false;
  if (expression.operation === 'read-field') return kind === 'record' && isLocal(expression.operands.record, local);
  if (expression.operation === 'array-len') return kind === 'array' && isLocal(expression.operands.array, local);
  return expression.operation === 'lower-enum' && kind === 'enum' && isLocal(expression.operands.case, local);
}

/** The number that an enum is lifted from as the last thing a function does. */
function numberOfResult({ items }: BlockExpression): Expression | undefined {
  const last = items.at(-1);
  return last?.kind === 'operation' && last.operation === 'lift-enum' ? last.operands.number : undefined;
}

function rewrite(expression: Expression, parts: Map<Local, Parts>, types: Types): Expression {
  const change = (child: Expression): Expression => rewrite(child, parts, types);
  if (expression.kind === 'match' && expression.subject.kind === 'local') {
    const variant = parts.get(expression.subject.local);
    if (variant?.kind === 'variant') return rewriteMatch(expression, variant, parts, types);
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
  types: Types,
): Expression {
  const blocks = arms.map(({ binding, block }): BlockExpression => {
    const bound = binding ? bindPayload(binding, slots, block, parts, types) : [];
    return { ...block, items: [...bound, ...block.items.map((item) => rewrite(item, parts, types))] };
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
  types: Types,
): readonly Expression[] {
  const { span } = block;
  const fields = plainFields(binding.type, types);
  const wanted = payloadSlots(binding.type, types) ?? [];
  const taken = takeSlots(wanted, slots);
  if (!fields) {
    const [slot] = taken;
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
  if (parts.kind === 'array') {
    const length: Expression = {
      kind: 'operation',
      operation: 'array-len',
      operands: { array: whole },
      type: simple('i32'),
      span,
    };
    return [whole, length];
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
