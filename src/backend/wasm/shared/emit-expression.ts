/** Expressions → instructions. `emit` gives a sequence that leaves the expression's value; `operand` gives it as one tree. */

import { conversion } from '../../../ir/arithmetic.ts';
import { capturesOf } from '../../../ir/captures.ts';
import { casesOf, isTaggedOption } from '../../../ir/cases.ts';
import type {
  BindExpression,
  BlockExpression,
  CallExpression,
  ConvertExpression,
  DeferExpression,
  Expression,
  FloatExpression,
  IfExpression,
  IntegerExpression,
  LetExpression,
  MatchExpression,
  OperationExpression,
  SwitchExpression,
} from '../../../ir/ir.ts';
import { carrierOf, numberTypeOf } from '../../../ir/numbers.ts';
import type { OperandsOf, OperationName } from '../../../ir/ops.ts';
import type { Type } from '../../../ir/types.ts';
import { liftedName } from '../../export-names.ts';
import { FunctionContext } from './function-context.ts';
import { familySignatures } from './host-imports.ts';
import { get, i32, set } from './instructions.ts';
import { emitSteps } from './numbers.ts';
import type { OperationEmitter } from './variant.ts';
import { wasmTypeOf } from './wasm-types.ts';
import { identifier, type Wat } from './wat.ts';

type Emitter<K extends Expression['kind']> = (
  expression: Extract<Expression, { kind: K }>,
  context: FunctionContext,
) => readonly Wat[];

const emitters: { readonly [K in Expression['kind']]: Emitter<K> } = {
  integer: (expression) => [emitInteger(expression)],
  float: (expression) => [emitFloat(expression)],
  text: ({ value }, context) => [['global.get', context.module.literals.global(value)]],
  local: ({ local }, context) => [get(context.id(local))],
  let: emitLet,
  call: (expression, context) => [emitCall(expression, context)],
  if: emitIf,
  block: emitItems,
  switch: emitSwitch,
  match: emitMatch,
  defer: emitDefer,
  convert: (expression, context) => [emitConvert(expression, context)],
  bind: (expression, context) => [emitBind(expression, context)],
  unreachable: () => [['unreachable']],
  error: ({ span }) => {
    throw new Error(`a component with an error, at ${span.start}`);
  },
  measure: (expression, context) => context.module.variant.moves.measure(expression, context),
  copy: (expression, context) => context.module.variant.moves.copy(expression, context),
  operation: emitOperation,
};

export function emit<K extends Expression['kind']>(
  expression: Extract<Expression, { kind: K }>,
  context: FunctionContext,
): readonly Wat[] {
  const emitter: Emitter<K> = emitters[expression.kind as K];
  return emitter(expression, context);
}

/** As one tree: a sequence becomes a block. */
export function operand(expression: Expression, context: FunctionContext): Wat {
  const instructions = emit(expression, context);
  const [only] = instructions;
  if (only !== undefined && instructions.length === 1) return only;
  const block: Wat = ['block', ...resultClause(expression.type), ...instructions];
  // Only behind an `unreachable` of its own can what has no value stand for one.
  return expression.type.kind === 'never' ? ['unreachable', block] : block;
}

/** Emits an expression whose surroundings want a value of type `wanted`: `none` drops what there is. */
export function emitAs(expression: Expression, wanted: Type, context: FunctionContext): readonly Wat[] {
  const instructions = emit(expression, context);
  if (wanted.kind !== 'none') return instructions;
  return dropped(instructions, valueCount(expression.type));
}

function dropped(instructions: readonly Wat[], values: number): readonly Wat[] {
  const [only] = instructions;
  const last = instructions.at(-1);
  if (values === 1 && last?.[0] === 'local.get') return instructions.slice(0, -1);
  if (values === 1 && only !== undefined && instructions.length === 1) return [['drop', only]];
  return [...instructions, ...Array.from({ length: values }, (): Wat => ['drop'])];
}

