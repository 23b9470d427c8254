/** Arbitrary numeric expressions of every type, with every parameter and what they bind themselves in reach. */

import { type ScalarName, scalarSize } from '../../runtime/abi.ts';
import fc from '../harness/fast-check.ts';
import {
  arithmeticOperators,
  bitOperators,
  comparisons,
  type NumberName,
  type NumericExpression,
} from './expression.ts';
import { integerKinds, wrap } from './interpret.ts';

const scalarNames = Object.keys(scalarSize) as readonly ScalarName[];
const numberNames: readonly NumberName[] = [...scalarNames, 'i32', 'i64'];

const isFloat = (type: NumberName): type is 'f32' | 'f64' => type === 'f32' || type === 'f64';
const canCompute = (type: NumberName): boolean => type !== 'bool' && type !== 'char';
const integerNames = numberNames.filter((name) => canCompute(name) && !isFloat(name));

const edges = [0n, 1n, -1n, 2n, 7n, 8n, 31n, 33n, 127n, 128n, 255n, 256n, 32768n, 65535n, 0x7fffffffn, 0x80000000n];
const wide = [0xffffffffn, -0x80000000n, 0x7fffffffffffffffn, -0x8000000000000000n, 0xffffffffffffffffn];

const anyInteger = fc.oneof(fc.constantFrom(...edges, ...wide), fc.bigInt({ min: -300n, max: 300n }));

const floats = fc.oneof(
  fc.double(),
  fc.constantFrom(0, -0, 0.5, -1.5, 255.9, -0.9, 2147483647.5, 4294967296, 1.8446744073709552e19, -9.3e18, 1e39),
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);

/** What an f32 rounds to infinity is no literal of that type. */
const literalFloat = (type: 'f32' | 'f64', value: number): number =>
  type === 'f64' || Number.isFinite(Math.fround(value)) ? value : Math.fround(value);

/** A bare one has to fit. */
function literalOf(type: NumberName): fc.Arbitrary<NumericExpression> {
  if (isFloat(type)) return floats.map((value) => ({ kind: 'float', type, value: literalFloat(type, value) }));
  return fc.tuple(anyInteger, fc.boolean()).map(([value, bare]) => {
    const fitting = bare ? wrap(integerKinds[type], value) : value;
    return { kind: 'integer', type, value: fitting, bare };
  });
}

/** Until `resolve` says which, a local of the type. */
const localOf = (type: NumberName): fc.Arbitrary<NumericExpression> =>
  fc.nat(5).map((pick) => ({ kind: 'local', type, name: String(pick) }));

type Tie = (type: NumberName) => fc.Arbitrary<NumericExpression>;

const oneOf = (names: readonly NumberName[], tie: Tie): fc.Arbitrary<NumericExpression> => fc.oneof(...names.map(tie));

function binaryOf(type: NumberName, tie: Tie): fc.Arbitrary<NumericExpression> {
  const operators = isFloat(type) ? arithmeticOperators : [...arithmeticOperators, ...bitOperators];
  return fc.record({
    kind: fc.constant('binary' as const),
    type: fc.constant(type),
    operator: fc.constantFrom(...operators),
    left: tie(type),
    right: tie(type),
  });
}

function comparison(tie: Tie): fc.Arbitrary<NumericExpression> {
  const pairs = numberNames.filter(canCompute).map((type) => fc.tuple(tie(type), tie(type)));
  return fc.tuple(fc.oneof(...pairs), fc.constantFrom(...comparisons)).map(([[left, right], operator]) => {
    return { kind: 'compare', type: 'bool', operator, left, right };
  });
}

function switchOf(type: NumberName, tie: Tie): fc.Arbitrary<NumericExpression> {
  const arms = fc.uniqueArray(fc.tuple(anyInteger, tie(type)), { maxLength: 4, selector: ([value]) => value });
  return fc.tuple(oneOf(integerNames, tie), arms, tie(type)).map(([subject, given, otherwise]) => {
    const fitting = given.filter(([value]) => isInRange(subject.type, value));
    return { kind: 'switch', type, subject, arms: fitting, otherwise };
  });
}

