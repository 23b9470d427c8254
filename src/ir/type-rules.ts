/** What the rows of the operation table say of types, worked out for operands. */
import type { Expression } from './ir.ts';
import type { Operand, TypeRule } from './slots.ts';
import {
  entriesType,
  functionSignature,
  never,
  none,
  resultType,
  type SimpleName,
  simple,
  type Type,
} from './types.ts';

/** The operands that there are, by slot. */
export type OperandsBySlot = Readonly<Record<string, Operand>>;

/** The type a rule stands for; undefined where it rests on an operand that is not there. */
export function typeByRule(rule: TypeRule, operands: OperandsBySlot): Type | undefined {
  if (rule === 'none') return none;
  if (rule === 'never') return never;
  if (rule === 'address') return simple('i32');
  if (typeof rule === 'string') return simple(rule satisfies SimpleName);
  if ('of' in rule) return operandType(operands[rule.of]);
  if ('arrayOf' in rule) return arrayOf(operandType(operands[rule.arrayOf]));
  if ('setOf' in rule) return setOf(operandType(operands[rule.setOf]));
  if ('mapOf' in rule) return mapOf(operands, rule.mapOf, (key, value) => ({ kind: 'map', key, value }));
  if ('entriesOf' in rule) return mapOf(operands, rule.entriesOf, entriesType);
  if ('tupleOf' in rule) return tupleOf(operands[rule.tupleOf] as readonly Expression[]);
  const callee = operandType(operands[rule.resultOf]);
  const signature = callee && functionSignature(callee);
  return signature && resultType(signature.results);
}

const arrayOf = (element: Type | undefined): Type | undefined => element && { kind: 'array', element };

const setOf = (item: Type | undefined): Type | undefined => item && { kind: 'set', item };

function mapOf(
  operands: OperandsBySlot,
  [first, second]: readonly [string, string],
  make: (key: Type, value: Type) => Type,
): Type | undefined {
  const [key, value] = [operandType(operands[first]), operandType(operands[second])];
  return key && value && make(key, value);
}

const tupleOf = (items: readonly Expression[]): Type => ({ kind: 'tuple', items: items.map((item) => item.type) });

/** The type that an operand has or stands for. */
export function operandType(operand: Operand): Type | undefined {
  if (operand === undefined || typeof operand !== 'object') return undefined;
  if ('kind' in operand) return isExpression(operand) ? operand.type : operand;
  return 'type' in operand ? operand.type : undefined;
}

const isExpression = (operand: Expression | Type): operand is Expression => 'span' in operand;
