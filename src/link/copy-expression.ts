/** Code of a component that is used by another one, in that one's names. */
import type {
  Callee,
  CaseOperand,
  Expression,
  FieldOperand,
  Local,
  MemoryPlace,
  OperationExpression,
  PositionOperand,
  Variable,
} from '../ir/ir.ts';
import { operations, type Row } from '../ir/ops.ts';
import type { Slot } from '../ir/slots.ts';
import { callType, sameBytes, sameType, type Type } from '../ir/types.ts';
import { withChildren } from '../ir/visit.ts';

/** What stands for what code names. The same for the same, each time. */
export interface Renaming {
  readonly type: (type: Type) => Type;
  readonly local: (local: Local) => Local;
  readonly variable: (variable: Variable) => Variable;
  readonly callee: (callee: Callee) => Callee;
  readonly module: (name: string) => string;
}

export function copyExpression<E extends Expression>(expression: E, renaming: Renaming): E {
  const copied = withChildren(expression, (child) => copyExpression(child, renaming), renaming.local);
  return renamed({ ...copied, type: renaming.type(copied.type) } as Expression, renaming) as E;
}

/** Somebody else's function may have bytes by their other name. */
function renamedCall(expression: Extract<Expression, { kind: 'call' }>, callee: Callee): Expression {
  const args = expression.arguments.map((arg, index) => asBytes(arg, callee.params[index]?.type));
  return asBytes({ ...expression, arguments: args, callee, type: callType(callee) }, expression.type);
}

const asBytes = (value: Expression, type: Type | undefined): Expression =>
  type && !sameType(value.type, type) && sameBytes(value.type, type)
    ? { kind: 'convert', value, type, span: value.span }
    : value;

/** With what it names itself replaced: its parts are, and so are its type and its locals. */
function renamed(expression: Expression, renaming: Renaming): Expression {
  switch (expression.kind) {
    case 'integer':
    case 'float':
    case 'text':
    case 'local':
    case 'let':
    case 'if':
    case 'block':
    case 'switch':
    case 'while':
    case 'try':
    case 'convert':
    case 'unreachable':
    case 'error':
    case 'measure':
      return expression;
    case 'defer': {
      const after = expression.after && renaming.callee(expression.after);
      return after?.kind === 'core' ? { ...expression, after } : expression;
    }
    case 'var': {
      const variable = renaming.variable(expression.variable);
      return variable.scope === 'function' ? { ...expression, variable } : expression;
    }
    case 'call': {
      return renamedCall(expression, renaming.callee(expression.callee));
    }
    case 'match':
      return {
        ...expression,
        arms: expression.arms.map((arm) => ({ ...arm, case: renamedPart(arm.case, renaming) })),
      };
    case 'lift-while':
      return { ...expression, element: renaming.type(expression.element) };
    case 'bind': {
      const { target } = expression;
      const callee = renaming.callee(expression.callee);
      if (target.kind !== 'pointer') return { ...expression, callee };
      return { ...expression, callee, target: { ...target, module: renaming.module(target.module) } };
    }
    case 'copy':
      return { ...expression, from: placeOf(expression.from, renaming), to: placeOf(expression.to, renaming) };
    case 'window':
      return { ...expression, place: placeOf(expression.place, renaming) };
    case 'operation':
      return { ...expression, operands: renamedOperands(expression, renaming) } as OperationExpression;
  }
}

const placeOf = (place: MemoryPlace, { module }: Renaming): MemoryPlace => ({ ...place, module: module(place.module) });

/** A field, a position or a case: each has its type. */
const renamedPart = <P extends FieldOperand | PositionOperand | CaseOperand>(part: P, { type }: Renaming): P => ({
  ...part,
  type: part.type && type(part.type),
});

function renamedOperands(
  { operation, operands }: OperationExpression,
  renaming: Renaming,
): Readonly<Record<string, unknown>> {
  const { slots }: Row = operations[operation];
  const entries = Object.entries(operands as Readonly<Record<string, unknown>>).map(([name, operand]) => {
    const slot = slots[name];
    return [name, slot ? renamedOperand(slot.kind, operand, renaming) : operand];
  });
  return Object.fromEntries(entries);
}

/** The operand is of its slot's kind: the checker made it so. */
function renamedOperand(kind: Slot['kind'], operand: unknown, renaming: Renaming): unknown {
  switch (kind) {
    case 'value':
    case 'operand':
    case 'same':
    case 'values':
    case 'elements':
    case 'arguments':
    case 'payload':
    case 'body':
    case 'memory':
    case 'table':
    case 'global':
    case 'integer':
      return operand;
    case 'module':
      return renaming.module(operand as string);
    case 'type':
    case 'signature':
      return renaming.type(operand as Type);
    case 'field':
    case 'position':
    case 'case':
      return renamedPart(operand as FieldOperand | PositionOperand | CaseOperand, renaming);
    case 'fields':
      return (operand as readonly FieldOperand[]).map((field) => renamedPart(field, renaming));
    case 'variable':
      return renaming.variable(operand as Variable);
    default:
      // The result may be anything, so tsc has to be told that no kind is forgotten.
      return kind satisfies never;
  }
}
