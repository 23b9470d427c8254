/** Numeric expressions as the tests have them, and their text. */
import type { ScalarName } from '../../runtime/abi.ts';

export type NumberName = ScalarName | 'i32' | 'i64';

export const arithmeticOperators = ['+', '-', '*', '/', '%'] as const;
export const bitOperators = ['&', '|', '^', '<<', '>>', '>>>'] as const;
export const comparisons = ['==', '!=', '<', '<=', '>', '>='] as const;

export type BinaryOperator = (typeof arithmeticOperators)[number] | (typeof bitOperators)[number];
export type Comparison = (typeof comparisons)[number];

export type NumericExpression =
  /** An integer of any size; what does not fit the type is wrapped. `bare` where the surroundings may give the type. */
  | { readonly kind: 'integer'; readonly type: NumberName; readonly value: bigint; readonly bare: boolean }
  | { readonly kind: 'float'; readonly type: 'f32' | 'f64'; readonly value: number }
  | { readonly kind: 'local'; readonly type: NumberName; readonly name: string }
  | { readonly kind: 'convert'; readonly type: NumberName; readonly value: NumericExpression }
  | {
      readonly kind: 'binary';
      readonly type: NumberName;
      readonly operator: BinaryOperator;
      readonly left: NumericExpression;
      readonly right: NumericExpression;
    }
  | {
      readonly kind: 'compare';
      readonly type: 'bool';
      readonly operator: Comparison;
      readonly left: NumericExpression;
      readonly right: NumericExpression;
    }
  | {
      readonly kind: 'if';
      readonly type: NumberName;
      readonly condition: NumericExpression;
      readonly consequent: NumericExpression;
      readonly alternate: NumericExpression;
    }
  | {
      readonly kind: 'let';
      readonly type: NumberName;
      readonly name: string;
      readonly bound: NumericExpression;
      readonly body: NumericExpression;
    }
  | {
      readonly kind: 'switch';
      readonly type: NumberName;
      readonly subject: NumericExpression;
      readonly arms: readonly (readonly [value: bigint, body: NumericExpression])[];
      readonly otherwise: NumericExpression;
    }
  | { readonly kind: 'unreachable'; readonly type: NumberName };

const hasBareLiterals = (type: NumberName): boolean => type !== 'bool' && type !== 'char';

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** May have no type of its own, so that a literal beside it cannot be of that type. */
const mayBeEndless = (expression: NumericExpression): boolean =>
  expression.kind === 'unreachable' ||
  Object.values(expression)
    .flat(2)
    .some((part) => typeof part === 'object' && mayBeEndless(part));

/** `isExpected`: the surroundings say what type it has to be. */
export function expressionText(expression: NumericExpression, isExpected: boolean): string {
  const { type } = expression;
  const inside = (part: NumericExpression): string => expressionText(part, isExpected);
  const behind = (first: NumericExpression, second: NumericExpression): string =>
    expressionText(second, isExpected || !mayBeEndless(first));
  switch (expression.kind) {
    case 'integer':
      return isExpected && expression.bare && hasBareLiterals(type)
        ? String(expression.value)
        : `(as ${type} ${expression.value})`;
    case 'float':
      return isExpected ? floatText(expression.value) : `(as ${type} ${floatText(expression.value)})`;
    case 'local':
      return `(local $${expression.name})`;
    case 'convert':
      return `(as ${type} ${expressionText(expression.value, false)})`;
    case 'binary':
      return `(${expression.operator} ${inside(expression.left)} ${behind(expression.left, expression.right)})`;
    case 'compare':
      return `(${expression.operator} ${expressionText(expression.left, false)} ${expressionText(expression.right, !mayBeEndless(expression.left))})`;
    case 'if':
      return `(if ${expressionText(expression.condition, false)} ${inside(expression.consequent)} ${behind(expression.consequent, expression.alternate)})`;
    case 'let':
      return `(block (let $${expression.name} ${expressionText(expression.bound, false)}) ${inside(expression.body)})`;
    case 'switch':
      return switchText(expression, isExpected);
    case 'unreachable':
      return '(unreachable)';
  }
}

function switchText(
  { subject, arms, otherwise }: Extract<NumericExpression, { kind: 'switch' }>,
  isExpected: boolean,
): string {
  const cases = arms.map(([value, body]) => `(case ${value} ${expressionText(body, isExpected)})`);
  const rest = `(else ${expressionText(otherwise, isExpected)})`;
  return `(switch ${[expressionText(subject, false), ...cases, rest].join(' ')})`;
}
