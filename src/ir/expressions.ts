/** Expressions that passes make. Where there is none that they come from, `at` says what they stand for. */
import type {
  BlockExpression,
  Expression,
  FunctionVariable,
  LetExpression,
  Local,
  OperationExpression,
  Variable,
} from './ir.ts';
import { none, type Type } from './types.ts';

export const letOf = (local: Local, value: Expression): LetExpression => ({
  kind: 'let',
  locals: [local],
  value,
  type: none,
  span: value.span,
});

export const localOf = (local: Local, { span }: Expression): Expression => ({
  kind: 'local',
  local,
  type: local.type,
  span,
});

export const integerOf = (value: bigint, type: Type, { span }: Expression): Expression => ({
  kind: 'integer',
  value,
  type,
  span,
});

/** What the last item gives. */
export function blockOf(items: readonly Expression[]): BlockExpression {
  const { type, span } = items.at(-1) as Expression;
  return { kind: 'block', items, type, span };
}

export const varOf = (variable: FunctionVariable, value: Expression): Expression => ({
  kind: 'var',
  variable,
  value,
  type: none,
  span: value.span,
});

export const getOf = (variable: Variable, { span }: Expression): OperationExpression => ({
  kind: 'operation',
  operation: 'get',
  operands: { variable },
  type: variable.type,
  span,
});

export const setOf = (variable: Variable, value: Expression): OperationExpression => ({
  kind: 'operation',
  operation: 'set',
  operands: { variable, value },
  type: none,
  span: value.span,
});