/** Core integers take both readings of their bits. */
function isInRange(type: NumberName, value: bigint): boolean {
  const kind = integerKinds[type as keyof typeof integerKinds];
  const isCore = type === 'i32' || type === 'i64';
  return wrap(kind, value) === value || (isCore && BigInt.asUintN(kind.bits, value) === value);
}

function inner(type: NumberName, tie: Tie): fc.Arbitrary<NumericExpression> {
  const common: fc.Arbitrary<NumericExpression>[] = [
    fc.record({ kind: fc.constant('convert'), type: fc.constant(type), value: oneOf(numberNames, tie) }),
    fc.record({
      kind: fc.constant('if'),
      type: fc.constant(type),
      condition: oneOf(['bool', 'u1', 'i32'], tie),
      consequent: tie(type),
      alternate: tie(type),
    }),
    fc.record({
      kind: fc.constant('let'),
      type: fc.constant(type),
      name: fc.constant(''),
      bound: oneOf(numberNames, tie),
      body: tie(type),
    }),
    switchOf(type, tie),
  ];
  if (type === 'bool') return fc.oneof({ weight: 8, arbitrary: comparison(tie) }, ...common);
  return canCompute(type) ? fc.oneof({ weight: 8, arbitrary: binaryOf(type, tie) }, ...common) : fc.oneof(...common);
}

const expressions = fc.letrec<Record<NumberName, NumericExpression>>((tie) => {
  const entries = numberNames.map((type) => [
    type,
    fc.oneof(
      { maxDepth: 6, depthSize: 'medium', depthIdentifier: 'expression', withCrossShrink: true },
      { weight: 30, arbitrary: localOf(type) },
      { weight: 20, arbitrary: literalOf(type) },
      { weight: 60, arbitrary: inner(type, tie) },
      { weight: 1, arbitrary: fc.constant<NumericExpression>({ kind: 'unreachable', type }) },
    ),
  ]);
  return Object.fromEntries(entries);
});

interface Binding {
  readonly name: string;
  readonly type: NumberName;
}

/** What every expression may read: two of each type. */
export const parameters = scalarNames.flatMap((type) => [
  { name: type, type },
  { name: `${type}-2`, type },
]) satisfies readonly Binding[];

/** Gives bindings their names, and locals the bindings that they mean. */
function resolve(expression: NumericExpression, scope: readonly Binding[]): NumericExpression {
  const within = (part: NumericExpression): NumericExpression => resolve(part, scope);
  switch (expression.kind) {
    case 'integer':
    case 'float':
    case 'unreachable':
      return expression;
    case 'local':
      return resolveLocal(expression.type, Number(expression.name), scope);
    case 'convert':
      return { ...expression, value: within(expression.value) };
    case 'binary':
    case 'compare':
      return { ...expression, left: within(expression.left), right: within(expression.right) };
    case 'if':
      return {
        ...expression,
        condition: within(expression.condition),
        consequent: within(expression.consequent),
        alternate: within(expression.alternate),
      };
    case 'let': {
      const name = `_${scope.length}`;
      const body = resolve(expression.body, [...scope, { name, type: expression.bound.type }]);
      return { ...expression, name, bound: within(expression.bound), body };
    }
    case 'switch':
      return {
        ...expression,
        subject: within(expression.subject),
        arms: expression.arms.map(([value, body]) => [value, within(body)]),
        otherwise: within(expression.otherwise),
      };
  }
}

/** A number where there is nothing to read. */
function resolveLocal(type: NumberName, pick: number, scope: readonly Binding[]): NumericExpression {
  const candidates = scope.filter((binding) => binding.type === type);
  const chosen = candidates[candidates.length - 1 - (pick % Math.max(1, candidates.length))];
  return chosen
    ? { kind: 'local', type, name: chosen.name }
    : { kind: 'integer', type, value: BigInt(pick), bare: true };
}

/** The type is that of the result of an export. */
export const arbitraryExpression: fc.Arbitrary<NumericExpression> = fc
  .oneof(...scalarNames.map((name) => expressions[name]))
  .map((expression) => resolve(expression, parameters));
