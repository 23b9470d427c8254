/** What JavaScript may hand in for each type, what it gets back, and how the errors read. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ItlSection, TypeJson } from '../../runtime/abi.ts';
import { ItlRangeError, ItlTypeError } from '../../runtime/it_loader.ts';
import { echo, importing } from './adapter.ts';

const types: ItlSection['types'] = {
  Color: ['enum', 'red', 'green'],
  Perms: ['flags', 'read', 'write'],
  Person: ['record', ['name', 'string'], ['age', 'u8'], ['email', ['option', 'string']]],
  Shape: ['variant', ['circle', 'f32'], ['people', ['array', '#Person']], ['none', null]],
  Tree: ['record', ['label', 'string'], ['children', ['array', '#Tree']]],
  Log: ['func', ['string'], []],
};

async function accepts(type: TypeJson, value: unknown, result: unknown = value): Promise<void> {
  expect((await echo(type, types))(value)).toStrictEqual(result);
}

async function refuses(
  type: TypeJson,
  value: unknown,
  text: string,
  ErrorClass: unknown = ItlTypeError,
): Promise<void> {
  const call = await echo(type, types);
  let error: unknown;
  try {
    call(value);
  } catch (caught) {
    error = caught;
  }
  expect(error).toBeInstanceOf(ErrorClass);
  expect((error as Error).message).toBe(text);
}

const wrong = (rest: string): string => `echo: parameter 'a${rest}`;

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

describe('arrays', () => {
  test('typed arrays of the very kind pass as they are', async () => {
    const call = await echo(['array', 'f32']);
    const array = new Float32Array([1, 2]);
    expect(call(array)).toBe(array);
  });

  test('arrays pass as they are, other iterables become arrays', async () => {
    const call = await echo(['array', 's32']);
    const array = [1, 2];
    expect(call(array)).toBe(array);
    expect(call(new Set([1, 2]))).toStrictEqual([1, 2]);
    expect(
      call(
        (function* () {
          yield 7;
        })(),
      ),
    ).toStrictEqual([7]);
    expect(call(new Uint8Array([5]))).toStrictEqual(new Uint8Array([5]));
  });

  test('an iterable inside is replaced in a copy', async () => {
    const call = await echo(['array', ['array', 's32']]);
    const given = [[1], new Set([2])];
    expect(call(given)).toStrictEqual([[1], [2]]);
    expect(given[1]).toBeInstanceOf(Set);
    const tree = await echo('#Tree', types);
    const child = { label: 'b', children: [] };
    const root = { label: 'a', children: new Set([child]), more: 1 };
    expect(tree(root)).toStrictEqual({ label: 'a', children: [child] });
    expect(root.children).toBeInstanceOf(Set);
    const pair = await echo(['tuple', 's32', ['array', 's32']]);
    expect(pair([1, new Set([2])])).toStrictEqual([1, [2]]);
    const variant = await echo('#Shape', types);
    expect(variant({ tag: 'people', val: new Set() })).toStrictEqual({ tag: 'people', val: [] });
  });

  test('every element is checked', async () => {
    await refuses(
      ['array', 'u8'],
      [1, 2, 300],
      wrong("[2]' must be an integer from 0 to 255 (u8), got 300"),
      ItlRangeError,
    );
    await refuses(
      ['array', 'u8'],
      new Uint16Array([300]),
      wrong("[0]' must be an integer from 0 to 255 (u8), got 300"),
      ItlRangeError,
    );
    await refuses(['array', 'f32'], [1, '2'], wrong("[1]' must be a number, got '2'"));
    await refuses(['array', 'f32'], new BigInt64Array(1), wrong("[0]' must be a number, got 0n"));
    await refuses(['array', 'string'], new Array(2), wrong("[0]' must be a string, got undefined"));
    await refuses(['array', ['array', 's32']], [[1], [2, 'x']], wrong("[1][1]' must be a number, got 'x'"));
    await accepts(['array', ['option', 'string']], ['a', undefined]);
    await accepts(['array', 'f64'], [Number.NaN]);
    await accepts(['array', 'u1'], [true, 1], [1, 1]);
  });

  test('what is no array', async () => {
    for (const [value, shown] of [
      ['abc', "'abc'"],
      [{}, 'an object'],
      [null, 'null'],
      [{ length: 1, 0: 1 }, 'an object'],
    ]) {
      await refuses(['array', 'char'], value, wrong(`' must be an array or another iterable, got ${shown}`));
    }
    const view = new DataView(new ArrayBuffer(4));
    await refuses(['array', 'u8'], view, wrong("' must be an array or another iterable, got a typed array"));
    // The engine itself refuses to iterate it.
    const call = await echo(['array', 'f32']);
    expect(() => call(Object.create(Float32Array.prototype))).toThrow(TypeError);
  });
});

describe('records', () => {
  const ann = { name: 'Ann', age: 30 };

  test('fields are checked, optional ones may be missing, others are ignored', async () => {
    await accepts('#Person', ann);
    await accepts('#Person', { ...ann, extra: 1 });
    await accepts('#Person', { ...ann, email: null }, { ...ann, email: undefined });
    await refuses('#Person', { name: 'Ann' }, wrong(".age' is missing"));
    await refuses('#Person', { name: undefined, age: 1 }, wrong(".name' is missing"));
    await refuses('#Person', { name: null, age: 1 }, wrong(".name' must be a string, got null"));
    await refuses(
      '#Person',
      { ...ann, age: 256 },
      wrong(".age' must be an integer from 0 to 255 (u8), got 256"),
      ItlRangeError,
    );
    await refuses('#Person', 'Ann', wrong("' must be an object (Person), got 'Ann'"));
    await refuses(['array', '#Person'], [ann, { ...ann, name: 42 }], wrong("[1].name' must be a string, got 42"));
  });

  test('getters and inherited fields count', async () => {
    class Someone {
      get name(): string {
        return 'Bo';
      }
      age = 3;
    }
    const someone = new Someone();
    expect((await echo('#Person', types))(someone)).toBe(someone);
    const failing = {
      age: 1,
      get name() {
        throw new Error('mine');
      },
    };
    await refuses('#Person', failing, 'mine', Error);
  });

  test('recursive types', async () => {
    const leaf = { label: 'leaf', children: [] };
    await accepts('#Tree', { label: 'root', children: [leaf, leaf] });
    await refuses(
      '#Tree',
      { label: 'root', children: [leaf, { label: 'x', children: [{}] }] },
      wrong(".children[1].children[0].label' is missing"),
    );
  });

  test('__proto__ is a field like any other', async () => {
    const odd: ItlSection['types'] = JSON.parse('{"__proto__": ["record", ["__proto__", ["array", "s32"]]]}');
    const call = await echo('#__proto__', odd);
    const given = JSON.parse('{"__proto__": [1]}');
    expect(call(given)).toBe(given);
    const copied = call(Object.defineProperty({}, '__proto__', { value: new Set([1]), enumerable: true })) as object;
    expect(Object.getOwnPropertyDescriptor(copied, '__proto__')?.value).toEqual([1]);
    expect(Object.getPrototypeOf(copied)).toBe(Object.prototype);
    expect(() => call({})).toThrow(ItlTypeError);
  });
});

test('tuples have exactly their elements', async () => {
  await accepts(['tuple', 'string', 'u8'], ['a', 1]);
  await accepts(['tuple'], []);
  await refuses(['tuple', 'string', 'u8'], ['a'], wrong("' must be an array of length 2, got an array"));
  await refuses(['tuple', 'string', 'u8'], ['a', 1, 2], wrong("' must be an array of length 2, got an array"));
  await refuses(['tuple', 'string', 'u8'], ['a', 'b'], wrong("[1]' must be a number, got 'b'"));
  await refuses(['tuple', 'string'], new Set(['a']), wrong("' must be an array of length 1, got an object"));
});

test('enums', async () => {
  await accepts('#Color', 'green');
  await refuses('#Color', 'bleu', wrong("' must be one of 'red', 'green', got 'bleu'"));
  await refuses('#Color', 0, wrong("' must be one of 'red', 'green', got 0"));
  await refuses('#Color', 'toString', wrong("' must be one of 'red', 'green', got 'toString'"));
});

test('flags', async () => {
  await accepts('#Perms', { read: true, write: false });
  await accepts('#Perms', {});
  await accepts('#Perms', { read: undefined });
  await refuses('#Perms', { exec: true }, wrong("' has no flag 'exec', only 'read', 'write'"));
  await refuses('#Perms', { read: 1 }, wrong(".read' must be a boolean, got 1"));
  await refuses('#Perms', 3, wrong("' must be an object of booleans (Perms), got 3"));
});

test('variants', async () => {
  await accepts('#Shape', { tag: 'circle', val: 1 });
  await accepts('#Shape', { tag: 'none' });
  await accepts('#Shape', { tag: 'none', val: 'ignored' });
  await refuses('#Shape', { tag: 'square' }, wrong(".tag' must be one of 'circle', 'people', 'none', got 'square'"));
  await refuses('#Shape', {}, wrong(".tag' is missing"));
  await refuses('#Shape', { tag: 'circle' }, wrong(".val' is missing"));
  await refuses('#Shape', { tag: 'people', val: [{}] }, wrong(".val[0].name' is missing"));
  await refuses('#Shape', 'circle', wrong("' must be an object with a 'tag', got 'circle'"));
});

test('options', async () => {
  await accepts(['option', 'string'], 'a');
  await accepts(['option', 'string'], undefined);
  expect((await echo(['option', 'string']))(null)).toBe(undefined);
  await refuses(['option', 'string'], 1, wrong("' must be a string, got 1"));
  const nested: TypeJson = ['option', ['option', 'string']];
  await accepts(nested, { tag: 'none' });
  await accepts(nested, { tag: 'some', val: 'a' });
  await accepts(nested, { tag: 'some', val: undefined });
  await refuses(nested, undefined, wrong("' must be an object with a 'tag', got undefined"));
});

test('results inside of other values', async () => {
  const type: TypeJson = ['array', ['result', 'string', 'u8']];
  await accepts(type, [
    { tag: 'ok', val: 'a' },
    { tag: 'err', val: 1 },
  ]);
  await refuses(type, [{ tag: 'err', val: 'a' }], wrong("[0].val' must be a number, got 'a'"));
  await accepts(['array', ['result', null, null]], [{ tag: 'ok' }]);
});

test('functions', async () => {
  const log = (): void => {};
  expect((await echo('#Log', types))(log)).toBe(log);
  await refuses('#Log', {}, wrong("' must be a function, got an object"));
  await refuses(['func', [], []], undefined, wrong("' must be a function, got undefined"));
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
    expect((await importing(['array', 's32'], () => new Set([1])))()).toStrictEqual([1]);
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
