/** Expressions → instructions. `emit` gives a sequence whose last instruction leaves the value; `operand` gives one tree. */

import { conversion } from '../../../ir/arithmetic.ts';
import { capturesOf, variablesAround } from '../../../ir/captures.ts';
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
  WindowExpression,
} from '../../../ir/ir.ts';
import { carrierOf, numberTypeOf } from '../../../ir/numbers.ts';
import type { OperandsOf, OperationName } from '../../../ir/ops.ts';
import type { Type } from '../../../ir/types.ts';
import { liftedName } from '../../export-names.ts';
import { comparison, emitArms, not, resultClause, sealed, type Test, valueCount } from './choices.ts';
import { emitLiftWhile, emitWhile } from './emit-loops.ts';
import { emitTry } from './emit-try.ts';
import { FunctionContext } from './function-context.ts';
import { familySignatures } from './host-imports.ts';
import { call, get, i32, set } from './instructions.ts';
import { emitSteps } from './numbers.ts';
import { place } from './places.ts';
import { emitVariable } from './variables.ts';
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
  var: (expression, context) => emitVariable(expression, emit(expression.value, context), context),
  call: (expression, context) => [emitCall(expression, context)],
  if: emitIf,
  block: emitItems,
  switch: emitSwitch,
  match: emitMatch,
  while: emitWhile,
  'lift-while': emitLiftWhile,
  try: emitTry,
  defer: (expression, context) => [emitDefer(expression, context)],
  convert: (expression, context) => [emitConvert(expression, context)],
  bind: (expression, context) => [emitBind(expression, context)],
  unreachable: () => [['unreachable']],
  error: ({ span }) => {
    throw new Error(`a component with an error, at ${span.start}`);
  },
  measure: (expression, context) => context.module.variant.moves.measure(expression, context),
  window: emitWindow,
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

/** A value that is read more than once, and what has to come before. */
export interface Held {
  readonly before: readonly Wat[];
  readonly value: Wat;
}

/** Bindings and literals never change: what is one is read again, what is none is kept in a local. */
export function hold(expression: Expression, name: string, context: FunctionContext): Held {
  const value = operand(expression, context);
  if (expression.kind === 'local' || expression.kind === 'integer' || expression.kind === 'text') {
    return { before: [], value };
  }
  const id = context.scratch(name, wasmTypeOf(expression.type));
  return { before: [set(id, value)], value: get(id) };
}

/** Emits an expression whose surroundings want a value of type `wanted`: `none` drops what there is. */
export function emitAs(expression: Expression, wanted: Type, context: FunctionContext): readonly Wat[] {
  const instructions = emit(expression, context);
  if (wanted.kind !== 'none') return instructions;
  return dropped(instructions, valueCount(expression.type));
}

/** Instructions that only read something: what they read need not be there. */
const reading = new Set(['local.get', 'global.get', 'i32.const', 'i64.const', 'f32.const', 'f64.const']);

function dropped(instructions: readonly Wat[], values: number): readonly Wat[] {
  const last = instructions.at(-1);
  if (values !== 1 || last === undefined)
    return [...instructions, ...Array.from({ length: values }, (): Wat => ['drop'])];
  const before = instructions.slice(0, -1);
  return reading.has(String(last[0])) ? before : [...before, ['drop', last]];
}

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
  const [id, second] = ids;
  const last = instructions.at(-1);
  if (id && !second && last !== undefined) return [...instructions.slice(0, -1), set(id, last)];
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

function emitSwitch(expression: SwitchExpression, context: FunctionContext): readonly Wat[] {
  const { subject, arms, otherwise, type } = expression;
  const wasm = wasmTypeOf(subject.type);
  const held = hold(subject, 'case', context);
  const emitted = arms.map(({ value, block }) => ({
    ...comparison(wasm, held.value, value),
    isNever: block.type.kind === 'never',
    body: emitAs(block, type, context),
  }));
  const rest = otherwise ? emitAs(otherwise, type, context) : [];
  return [...held.before, ...emitArms(emitted, rest, type)];
}

function emitMatch(expression: MatchExpression, context: FunctionContext): readonly Wat[] {
  const { subject, arms, type } = expression;
  const held = hold(subject, 'match', context);
  const last = arms.at(-1);
  const tested = arms.slice(0, -1);
  const tag = emitTagFor(tested.length, subject.type, held.value, context);
  const emitted = tested.map((arm) => ({
    ...caseTest(arm.case.index, subject.type, tag.value),
    isNever: arm.block.type.kind === 'never',
    body: armBody(arm),
  }));
  const rest = last ? armBody(last) : [['unreachable']];
  return [...held.before, ...tag.before, ...emitArms(emitted, rest, type)];

  function armBody({ binding, block }: MatchExpression['arms'][number]): readonly Wat[] {
    if (!binding || !capturesOf(block).includes(binding)) return emitAs(block, type, context);
    const payload = emitPayload(subject.type, binding.type, held.value, context);
    return [set(context.bind(binding), payload), ...emitAs(block, type, context)];
  }
}

/** The tag, held where it is compared more than once. */
function emitTagFor(tests: number, type: Type, value: Wat, context: FunctionContext): Held {
  if (tests === 0) return { before: [], value };
  const tag = emitTag(type, value, context);
  if (tests === 1) return { before: [], value: tag };
  const id = context.scratch('tag', 'i32');
  return { before: [set(id, tag)], value: get(id) };
}

/** Whether a value is of the case with that index, given what {@link emitTag} gives. */
function caseTest(index: number, type: Type, tag: Wat): Test {
  if (isPlainOption(type)) return index === 0 ? { test: tag, otherwise: not(tag) } : { test: not(tag), otherwise: tag };
  return index === 0 ? { test: not(tag), otherwise: tag } : comparison('i32', tag, BigInt(index));
}

const isPlainOption = (type: Type): boolean => type.kind === 'option' && !isTaggedOption(type);

/** The index of a value's case, but of a plain option whether it is there. */
function emitTag(type: Type, value: Wat, { module }: FunctionContext): Wat {
  if (isPlainOption(type)) return ['call', module.hosts.use('is_some'), value];
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
function emitDefer({ action, captures }: DeferExpression, context: FunctionContext): Wat {
  const inner = new FunctionContext(context.module, context.shared);
  const described = captures.map((local) => {
    const source = context.id(local);
    return { source, id: inner.bind(local), type: wasmTypeOf(local.type) };
  });
  const cells = variablesAround(action).map((variable) => {
    const source = context.variable(variable).id;
    return { source, id: inner.declare(variable).id, type: 'externref' } as const;
  });
  return context.module.defers.push([...described, ...cells], (restore) => {
    const body = emitAs(action, nothing, inner);
    return [...inner.declarations, ...restore, ...body];
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

/** Where a 64-bit pointer is in the window on its memory. */
function emitWindow({ place: of, pointer, length, unit }: WindowExpression, context: FunctionContext): readonly Wat[] {
  const find = context.module.hosts.use('window');
  const where = place(of.module, of.memory, context);
  return [call(find, ...where, operand(pointer, context), operand(length, context), i32(unit))];
}