function valueCount(type: Type): number {
  if (type.kind === 'none' || type.kind === 'never') return 0;
  return type.kind === 'values' ? type.items.length : 1;
}

/** `(result T)`, or nothing. */
export function resultClause(type: Type): Wat[] {
  if (type.kind === 'values') return [['result', ...type.items.map(wasmTypeOf)]];
  return valueCount(type) === 0 ? [] : [['result', wasmTypeOf(type)]];
}

/** What never gives a value still has to leave the stack in a state that fits anywhere. */
const sealed = (type: Type, instructions: readonly Wat[]): readonly Wat[] =>
  type.kind === 'never' && instructions.at(-1)?.[0] !== 'unreachable'
    ? [...instructions, ['unreachable']]
    : instructions;

function emitOperation(expression: OperationExpression, context: FunctionContext): readonly Wat[] {
  const emitter = context.module.variant.operations[expression.operation] as OperationEmitter<OperationName>;
  return emitter(expression.operands as OperandsOf<OperationName>, context, expression);
}

function emitInteger({ type, value }: IntegerExpression): Wat {
  return [`${wasmTypeOf(type)}.const`, String(value)];
}

/** Numbers are printed so that reading them gives the same bits: JavaScript's shortest form does, by definition. */
function emitFloat({ type, value }: FloatExpression): Wat {
  const rounded = wasmTypeOf(type) === 'f32' ? Math.fround(value) : value;
  return [`${wasmTypeOf(type)}.const`, floatText(rounded)];
}

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return Object.is(value, -0) ? '-0' : String(value).replace('e+', 'e');
}

function emitLet({ locals, value }: LetExpression, context: FunctionContext): readonly Wat[] {
  const instructions = emit(value, context);
  if (value.type.kind === 'never') {
    for (const local of locals) context.bind(local);
    return instructions;
  }
  const ids = locals.map((local) => context.bind(local));
  const [only] = instructions;
  const [id, second] = ids;
  if (id && !second && only !== undefined && instructions.length === 1) return [set(id, only)];
  return [...instructions, ...ids.toReversed().map((target): Wat => ['local.set', target])];
}

function emitCall({ callee, arguments: args }: CallExpression, context: FunctionContext): Wat {
  return ['call', identifier(callee.name), ...args.map((argument) => operand(argument, context))];
}

function emitIf(expression: IfExpression, context: FunctionContext): readonly Wat[] {
  const { condition, consequent, alternate, type } = expression;
  const test = operand(condition, context);
  const branches: Wat[] = [['then', ...emitAs(consequent, type, context)]];
  if (alternate) branches.push(['else', ...emitAs(alternate, type, context)]);
  return sealed(type, [['if', ...resultClause(type), test, ...branches]]);
}

/** Items in a row; all but the last are dropped, and the last too where the block gives nothing. */
export function emitItems({ items, type }: BlockExpression, context: FunctionContext): readonly Wat[] {
  const last = items.length - 1;
  const emitted = items.flatMap((item, index) => emitAs(item, index === last ? type : nothing, context));
  return sealed(type, emitted);
}

const nothing: Type = { kind: 'none' };

interface Arm {
  /** Where this arm is the one; the last arm of an exhaustive choice has no test. */
  readonly test: Wat | undefined;
  readonly body: readonly Wat[];
}

/**
 * A choice as a row of blocks, each left at once where its test fails, so that a thousand arms nest no deeper than one:
 * `(block $out (block $arm (br_if $arm (i32.eqz test)) (br $out body)) … otherwise)`.
 */
function emitArms(arms: readonly Arm[], otherwise: readonly Wat[], type: Type): readonly Wat[] {
  const blocks = arms.map((arm): Wat => {
    const skip: Wat[] = arm.test === undefined ? [] : [['br_if', '$arm', ['i32.eqz', arm.test]]];
    return ['block', '$arm', ...skip, ...arm.body, ['br', '$out']];
  });
  return sealed(type, [['block', '$out', ...resultClause(type), ...blocks, ...otherwise]]);
}

