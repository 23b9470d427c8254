/** What the rows of the operation table say of types, worked out for operands. */
import type { Expression } from './ir.ts';
import type { Operand, TypeRule } from './slots.ts';
import { functionSignature, never, none, resultType, type SimpleName, simple, type Type } from './types.ts';

/** The operands that there are, by slot. */
export type OperandsBySlot = Readonly<Record<string, Operand>>;

/** The type a rule stands for; undefined where it rests on an operand that is not there. */
export function typeByRule(rule: TypeRule, operands: OperandsBySlot): Type | undefined {
  if (rule === 'none') return none;
  if (rule === 'never') return never;
  if (typeof rule === 'string') return simple(rule satisfies SimpleName);
  if ('of' in rule) return operandType(operands[rule.of]);
  if ('arrayOf' in rule) return arrayOf(operandType(operands[rule.arrayOf]));
  if ('tupleOf' in rule) return tupleOf(operands[rule.tupleOf] as readonly Expression[]);
  const callee = operandType(operands[rule.resultOf]);
  const signature = callee && functionSignature(callee);
  return signature && resultType(signature.results);
}

const arrayOf = (element: Type | undefined): Type | undefined => element && { kind: 'array', element };

const tupleOf = (items: readonly Expression[]): Type => ({ kind: 'tuple', items: items.map((item) => item.type) });

/** The type that an operand has or stands for. */
export function operandType(operand: Operand): Type | undefined {
  if (operand === undefined || typeof operand !== 'object') return undefined;
  if ('kind' in operand) return isExpression(operand) ? operand.type : operand;
  return 'type' in operand ? operand.type : undefined;
}

const isExpression = (operand: Expression | Type): operand is Expression => 'span' in operand;
