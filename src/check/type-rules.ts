import type { Expression } from '../ir/ir.ts';
import type { TypeRule } from '../ir/slots.ts';
import { never, none, resultType, type SimpleName, simple, type Type } from '../ir/types.ts';
import type { Environment } from './environment.ts';
import type { Operands } from './operands.ts';

/** The type a rule stands for, given the operands read so far; undefined where it rests on one in error. */
export function typeByRule(rule: TypeRule, operands: Operands): Type | undefined {
  if (rule === 'none') return none;
  if (rule === 'never') return never;
  if (typeof rule === 'string') return simple(rule satisfies SimpleName);
  if ('of' in rule) return operands.typeOf(rule.of);
  if ('arrayOf' in rule) return arrayOf(operands.typeOf(rule.arrayOf));
  if ('tupleOf' in rule) return tupleOf(operands.read[rule.tupleOf] as readonly Expression[]);
  const callee = operands.typeOf(rule.resultOf);
  const signature = callee && functionSignature(callee, operands.context.environment);
  return signature && resultType(signature.results);
}

const arrayOf = (element: Type | undefined): Type | undefined => element && { kind: 'array', element };

const tupleOf = (items: readonly Expression[]): Type => ({ kind: 'tuple', items: items.map((item) => item.type) });

/** A function type itself, or the one that a name stands for. */
export function functionSignature(
  type: Type,
  { definitions }: Environment,
): Extract<Type, { kind: 'func' }> | undefined {
  if (type.kind === 'func') return type;
  const definition = type.kind === 'named' ? definitions.get(type.name) : undefined;
  return definition?.kind === 'func' ? definition.type : undefined;
}
