/** Lengths of strings that a core module claims, in a memory that has room for all of them. */
import { describe, expect, test } from 'vitest';
import { textInPieces } from '../../runtime/values/long-text.ts';
import { targets } from '../harness/targets.ts';
import { start, thrownBy } from './every-target.ts';

const lift = (name: string, operation: string): string => `(func _ "${name}" (param $length u32) (result string)
  (${operation} core "memory" 0 (as i32 (local $length))))`;

const itl = `
(module core "core.wasm")
(export ${lift('utf8', 'mem-to-string')} ${lift('utf16', 'mem-to-utf16')} ${lift('latin1', 'mem-to-latin1')})`;
const wat = '(module (memory (export "memory") 65536))';

describe.each(targets)('target %s', (target) => {
  test.each([
    // A code unit takes three bytes at most: these are more than V8's strings hold whatever the bytes are.
    ['utf8', 3 * 2 ** 29],
    ['utf8', 2 ** 32 - 1],
    ['utf16', 2 ** 29],
    ['utf16', 2 ** 31 - 1],
    ['latin1', 2 ** 29],
    ['latin1', 2 ** 32 - 1],
  ])('%s of length %d is refused', async (name, length) => {
    const { [name]: call } = await start(target, itl, { wat });
    const error = thrownBy(() => call?.(length));
    expect(error).toBeInstanceOf(RangeError);
    expect(`${error.name}: ${error.message}`).toBe(`ItlRangeError: no room for a string of length ${length}`);
  });
});

test('pieces are put together in order', () => {
  const count = 3 * 2 ** 26 + 5;
  const seen: number[] = [];
  const text = textInPieces(count, count, (from, to) => {
    seen.push(from, to);
    return `${from},`;
  });
  expect(seen).toEqual([0, 2 ** 26, 2 ** 26, 2 ** 27, 2 ** 27, 3 * 2 ** 26, 3 * 2 ** 26, count]);
  expect(text).toBe(`0,${2 ** 26},${2 ** 27},${3 * 2 ** 26},`);
});

test('what fails on the way is a range error with its cause', () => {
  const cause = new RangeError('Invalid string length');
  const failing = (): never => {
    throw cause;
  };
  expect(thrownBy(() => textInPieces(2, 2, failing))).toMatchObject({
    message: 'no room for a string of length 2',
    cause,
  });
});
