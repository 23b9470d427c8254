/** The table of type rules against the checks that the loader makes of it, at the edges of each type. */
import { describe, expect, test } from 'vitest';
import { Mismatch } from '../../runtime/loader/mismatch.ts';
import { primitiveCheck } from '../../runtime/loader/primitives.ts';
import { ruleOf, type TypeRule, typeRules } from '../../runtime/type-rules.ts';

const rules: readonly (readonly [string, TypeRule])[] = Object.entries(typeRules);

function outcome(type: string, value: unknown): string {
  const check = primitiveCheck(type);
  try {
    check?.(value);
    return 'taken';
  } catch (error) {
    return error instanceof Mismatch ? `${error.ErrorClass.name} ${error.text}` : String(error);
  }
}

test('a name that every object inherits has no rule', () => {
  expect(ruleOf('constructor')).toBeUndefined();
  expect(ruleOf(undefined)).toBeUndefined();
});

describe('ranges', () => {
  const ranged = rules.flatMap(([type, rule]) =>
    rule.kind === 'integer' || rule.kind === 'bigint' ? [[type, rule] as const] : [],
  );

  test.each(ranged)('%s ends where its rule says', (type, { low, high, inRange, expected }) => {
    const one = typeof low === 'bigint' ? 1n : 1;
    const [below, above] = [(low as never) - (one as never), (high as never) + (one as never)];
    const suffix = typeof low === 'bigint' ? 'n' : '';
    expect([low, high].map((value) => outcome(type, value))).toEqual(['taken', 'taken']);
    expect(outcome(type, below)).toBe(`ItlRangeError must be ${inRange}, got ${below}${suffix}`);
    expect(outcome(type, above)).toBe(`ItlRangeError must be ${inRange}, got ${above}${suffix}`);
    expect(outcome(type, 'x')).toBe(`ItlTypeError must be ${expected}, got 'x'`);
  });

  test.each(ranged)('%s reaches as far as its bits do', (type, { low, high }) => {
    const [, sign, bits = ''] = /^([su])(\d+)$/.exec(type) ?? [];
    const count = 2n ** BigInt(bits);
    expect([BigInt(low), BigInt(high)]).toEqual(sign === 's' ? [-count / 2n, count / 2n - 1n] : [0n, count - 1n]);
  });
});