function emitSwitch(expression: SwitchExpression, context: FunctionContext): readonly Wat[] {
  const { subject, arms, otherwise, type } = expression;
  const wasm = wasmTypeOf(subject.type);
  const held = context.scratch('case', wasm);
  const emitted = arms.map(({ value, block }) => ({
    test: [`${wasm}.eq`, get(held), [`${wasm}.const`, String(value)]],
    body: emitAs(block, type, context),
  }));
  const rest = otherwise ? emitAs(otherwise, type, context) : [];
  return [set(held, operand(subject, context)), ...emitArms(emitted, rest, type)];
}

function emitMatch(expression: MatchExpression, context: FunctionContext): readonly Wat[] {
  const { subject, arms, type } = expression;
  const held = context.scratch('match', 'externref');
  const tag = context.scratch('tag', 'i32');
  const emitted = arms.map((arm) => ({ test: ['i32.eq', get(tag), i32(arm.case.index)], body: armBody(arm) }));
  const last = emitted.at(-1)?.body ?? [['unreachable']];
  const read = [set(held, operand(subject, context)), set(tag, emitTag(subject.type, get(held), context))];
  return [...read, ...emitArms(emitted.slice(0, -1), last, type)];

  function armBody({ binding, block }: MatchExpression['arms'][number]): readonly Wat[] {
    if (!binding || !capturesOf(block).includes(binding)) return emitAs(block, type, context);
    const payload = emitPayload(subject.type, binding.type, get(held), context);
    return [set(context.bind(binding), payload), ...emitAs(block, type, context)];
  }
}

const isPlainOption = (type: Type): boolean => type.kind === 'option' && !isTaggedOption(type);

/** The index of a value's case. A plain option has `some` first: index 0 where the value is there. */
function emitTag(type: Type, value: Wat, { module }: FunctionContext): Wat {
  if (isPlainOption(type)) return ['i32.eqz', ['call', module.hosts.use('is_some'), value]];
  return ['call', module.hosts.useFamily('variant_tag', caseNames(type).join(','), familySignatures.toNumber), value];
}

function caseNames(type: Type): readonly string[] {
  const cases = casesOf(type);
  if (!cases) throw new Error(`match on ${type.kind}, which has no cases`);
  return cases.map(({ name }) => name);
}

function emitPayload(type: Type, payload: Type, value: Wat, { module }: FunctionContext): Wat {
  const carrier = carrierOf(payload);
  if (isPlainOption(type) && carrier === 'ref') return value;
  const family = isPlainOption(type) ? 'unbox' : 'variant_val';
  return ['call', module.hosts.useFamily(family, carrier, familySignatures.read(carrier)), value];
}

/** The action becomes a function of its own, which takes its captured values from the stack of pending defers. */
function emitDefer({ action, captures }: DeferExpression, context: FunctionContext): readonly Wat[] {
  const inner = new FunctionContext(context.module);
  const described = captures.map((local) => {
    const source = context.id(local);
    return { source, id: inner.bind(local), type: wasmTypeOf(local.type) };
  });
  return context.module.defers.push(described, (restore, id) => {
    const body = emitAs(action, nothing, inner);
    return ['func', id, ...inner.declarations, ...restore, ...body];
  });
}

function emitConvert({ value, type }: ConvertExpression, context: FunctionContext): Wat {
  const from = numberTypeOf(value.type);
  const to = numberTypeOf(type);
  return emitSteps(from && to ? conversion(from, to) : [], operand(value, context));
}

function emitBind(expression: BindExpression, context: FunctionContext): Wat {
  const { target, captured } = expression;
  const { callbacks, hosts } = context.module;
  const carriers = captured.map((value) => carrierOf(value.type));
  const make =
    target.kind === 'function'
      ? hosts.useFamily('func_lift', liftedName(expression), familySignatures.make(carriers))
      : callbacks.lower(expression);
  return ['call', make, ...captured.map((value) => operand(value, context))];
}
