/** Code that computes what a value consists of, in the order in which the value would be made. */
import { getOf, integerOf, letOf, localOf, setOf, varOf } from '../expressions.ts';
import { measuredIn, withRange } from '../forward-copies/encodings.ts';
import type { BlockExpression, Expression, FunctionVariable, Local, OperationExpression } from '../ir.ts';
import { numberTypeOf } from '../numbers.ts';
import { none, simple, type Type } from '../types.ts';
import { isLiftedInParts, type LiftOperation, mapParts, type Plan, type Shape } from './parts.ts';
import { fieldsIn, type Known, liftIn, shapeOf } from './plan-of.ts';
import { numbered } from './rebuild.ts';

/** What has been computed, and the code that does it. */
export interface Bound {
  readonly shape: Shape;
  readonly items: readonly Expression[];
}

/**
 * Binds the parts of a value.
 * @param name - what its parts are called after
 */
export function bindParts(plan: Plan, value: Expression, name: string, known: Known): Bound {
  const shape = shapeOf(value, known.shapes);
  if (shape) return { shape, items: [] };
  if (value.kind === 'block') {
    const bound = bindParts(plan, value.items.at(-1) as Expression, name, known);
    return { ...bound, items: [...value.items.slice(0, -1), ...bound.items] };
  }
  if (plan.kind === 'value') {
    const items: Expression[] = [];
    return { shape: { ...plan, slot: bindSlot(value, name, items) }, items };
  }
  if (value.kind === 'operation') return bindOperation(plan, value, name, known);
  return bindBranches(plan, value, name, known);
}

/** Of what is taken apart, not kept as it is. */
type Apart = Exclude<Plan, { kind: 'value' }>;

function bindOperation(plan: Apart, value: OperationExpression, name: string, known: Known): Bound {
  const items: Expression[] = [];
  const slot = (part: Expression, suffix: string): Expression => bindSlot(part, `${name}.${suffix}`, items);
  const part = (inner: Plan | undefined, code: Expression, suffix: string): Shape => {
    const bound = bindParts(inner as Plan, code, `${name}.${suffix}`, known);
    items.push(...bound.items);
    return bound.shape;
  };
  switch (plan.kind) {
    case 'numbered':
      return { shape: { ...plan, slot: slot(numberIn(value, `${name}.raw`, items), 'number') }, items };
    case 'lifted': {
      // What is copied as a whole is so where it has a name.
      if (!isLiftedInParts(plan.lift))
        return { shape: { kind: 'value', type: value.type, slot: slot(value, 'value') }, items };
      const range = rangeIn(value);
      const [pointer, length] = [slot(range.pointer, 'pointer'), slot(range.length, 'length')];
      return { shape: { ...plan, pointer, length }, items: [...items, ...checked(plan.lift, pointer, length)] };
    }
    case 'product': {
      const made = new Map(fieldsIn(value).map(([field, code]) => [field, part(plan.items.get(field), code, field)]));
      return { shape: { ...plan, items: made }, items };
    }
    case 'sum': {
      const { index, made, payload } = caseIn(value);
      const payloads = payload ? [[made, part(plan.items.get(made), payload, made)] as const] : [];
      return { shape: { ...plan, tag: numberOf(index, value), items: new Map(payloads) }, items };
    }
  }
}

/** Throws where a list is not all in the memory, before anybody makes room for it: its elements are lifted later. */
function checked(lift: LiftOperation, pointer: Expression, length: Expression): readonly Expression[] {
  if (!isLiftedInParts(lift)) return [];
  const again = withRange(lift, pointer, length);
  if (!measuredIn(again)) return [];
  const local: Local = { name: 'checked', type: simple('i32') };
  return [letOf(local, { kind: 'measure', lift: again, type: local.type, span: lift.span })];
}

/** A literal, a local, or a local that is bound to it. */
function bindSlot(part: Expression, name: string, items: Expression[]): Expression {
  if (part.kind === 'integer' || part.kind === 'local') return part;
  const local: Local = { name, type: part.type };
  items.push(letOf(local, part));
  return localOf(local, part);
}

/** One of several branches: variables get what that computes. */
function bindBranches(plan: Apart, value: Expression, name: string, known: Known): Bound {
  const items: Expression[] = [];
  const shape = mapParts(plan, (type): Expression => {
    const variable: FunctionVariable = { scope: 'function', name: `${name}.${items.length}`, type };
    items.push(varOf(variable, zeroOf(type, value)));
    return getOf(variable, value);
  });
  return { shape, items: [...items, assigned(shape, value, known)] };
}

const zeroOf = (type: Type, at: Expression): Expression =>
  numberTypeOf(type)?.float ? { kind: 'float', value: 0, type, span: at.span } : integerOf(0n, type, at);

