/** What JavaScript may hand in for types without parts, what it gets back, and how the errors read. */

import { describe, expect, test } from 'vitest';
import type { TypeJson } from '../../runtime/abi.ts';
import { ItlRangeError, ItlTypeError } from '../../runtime/it_loader.ts';
import fc from '../harness/fast-check.ts';
import { echo, importing } from './adapter.ts';
import { accepts, refuses, types, wrong } from './echoing.ts';

describe('integers', () => {
  const ranges: [TypeJson, number, number][] = [
    ['u1', 0, 1],
    ['s8', -128, 127],
    ['u8', 0, 255],
    ['s16', -32768, 32767],
    ['u16', 0, 65535],
    ['s32', -2147483648, 2147483647],
    ['u32', 0, 4294967295],
  ];
  test.each(ranges)('%s', async (type, low, high) => {
    await accepts(type, low);
    await accepts(type, high);
    await accepts(type, -0, 0);
    for (const value of [low - 1, high + 1, 0.5, Number.NaN, Infinity, -Infinity]) {
      await refuses(
        type,
        value,
        wrong(`' must be an integer from ${low} to ${high} (${type}), got ${value}`),
        ItlRangeError,
      );
    }
    for (const [value, shown] of [
      ['1', "'1'"],
      [undefined, 'undefined'],
      [null, 'null'],
      [1n, '1n'],
      [{}, 'an object'],
    ]) {
      await refuses(type, value, wrong(`' must be a number, got ${shown}`));
    }
  });

  test('u1 takes booleans, others do not', async () => {
    await accepts('u1', true, 1);
    await accepts('u1', false, 0);
    await refuses('u8', true, wrong("' must be a number, got true"));
  });

  test.each([
    ['s64', -(2n ** 63n), 2n ** 63n - 1n],
    ['u64', 0n, 2n ** 64n - 1n],
  ] as const)('%s', async (type, low, high) => {
    await accepts(type, low);
    await accepts(type, high);
    await refuses(
      type,
      high + 1n,
      wrong(`' must be an integer from ${low} to ${high} (${type}), got ${high + 1n}n`),
      ItlRangeError,
    );
    await refuses(
      type,
      low - 1n,
      wrong(`' must be an integer from ${low} to ${high} (${type}), got ${low - 1n}n`),
      ItlRangeError,
    );
    await refuses(type, 1, wrong("' must be a bigint, got 1"));
  });
});

test('bool, f32, f64, any', async () => {
  await accepts('bool', true);
  await accepts('bool', false);
  await refuses('bool', 1, wrong("' must be a boolean, got 1"));
  await accepts('f32', 1.5);
  await accepts('f32', 0.1, Math.fround(0.1));
  await accepts('f64', Number.NaN);
  await accepts('f64', -0);
  await refuses('f64', '1', wrong("' must be a number, got '1'"));
  const value = { deep: [1] };
  expect((await echo('any'))(value)).toBe(value);
  await accepts('any', undefined);
});

test('char is one Unicode scalar value', async () => {
  for (const char of ['a', 'é', '日', '🍕', '\0', '\uffff', '\ufeff', '\n']) await accepts('char', char);
  for (const text of ['', 'ab', 'e\u0301', '\ud83c', '\udf55', '🍕🍕']) {
    await refuses('char', text, wrong(`' must be a string of one character, got '${text}'`));
  }
  await refuses('char', 97, wrong("' must be a string of one character, got 97"));
});

test('string is nothing but a string', async () => {
  await accepts('string', '');
  await refuses('string', 42, wrong("' must be a string, got 42"));
  await refuses('string', new String('x'), wrong("' must be a string, got an object"));
  await refuses('string', undefined, wrong("' must be a string, got undefined"));
});

