/** Into what a value can be taken apart, by the code that makes it. */
import type { Expression, Local, OperationExpression } from '../ir.ts';
import type { BodyOf } from '../memory-read.ts';
import { numberTypeOf } from '../numbers.ts';
import { simple } from '../types.ts';
import { branchesOf } from '../visit.ts';
import { isMovable, keyOf, type LiftOperation, mapParts, type Parts, type Plan, type Shape } from './parts.ts';

export interface Known {
  /** What was taken apart. */
  readonly shapes: ReadonlyMap<Local, Shape>;
  readonly bodyOf: BodyOf;
}

const number = simple('i32');

/** Undefined where it has to be made. */
export function planOf(value: Expression, known: Known): Plan | undefined {
  const shape = shapeOf(value, known.shapes);
  if (shape) return mapParts(shape, ({ type }) => type);
  if (value.kind === 'operation') return planOfOperation(value, known);
  const last = value.kind === 'block' ? value.items.at(-1) : undefined;
  if (last) return planOf(last, known);
  const branches = branchesOf(value);
  return branches.length > 1 ? mergedPlan(branches, known) : undefined;
}

/** What a local that was taken apart consists of, or a part of it. */
export function shapeOf<S>(value: Expression, shapes: ReadonlyMap<Local, Parts<S>>): Parts<S> | undefined {
  if (value.kind === 'local') return shapes.get(value.local);
  const read = value.kind === 'operation' ? readIn(value) : undefined;
  const whole = read && shapeOf(read.from, shapes);
  return whole?.kind === 'product' ? whole.items.get(read?.name ?? '') : undefined;
}

/** What reads a part of a record or of a tuple, and which. */
export function readIn(value: OperationExpression): { readonly from: Expression; readonly name: string } | undefined {
  if (value.operation === 'read-field') return { from: value.operands.record, name: value.operands.field.name };
  if (value.operation === 'read-tuple') return { from: value.operands.tuple, name: String(value.operands.index.index) };
  return undefined;
}

function planOfOperation(value: OperationExpression, known: Known): Plan | undefined {
  switch (value.operation) {
    case 'make-record':
    case 'make-tuple':
      return { kind: 'product', type: value.type, items: itemPlans(fieldsIn(value), known) };
    case 'make-variant': {
      const { case: made, payload } = value.operands;
      return {
        kind: 'sum',
        type: value.type,
        tag: number,
        items: itemPlans(payload ? [[made.name, payload]] : [], known),
      };
    }
    case 'lift-enum':
    case 'lift-flags':
      return { kind: 'numbered', operation: value.operation, type: value.type, slot: number };
    default: {
      const lift = liftIn(value);
      if (!lift || !isMovable(lift, known.bodyOf)) return undefined;
      return { kind: 'lifted', lift, pointer: lift.operands.pointer.type, length: lift.operands.length.type };
    }
  }
}

/** The parts that a record or a tuple is made of, as they are written. */
export function fieldsIn(value: OperationExpression): readonly (readonly [name: string, part: Expression])[] {
  if (value.operation === 'make-record')
    return value.operands.fields.map((field) => [field.name, field.value] as const);
  if (value.operation === 'make-tuple')
    return value.operands.items.map((item, index) => [String(index), item] as const);
  return [];
}

const itemPlans = (items: readonly (readonly [string, Expression])[], known: Known): ReadonlyMap<string, Plan> =>
  new Map(
    items.map(([name, value]) => [name, planOf(value, known) ?? { kind: 'value', type: value.type, slot: value.type }]),
  );

export function liftIn(value: OperationExpression): LiftOperation | undefined {
  switch (value.operation) {
    case 'mem-to-string':
    case 'mem-to-strict-string':
    case 'mem-to-utf16':
    case 'mem-to-latin1':
    case 'mem-to-buffer':
    case 'lift-array':
      return value.operands.pointer.kind === 'window' ? undefined : value;
    default:
      return undefined;
  }
}

/** What holds the value of whichever branch runs: variables, which have to be able to hold it. */
function mergedPlan(branches: readonly Expression[], known: Known): Plan | undefined {
  const ending = branches.filter(({ type }) => type.kind !== 'never');
  const plans = ending.map((branch) => planOf(branch, known));
  const [first, ...others] = plans;
  const merged = others.reduce((left, right) => left && right && merge(left, right), first);
  return merged && isHeldByVariables(merged) ? merged : undefined;
}

function merge(left: Plan, right: Plan): Plan | undefined {
  if (left.kind === 'sum' && right.kind === 'sum') return mergeSums(left, right);
  if (left.kind === 'product' && right.kind === 'product') {
    const items = [...left.items].map(([name, item]) => {
      const other = right.items.get(name);
      return [name, other && merge(item, other)] as const;
    });
    const whole = items.flatMap(([name, item]) => (item ? [[name, item] as const] : []));
    return whole.length === items.length ? { ...left, items: new Map(whole) } : undefined;
  }
  return keyOf(left) === keyOf(right) ? left : undefined;
}

type Sum = Extract<Plan, { kind: 'sum' }>;

function mergeSums(left: Sum, right: Sum): Plan | undefined {
  const items = new Map(left.items);
  for (const [name, item] of right.items) {
    const mine = items.get(name);
    const merged = mine ? merge(mine, item) : item;
    if (!merged) return undefined;
    items.set(name, merged);
  }
  return { ...left, items };
}

/** Numbers; of anything else there is none to begin with. */
function isHeldByVariables(plan: Plan): boolean {
  switch (plan.kind) {
    case 'value':
      return numberTypeOf(plan.type) !== undefined;
    case 'lifted':
    case 'numbered':
      return true;
    case 'product':
    case 'sum':
      return [...plan.items.values()].every(isHeldByVariables);
  }
}