/** The same code, putting the parts of its value into variables in place of giving it. */
function assigned(shape: Shape, value: Expression, known: Known): Expression {
  if (value.type.kind === 'never') return value;
  const put = (code: Expression): Expression => assigned(shape, code, known);
  const putBlock = (block: BlockExpression): BlockExpression => put(block) as BlockExpression;
  const { span } = value;
  const own = shapeOf(value, known.shapes);
  if (own) return { kind: 'block', items: copied(shape, own), type: none, span };
  if (value.kind === 'block') {
    const last = value.items.at(-1);
    return { ...value, items: [...value.items.slice(0, -1), ...(last ? [put(last)] : [])], type: none };
  }
  if (value.kind === 'if') {
    const { consequent, alternate } = value;
    return { ...value, consequent: put(consequent), alternate: alternate && put(alternate), type: none };
  }
  if (value.kind === 'switch') {
    const arms = value.arms.map((arm) => ({ ...arm, block: putBlock(arm.block) }));
    return { ...value, arms, otherwise: value.otherwise && putBlock(value.otherwise), type: none };
  }
  if (value.kind === 'match')
    return { ...value, arms: value.arms.map((arm) => ({ ...arm, block: putBlock(arm.block) })), type: none };
  return { kind: 'block', items: assignments(shape, value, known), type: none, span };
}

/** For a value that no branch gives. */
function assignments(shape: Shape, value: Expression, known: Known): readonly Expression[] {
  if (shape.kind === 'value') return [setTo(shape.slot, value)];
  if (value.kind !== 'operation') return [];
  const inner = (name: string, code: Expression): Expression => assigned(shapeIn(shape, name), code, known);
  switch (shape.kind) {
    case 'numbered': {
      const items: Expression[] = [];
      const number = numberIn(value, 'raw', items);
      return [...items, setTo(shape.slot, number)];
    }
    case 'lifted': {
      const { pointer, length } = rangeIn(value);
      const check = checked(shape.lift, shape.pointer, shape.length);
      return [setTo(shape.pointer, pointer), setTo(shape.length, length), ...check];
    }
    case 'product':
      return fieldsIn(value).map(([name, code]) => inner(name, code));
    case 'sum': {
      const { index, made, payload } = caseIn(value);
      return [setTo(shape.tag, numberOf(index, value)), ...(payload ? [inner(made, payload)] : [])];
    }
  }
}

/** The parts of one value for another that consists of the same. */
function copied(to: Shape, from: Shape): readonly Expression[] {
  switch (to.kind) {
    case 'value':
    case 'numbered':
      return from.kind === to.kind ? [setTo(to.slot, from.slot)] : [];
    case 'lifted':
      return from.kind === 'lifted' ? [setTo(to.pointer, from.pointer), setTo(to.length, from.length)] : [];
    case 'product':
      return from.kind === 'product' ? copiedItems(to, from) : [];
    case 'sum':
      return from.kind === 'sum' ? [setTo(to.tag, from.tag), ...copiedItems(to, from)] : [];
  }
}

type Operation<N> = Extract<OperationExpression, { operation: N }>;

type WithItems = Extract<Shape, { items: unknown }>;

const copiedItems = (to: WithItems, from: WithItems): readonly Expression[] =>
  [...from.items].flatMap(([name, item]) => copied(shapeIn(to, name), item));

/** The plan has it: it was made of the same code. */
const shapeIn = (shape: Shape, name: string): Shape => (shape as WithItems).items.get(name) as Shape;

/** Those of branches are variables. */
const setTo = (slot: Expression, value: Expression): Expression =>
  setOf((slot as Operation<'get'>).operands.variable, value);

const numberOf = (index: number, at: Expression): Expression => integerOf(BigInt(index), simple('i32'), at);

/**
 * The number of a case, or bits. What no such value stands for is lifted after all, which says so.
 * @param items - get what comes before
 */
function numberIn(value: OperationExpression, name: string, items: Expression[]): Expression {
  const { span, type } = value;
  if (value.operation === 'lift-enum') {
    const whole = numbered('lift-enum', type, bindSlot(value.operands.number, name, items));
    return { kind: 'operation', operation: 'lower-enum', operands: { type, case: whole }, type: simple('i32'), span };
  }
  const { bits } = (value as Operation<'lift-flags'>).operands;
  const whole = numbered('lift-flags', type, bindSlot(bits, name, items));
  return { kind: 'operation', operation: 'lower-flags', operands: { type, flags: whole }, type: simple('i32'), span };
}

const rangeIn = (value: OperationExpression): { readonly pointer: Expression; readonly length: Expression } =>
  (liftIn(value) as LiftOperation).operands;

function caseIn(value: OperationExpression) {
  const { case: made, payload } = (value as Operation<'make-variant'>).operands;
  return { index: made.index, made: made.name, payload };
}
