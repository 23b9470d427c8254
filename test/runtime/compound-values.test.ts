/** What JavaScript may hand in for types with parts, what it gets back, and how the errors read. */
import { describe, expect, test } from 'vitest';
import type { ItlSection, TypeJson } from '../../runtime/abi.ts';
import { ItlRangeError, ItlTypeError } from '../../runtime/it_loader.ts';
import { echo } from './adapter.ts';
import { accepts, refuses, types, wrong } from './echoing.ts';

describe('arrays', () => {
  test('typed arrays of the very kind pass as they are', async () => {
    const call = await echo(['array', 'f32']);
    const array = new Float32Array([1, 2]);
    expect(call(array)).toBe(array);
  });

  test('arrays and other iterables become typed arrays where elements are numbers', async () => {
    const call = await echo(['array', 's32']);
    expect(call([1, 2])).toStrictEqual(Int32Array.of(1, 2));
    expect(call(new Set([1, 2]))).toStrictEqual(Int32Array.of(1, 2));
    expect(
      call(
        (function* () {
          yield 7;
        })(),
      ),
    ).toStrictEqual(Int32Array.of(7));
    expect(call(new Uint8Array([5]))).toStrictEqual(Int32Array.of(5));
    const texts = await echo(['array', 'string']);
    expect(texts(new Set(['a']))).toStrictEqual(['a']);
  });

  test('an iterable inside is replaced in a copy', async () => {
    const call = await echo(['array', ['array', 's32']]);
    const given = [[1], new Set([2])];
    expect(call(given)).toStrictEqual([Int32Array.of(1), Int32Array.of(2)]);
    expect(given[1]).toBeInstanceOf(Set);
    const tree = await echo('#Tree', types);
    const child = { label: 'b', children: [] };
    const root = { label: 'a', children: new Set([child]), more: 1 };
    expect(tree(root)).toStrictEqual({ label: 'a', children: [child] });
    expect(root.children).toBeInstanceOf(Set);
    const pair = await echo(['tuple', 's32', ['array', 's32']]);
    expect(pair([1, new Set([2])])).toStrictEqual([1, Int32Array.of(2)]);
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
    await accepts(['array', 'f64'], [Number.NaN], Float64Array.of(Number.NaN));
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
    await refuses(['array', 'u8'], view, wrong("' must be an array or another iterable, got a DataView"));
    // The engine itself refuses to iterate it.
    const heir = Object.create(Float32Array.prototype);
    await refuses(['array', 'f32'], heir, wrong("' must be an array or another iterable, got an object"));
  });
});

describe('records', () => {
  const ann = { name: 'Ann', age: 30 };

  test('fields are checked, optional ones may be missing, others are ignored', async () => {
    await accepts('#Person', ann, { ...ann, email: undefined });
    await accepts('#Person', { ...ann, extra: 1 }, { ...ann, email: undefined });
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
    expect((await echo('#Person', types))(someone)).toStrictEqual({ name: 'Bo', age: 3, email: undefined });
    const failing = {
      age: 1,
      get name() {
        throw new Error('mine');
      },
    };
    await refuses('#Person', failing, 'mine', Error);
  });

  test('what goes in is a copy, each property read once', async () => {
    const call = await echo('#Person', types);
    expect(call(ann)).not.toBe(ann);
    let reads = 0;
    const shifty = {
      name: 'Ann',
      get age() {
        return reads++ === 0 ? 1 : 'evil';
      },
    };
    expect(call(shifty)).toStrictEqual({ name: 'Ann', age: 1, email: undefined });
    const grown: unknown[] = ['a', 'b'];
    Object.defineProperty(grown, 0, {
      get() {
        grown.push('c', 4);
        return 'a';
      },
    });
    expect((await echo(['array', 'string']))(grown)).toStrictEqual(['a', 'b']);
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
    expect(Object.getOwnPropertyDescriptor(call(given), '__proto__')?.value).toEqual(Int32Array.of(1));
    const copied = call(Object.defineProperty({}, '__proto__', { value: new Set([1]), enumerable: true })) as object;
    expect(Object.getOwnPropertyDescriptor(copied, '__proto__')?.value).toEqual(Int32Array.of(1));
    expect(Object.getPrototypeOf(copied)).toBe(Object.prototype);
    expect(() => call({})).toThrow(ItlTypeError);
  });
});

test('tuples have exactly their elements', async () => {
  await accepts(['tuple', 'string', 'u8'], ['a', 1]);
  await accepts(['tuple'], []);
  await refuses(['tuple', 'string', 'u8'], ['a'], wrong("' must be an array of length 2, got one of length 1"));
  await refuses(['tuple', 'string', 'u8'], ['a', 1, 2], wrong("' must be an array of length 2, got one of length 3"));
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
  await accepts('#Perms', {}, { read: false, write: false });
  await accepts('#Perms', { read: undefined }, { read: false, write: false });
  await refuses('#Perms', { exec: true }, wrong("' has no flag 'exec', only 'read', 'write'"));
  await refuses('#Perms', { read: 1 }, wrong(".read' must be a boolean, got 1"));
  await refuses('#Perms', 3, wrong("' must be an object of booleans (Perms), got 3"));
});

test('variants', async () => {
  await accepts('#Shape', { tag: 'circle', val: 1 });
  await accepts('#Shape', { tag: 'none' });
  await accepts('#Shape', { tag: 'none', val: 'ignored' }, { tag: 'none' });
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
