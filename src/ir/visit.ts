/** Walking expressions without knowing each kind. */
import type { Expression, OperationExpression } from './ir.ts';
import { operations, type Row } from './ops.ts';
import type { OperandByKind, Slot } from './slots.ts';

/** The expressions directly inside one, in order of evaluation. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'integer':
    case 'float':
    case 'text':
    case 'local':
    case 'unreachable':
      return [];
    case 'let':
    case 'convert':
      return [expression.value];
    case 'call':
      return expression.arguments;
    case 'if':
      return [expression.condition, expression.consequent, ...present(expression.alternate)];
    case 'block':
      return expression.items;
    case 'switch':
      return [expression.subject, ...expression.arms.map((arm) => arm.block), ...present(expression.otherwise)];
    case 'match':
      return [expression.subject, ...expression.arms.map((arm) => arm.block)];
    case 'defer':
      return [expression.action];
    case 'bind':
      return expression.captured;
    case 'operation':
      return operandChildren(expression);
  }
}

const present = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

function operandChildren({ operation, operands }: OperationExpression): readonly Expression[] {
  const { slots }: Row = operations[operation];
  const byName = operands as Readonly<Record<string, unknown>>;
  return Object.entries(slots).flatMap(([name, slot]) => expressionsIn(slot.kind, byName[name]));
}

type Reader<K extends Slot['kind']> = (operand: OperandByKind[K]) => readonly Expression[];

const nothing = (): readonly Expression[] => [];

const readers: { readonly [K in Slot['kind']]: Reader<K> } = {
  value: (operand) => [operand],
  operand: (operand) => [operand],
  same: (operand) => [operand],
  values: (operand) => operand,
  arguments: (operand) => operand,
  fields: (operand) => operand.map((field) => field.value),
  payload: present,
  body: (operand) => [operand.block],
  module: nothing,
  memory: nothing,
  table: nothing,
  signature: nothing,
  type: nothing,
  field: nothing,
  position: nothing,
  case: nothing,
  integer: nothing,
};

/** The operand is of its slot's kind: the checker made it so. */
function expressionsIn<K extends Slot['kind']>(kind: K, operand: unknown): readonly Expression[] {
  return (readers[kind] as Reader<K>)(operand as OperandByKind[K]);
}

/** Calls `visit` for an expression and everything inside, outer before inner. */
export function walk(expression: Expression, visit: (expression: Expression) => void): void {
  visit(expression);
  for (const child of childrenOf(expression)) walk(child, visit);
}
