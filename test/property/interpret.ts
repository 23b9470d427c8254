/** What numeric expressions mean: C's arithmetic on integers of any width, by BigInt, and IEEE floats. */
import type { BinaryOperator, Comparison, NumberName, NumericExpression } from './expression.ts';

/** Integers, `bool` and `char` as the number they stand for. */
export type Numeric = bigint | number;

/** The end of the computation: division by zero, `(unreachable)`. */
export class Trap extends Error {}

interface IntegerKind {
  readonly bits: number;
  readonly signed: boolean;
}

const integer = (bits: number, signed: boolean): IntegerKind => ({ bits, signed });

/** `char` travels as an i32 and is only looked at when it goes out. */
export const integerKinds: Readonly<Record<Exclude<NumberName, 'f32' | 'f64'>, IntegerKind>> = {
  u1: integer(1, false),
  bool: integer(1, false),
  s8: integer(8, true),
  u8: integer(8, false),
  s16: integer(16, true),
  u16: integer(16, false),
  s32: integer(32, true),
  u32: integer(32, false),
  s64: integer(64, true),
  u64: integer(64, false),
  char: integer(32, false),
  i32: integer(32, true),
  i64: integer(64, true),
};

const isFloat = (type: NumberName): type is 'f32' | 'f64' => type === 'f32' || type === 'f64';
const isTruth = (type: NumberName): boolean => type === 'u1' || type === 'bool';

export function wrap({ bits, signed }: IntegerKind, value: bigint): bigint {
  return signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

const rounded = (type: 'f32' | 'f64', value: number): number => (type === 'f32' ? Math.fround(value) : value);

/** Once, to the float type itself: by way of a double it could be twice. */
function integerToFloat(type: 'f32' | 'f64', value: bigint): number {
  if (type === 'f64') return Number(value);
  const size = value < 0n ? -value : value;
  const surplus = BigInt(Math.max(0, size.toString(2).length - 32));
  // Whatever is cut off leaves a bit far behind the last that counts.
  const cut = size >> surplus;
  const sticky = cut << surplus === size ? cut : cut | 1n;
  return Math.fround(Number(sticky << surplus)) * (value < 0n ? -1 : 1);
}

function floatToInteger(kind: IntegerKind, value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  // Types narrower than a register are cut out of one.
  const register = kind.bits < 32 ? integer(32, true) : kind;
  const [low, high] = limitsOf(register);
  if (value === Number.POSITIVE_INFINITY || value >= Number(high) + 1) return wrap(kind, high);
  if (value === Number.NEGATIVE_INFINITY || value < Number(low)) return wrap(kind, low);
  return wrap(kind, BigInt(Math.trunc(value)));
}

function limitsOf({ bits, signed }: IntegerKind): readonly [low: bigint, high: bigint] {
  const size = 1n << BigInt(bits);
  return signed ? [-size / 2n, size / 2n - 1n] : [0n, size - 1n];
}

export function convert(from: NumberName, to: NumberName, value: Numeric): Numeric {
  if (from === to) return value;
  if (isTruth(to)) return value === 0 || value === 0n ? 0n : 1n;
  if (isFloat(to)) return typeof value === 'bigint' ? integerToFloat(to, value) : rounded(to, value);
  return typeof value === 'bigint' ? wrap(integerKinds[to], value) : floatToInteger(integerKinds[to], value);
}

function computeFloat(operator: BinaryOperator, left: number, right: number): number {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    case '%':
      return left % right;
    default:
      throw new Error(`${operator} on floats`);
  }
}

function computeInteger(operator: BinaryOperator, kind: IntegerKind, left: bigint, right: bigint): bigint {
  const count = BigInt.asUintN(64, right) % BigInt(kind.bits);
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return divide(kind, left, right);
    case '%':
      if (right === 0n) throw new Trap();
      return left % right;
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '<<':
      return left << count;
    case '>>':
      return left >> count;
    case '>>>':
      return BigInt.asUintN(kind.bits, left) >> count;
  }
}

/** The one quotient that does not fit traps where the machine divides at the type's own width. */
function divide(kind: IntegerKind, left: bigint, right: bigint): bigint {
  if (right === 0n || (kind.bits >= 32 && left / right > limitsOf(kind)[1])) throw new Trap();
  return left / right;
}

function holds(operator: Comparison, left: Numeric, right: Numeric): boolean {
  switch (operator) {
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}

/** A literal that does not fit its type is an i32 or an i64 that is converted. */
function literal(type: NumberName, value: bigint): Numeric {
  if (isFloat(type)) return integerToFloat(type, value);
  const kind = integerKinds[type];
  if (!isTruth(type)) return wrap(kind, value);
  return value === 0n ? 0n : 1n;
}

export type Bindings = ReadonlyMap<string, Numeric>;

/** @throws Trap */
export function interpret(expression: NumericExpression, bindings: Bindings): Numeric {
  const { type } = expression;
  switch (expression.kind) {
    case 'integer':
      return literal(type, expression.value);
    case 'float':
      return rounded(expression.type, expression.value);
    case 'local':
      return bindings.get(expression.name) ?? 0n;
    case 'convert':
      return convert(expression.value.type, type, interpret(expression.value, bindings));
    case 'binary':
      return compute(expression, bindings);
    case 'compare': {
      const left = interpret(expression.left, bindings);
      return holds(expression.operator, left, interpret(expression.right, bindings)) ? 1n : 0n;
    }
    case 'if':
      return interpret(
        interpret(expression.condition, bindings) === 0n ? expression.alternate : expression.consequent,
        bindings,
      );
    case 'let':
      return interpret(
        expression.body,
        new Map([...bindings, [expression.name, interpret(expression.bound, bindings)]]),
      );
    case 'switch':
      return interpret(armOf(expression, interpret(expression.subject, bindings)), bindings);
    case 'unreachable':
      throw new Trap();
  }
}

function compute(expression: Extract<NumericExpression, { kind: 'binary' }>, bindings: Bindings): Numeric {
  const { type, operator } = expression;
  const left = interpret(expression.left, bindings);
  const right = interpret(expression.right, bindings);
  if (isFloat(type)) return rounded(type, computeFloat(operator, left as number, right as number));
  return wrap(integerKinds[type], computeInteger(operator, integerKinds[type], left as bigint, right as bigint));
}

function armOf(
  { subject, arms, otherwise }: Extract<NumericExpression, { kind: 'switch' }>,
  value: Numeric,
): NumericExpression {
  const kind = integerKinds[subject.type as keyof typeof integerKinds];
  return arms.find(([candidate]) => wrap(kind, candidate) === value)?.[1] ?? otherwise;
}