test('buffer takes every kind of bytes', async () => {
  const call = await echo('buffer');
  const bytes = new Uint8Array([1, 2, 3, 4]);
  expect(call(bytes)).toBe(bytes);
  expect(call(bytes.buffer)).toStrictEqual(bytes);
  expect(call(new DataView(bytes.buffer, 1, 2))).toStrictEqual(new Uint8Array([2, 3]));
  expect(call(new Uint16Array([0x0201]))).toStrictEqual(new Uint8Array([1, 2]));
  expect(call(new SharedArrayBuffer(2))).toHaveLength(2);
  await refuses('buffer', [1], wrong("' must be an ArrayBuffer or a view of one, got an array"));
  await refuses(
    'buffer',
    Object.create(Uint8Array.prototype),
    wrong("' must be an ArrayBuffer or a view of one, got an object"),
  );
});
describe('messages', () => {
  test('show values shortly and run none of their code', async () => {
    const trap = (): never => {
      throw new Error('ran');
    };
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const shown: [unknown, string][] = [
      ['x'.repeat(100), `'${'x'.repeat(40)}…'`],
      [10n ** 60n, `1${'0'.repeat(39)}…n`],
      [Symbol('s'), 'Symbol(s)'],
      [null, 'null'],
      [[], 'an array'],
      [() => 1, 'a function'],
      [{ toString: trap, [Symbol.toPrimitive]: trap }, 'an object'],
      [Object.defineProperty({}, Symbol.toStringTag, { get: trap }), 'an object'],
      [new Proxy({}, { get: trap, getPrototypeOf: trap, ownKeys: trap, has: trap }), 'an object'],
      [proxy, 'an object'],
      [new Uint8Array(2), 'a typed array'],
      [true, 'true'],
    ];
    for (const [value, text] of shown) await refuses('f32', value, wrong(`' must be a number, got ${text}`));
  });

  test('never anything but the two classes, whatever comes in', async () => {
    const calls = await Promise.all(
      (
        [
          'u8',
          's64',
          'char',
          'string',
          'buffer',
          ['array', 'u8'],
          '#Person',
          '#Perms',
          '#Shape',
          ['tuple', 'u8'],
          ['option', '#Color'],
        ] as TypeJson[]
      ).map((type) => echo(type, types)),
    );
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withTypedArray: true, withNullPrototype: true, withSparseArray: true }),
        (value) => {
          for (const call of calls) {
            try {
              call(value);
            } catch (error) {
              expect(error instanceof ItlTypeError || error instanceof ItlRangeError).toBe(true);
            }
          }
        },
      ),
    );
  });

  test('errors keep a code and the name of their class', async () => {
    const call = await echo('u8');
    expect(() => call('')).toThrow(expect.objectContaining({ code: 'ITL_TYPE', name: 'ItlTypeError' }));
    expect(() => call(256)).toThrow(expect.objectContaining({ code: 'ITL_RANGE', name: 'ItlRangeError' }));
  });
});

describe('results of imports', () => {
  test('are checked as parameters are', async () => {
    expect((await importing('string', () => 'x'))()).toBe('x');
    expect(await importing('string', () => 42)).toThrow(new ItlTypeError('env.get: result must be a string, got 42'));
    const people: TypeJson = ['array', '#Person'];
    expect(await importing(people, () => [{ name: 1, age: 1 }], types)).toThrow(
      'env.get: result[0].name must be a string, got 1',
    );
    expect((await importing(['array', 's32'], () => new Set([1])))()).toStrictEqual(Int32Array.of(1));
    expect(await importing('u8', () => 256)).toThrow('env.get: result must be an integer from 0 to 255 (u8), got 256');
  });

  test('travel by their carriers', async () => {
    for (const [type, value] of [
      ['char', '🍕'],
      ['bool', true],
      ['u32', 4294967295],
      ['u64', 2n ** 64n - 1n],
      ['u1', 1],
    ] as const) {
      expect((await importing(type, () => value))()).toBe(value);
    }
    expect((await importing('u1', () => true))()).toBe(1);
  });
});
