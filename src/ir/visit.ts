/** Walking expressions without knowing each kind. */
import type { BlockExpression, Expression, OperationExpression } from './ir.ts';
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
    case 'measure':
      return [expression.lift];
    case 'copy':
      return [expression.source, expression.destination, expression.size, expression.otherwise];
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

/** A copy with the expressions directly inside replaced. */
export function withChildren(expression: Expression, change: (child: Expression) => Expression): Expression {
  const changeBlock = (block: BlockExpression): BlockExpression => ({ ...block, items: block.items.map(change) });
  switch (expression.kind) {
    case 'integer':
    case 'float':
    case 'text':
    case 'local':
    case 'unreachable':
      return expression;
    case 'let':
    case 'convert':
      return { ...expression, value: change(expression.value) };
    case 'call':
      return { ...expression, arguments: expression.arguments.map(change) };
    case 'if':
      return {
        ...expression,
        condition: change(expression.condition),
        consequent: change(expression.consequent),
        alternate: expression.alternate && change(expression.alternate),
      };
    case 'block':
      return changeBlock(expression);
    case 'switch':
      return {
        ...expression,
        subject: change(expression.subject),
        arms: expression.arms.map((arm) => ({ ...arm, block: changeBlock(arm.block) })),
        otherwise: expression.otherwise && changeBlock(expression.otherwise),
      };
    case 'match':
      return {
        ...expression,
        subject: change(expression.subject),
        arms: expression.arms.map((arm) => ({ ...arm, block: changeBlock(arm.block) })),
      };
    case 'defer':
      return { ...expression, action: change(expression.action) };
    case 'bind':
      return { ...expression, captured: expression.captured.map(change) };
    case 'measure':
      return { ...expression, lift: change(expression.lift) as OperationExpression };
    case 'copy':
      return {
        ...expression,
        source: change(expression.source),
        destination: change(expression.destination),
        size: change(expression.size),
        otherwise: change(expression.otherwise),
      };
    case 'operation':
      return { ...expression, operands: changedOperands(expression, change) } as OperationExpression;
  }
}

function changedOperands(
  { operation, operands }: OperationExpression,
  change: (child: Expression) => Expression,
): Readonly<Record<string, unknown>> {
  const { slots }: Row = operations[operation];
  const entries = Object.entries(operands as Readonly<Record<string, unknown>>).map(([name, operand]) => {
    const slot = slots[name];
    return [name, slot ? changedOperand(slot.kind, operand, change) : operand];
  });
  return Object.fromEntries(entries);
}

/** The operand is of its slot's kind: the checker made it so. */
function changedOperand(kind: Slot['kind'], operand: unknown, change: (child: Expression) => Expression): unknown {
  switch (kind) {
    case 'value':
    case 'operand':
    case 'same':
      return change(operand as Expression);
    case 'values':
    case 'arguments':
      return (operand as readonly Expression[]).map(change);
    case 'fields':
      return (operand as OperandByKind['fields']).map((field) => ({ ...field, value: change(field.value) }));
    case 'payload':
      return operand === undefined ? operand : change(operand as Expression);
    case 'body': {
      const { locals, block } = operand as OperandByKind['body'];
      return { locals, block: { ...block, items: block.items.map(change) } };
    }
    case 'module':
    case 'memory':
    case 'table':
    case 'signature':
    case 'type':
    case 'field':
    case 'position':
    case 'case':
    case 'integer':
      return operand;
    default:
      // The result may be anything, so tsc has to be told that no kind is forgotten.
      return kind satisfies never;
  }
}

/** The same with what `change` leaves alone: an expression in which nothing changes stays itself. */
export function withChangedChildren(expression: Expression, change: (child: Expression) => Expression): Expression {
  let isChanged = false;
  const changed = withChildren(expression, (child) => {
    const next = change(child);
    isChanged ||= next !== child;
    return next;
  });
  return isChanged ? changed : expression;
}
