/** Functions that need nothing of their adapter: they only compute, and call nothing but what the component imports. */
import { isArithmetic } from './arithmetic.ts';
import type { Expression, OperationExpression } from './ir.ts';
import { arithmeticTypeOf } from './numbers.ts';
import { childrenOf } from './visit.ts';

/** Whether code can be put into another module that has the component's imports. */
export function isSelfContained(expression: Expression): boolean {
  return isAlone(expression) && childrenOf(expression).every(isSelfContained);
}

/** Of an expression by itself, not those inside it. */
function isAlone(expression: Expression): boolean {
  switch (expression.kind) {
    case 'integer':
    case 'float':
    case 'local':
    case 'let':
    case 'if':
    case 'block':
    case 'switch':
    case 'convert':
    case 'unreachable':
      return true;
    case 'call':
      return expression.callee.kind === 'import';
    case 'operation':
      return isComputed(expression);
    case 'error':
    case 'var':
    case 'while':
    case 'try':
    case 'lift-while':
    case 'text':
    case 'match':
    case 'defer':
    case 'bind':
    case 'measure':
    case 'copy':
    case 'window':
      return false;
  }
}

/** WebAssembly has no remainder of floats. */
function isComputed({ operation, operands }: OperationExpression): boolean {
  if (!isArithmetic(operation)) return false;
  return operation !== '%' || !('left' in operands) || arithmeticTypeOf(operands.left.type)?.float === false;
}
