/** Numeric expressions, compiled and interpreted, have equal values. */

import { expect, test } from 'vitest';
import type { ScalarName } from '../../runtime/abi.ts';
import { assertions } from '../harness/assertions.ts';
import fc from '../harness/fast-check.ts';
import { componentOf, forms } from '../harness/targets.ts';
import { arbitraryExpression, parameters } from './arbitrary-expression.ts';
import { arbitraryValue } from './arbitrary-value.ts';
import { expressionText, type NumericExpression } from './expression.ts';
import { type Bindings, interpret, type Numeric, Trap } from './interpret.ts';
import { scaled } from './runs.ts';

/** A value for each parameter, in their order. */
type Arguments = readonly unknown[];

const someArguments: fc.Arbitrary<Arguments> = fc.tuple(
  ...parameters.map(({ type }) => arbitraryValue({ kind: 'scalar', name: type }, new Map())),
);

const params = parameters.map(({ name, type }) => `(param $${name} ${type})`).join(' ');

function exportText(expression: NumericExpression, index: number): string {
  return `(func _ "f${index}" ${params} (result ${expression.type})\n    ${expressionText(expression, true)})`;
}

/** What the parameter is inside. */
function numericOf(name: ScalarName, value: unknown): Numeric {
  if (typeof value === 'string') return BigInt(value.codePointAt(0) ?? 0);
  if (name === 'f32') return Math.fround(value as number);
  return name === 'f64' ? (value as number) : BigInt(value as number | bigint | boolean);
}

const bindingsOf = (values: Arguments): Bindings =>
  new Map(parameters.map(({ name, type }, index) => [name, numericOf(type, values[index])]));

/** The value as JavaScript has it, or the error that there is instead. */
function expectedOf(expression: NumericExpression, values: Arguments): unknown {
  try {
    return shownAs(expression.type as ScalarName, interpret(expression, bindingsOf(values)));
  } catch (error) {
    if (error instanceof Trap) return 'trap';
    throw error;
  }
}

function shownAs(type: ScalarName, value: Numeric): unknown {
  if (type === 'bool') return value !== 0n;
  if (type === 's64' || type === 'u64' || typeof value === 'number') return value;
  if (type !== 'char') return Number(value);
  const isCharacter = value <= 0x10ffffn && (value < 0xd800n || value > 0xdfffn);
  return isCharacter ? String.fromCodePoint(Number(value)) : 'no character';
}

function actualOf(call: () => unknown): unknown {
  try {
    return call();
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) return 'trap';
    const { name, message } = error as Error;
    if (name === 'ItlRangeError' && message.includes('is not the code of a character')) return 'no character';
    throw error;
  }
}

async function checkExpressions(expressions: readonly NumericExpression[], tries: readonly Arguments[]): Promise<void> {
  const itl = `(export\n  ${expressions.map(exportText).join('\n  ')})`;
  for (const form of forms) {
    const exports = await (await componentOf(form, itl))();
    for (const [index, expression] of expressions.entries()) {
      for (const values of tries) {
        const what = `${exportText(expression, index)}\nwith ${fc.stringify(values)}`;
        assertions.equal(
          actualOf(() => exports[`f${index}`](...values)),
          expectedOf(expression, values),
          what,
        );
      }
    }
  }
}

const several = <T>(arbitrary: fc.Arbitrary<T>, count: number): fc.Arbitrary<T[]> =>
  fc.array(arbitrary, { minLength: 1, maxLength: count, size: 'max' });

test('every expression has the value that C and IEEE 754 give it, whatever the target', async () => {
  const property = fc.asyncProperty(several(arbitraryExpression, 60), several(someArguments, 10), checkExpressions);
  await fc.assert(property, { numRuns: scaled(60) });
}, 600_000);

test('the interpreter itself', () => {
  const sum: NumericExpression = {
    kind: 'binary',
    type: 'u8',
    operator: '+',
    left: { kind: 'integer', type: 'u8', value: 250n, bare: true },
    right: { kind: 'integer', type: 'u8', value: 10n, bare: true },
  };
  expect(interpret(sum, new Map())).toBe(4n);
  expect(interpret({ kind: 'convert', type: 's8', value: { ...sum, operator: '-' } }, new Map())).toBe(-16n);
});
