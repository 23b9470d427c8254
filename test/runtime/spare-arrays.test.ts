import { describe, expect, test } from 'vitest';
import { giveSpare, type Spare, takeSpare } from '../../runtime/values/spare-arrays.ts';

const spareOfFloats = (): Spare => ({ View: Float32Array, free: undefined, short: [], taken: undefined });

describe('spare arrays', () => {
  test('one that was given back is taken again', () => {
    const spare = spareOfFloats();
    const first = takeSpare(spare, 100);
    giveSpare(spare, first);
    expect(takeSpare(spare, 100)).toBe(first);
  });

  test('a shorter one lies in the room of a longer one', () => {
    const spare = spareOfFloats();
    const first = takeSpare(spare, 100);
    giveSpare(spare, first);
    const second = takeSpare(spare, 40);
    expect(second).toHaveLength(40);
    expect(second.buffer).toBe(first.buffer);
  });

  test('nobody gets what somebody has', () => {
    const spare = spareOfFloats();
    giveSpare(spare, takeSpare(spare, 40));
    const outer = takeSpare(spare, 40);
    const inner = takeSpare(spare, 40);
    expect(inner.buffer).not.toBe(outer.buffer);
    giveSpare(spare, inner);
    giveSpare(spare, outer);
    const next = takeSpare(spare, 40);
    expect([inner, next].filter((each) => each === outer)).toHaveLength(0);
  });

  test('of short ones there is one for each length', () => {
    const spare = spareOfFloats();
    const three = takeSpare(spare, 3);
    giveSpare(spare, three);
    const four = takeSpare(spare, 4);
    giveSpare(spare, four);
    const long = takeSpare(spare, 40);
    giveSpare(spare, long);
    expect([takeSpare(spare, 3), takeSpare(spare, 4), takeSpare(spare, 40)]).toEqual([three, four, long]);
    const other = takeSpare(spare, 3);
    expect(other).toHaveLength(3);
    expect(other).not.toBe(three);
  });

  test('what was not taken, and what is large, does not stay', () => {
    const spare = spareOfFloats();
    giveSpare(spare, new Float32Array(40));
    expect(spare.free).toBeUndefined();
    const large = takeSpare(spare, 300_000);
    giveSpare(spare, large);
    expect(takeSpare(spare, 300_000)).not.toBe(large);
  });
});
