/**
 * Exports whose records, enums and variants need not be objects once they are inside: those that only have their fields
 * read, their numbers or their cases taken. Each gets a second function that takes their parts as numbers, and arrays
 * with their lengths, so that JavaScript hands them over in one call; a loader finds it by its name.
 */
import { RESERVED_PREFIX } from '../../runtime/abi.ts';
import { handedResult } from './handed-results.ts';
import { withInlined } from './inline.ts';
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
import {
  isString,
  isUsedInParts,
  localsOf,
  matters,
  type Parts,
  partsOf,
  payloadSlots,
  plainFields,
  type Rules,
  type SlotType,
} from './parts.ts';
import { resultType, simple, type Type } from './types.ts';
import { unwindingFunctions } from './unwinds.ts';
import { withChildren } from './visit.ts';

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
  const { function: callee } = original;
  const { role, params, results } = callee;
  if (role.kind !== 'export' || callee.isAsync) return undefined;
  const body = rules.lays ? withInlined(original.body, matters, rules.bodyOf) : original.body;
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
  const isPlain = (type: Type): boolean => (plainFields(type)?.length ?? 0) > 0;
  const result = hands ? handedResult(rewritten, isPlain, rules.bodyOf) : undefined;
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

/** Where the bytes of what is left whole may be. */
function laidOf(parts: ReadonlyMap<Local, Parts>): ReadonlyMap<Local, Laid> {
  const laid = new Map<Local, Laid>();
  for (const [local, made] of parts) {
    if (made.kind === 'string') laid.set(local, made.laid);
    if (made.kind === 'array' && made.address) laid.set(local, { address: made.address, size: made.length });
  }
  return laid;
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
  const fields = plainFields(binding.type);
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
