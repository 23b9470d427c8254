/** Arrays and iterables that are not what they seem: the same on every target. */
import { describe, expect, test } from 'vitest';
import { targets } from '../harness/targets.ts';
import { type Loose, start, thrownBy } from './every-target.ts';

const itl = `
(types (record Lists (numbers (array f64)) (names (array string))))
(import "host" (func see "see" (param any)) (func fail "fail"))
(module core "core.wasm"
  (func malloc "malloc" (param i32) (result i32))
  (func sum "sum" (param i32 i32) (result f64)))
(export
  (func _ "sum" (param $numbers (array f64)) (result f64)
    (let $length (as i32 (array-len (local $numbers))))
    (let $at (call malloc (local $length)))
    (let $_end (lower-array f64 8 (local $at) (local $numbers) $p $value (store f64 core "memory" (local $p) (local $value))))
    (call sum (local $at) (local $length)))
  (func _ "sumOfSingle" (param $numbers (array f32)) (result f64)
    (let $length (as i32 (array-len (local $numbers))))
    (let $at (call malloc (local $length)))
    (let $_end (lower-array f32 4 (local $at) (local $numbers) $p $value (store f32 core "memory" (local $p) (local $value))))
    (call sum (local $at) 0))
  (func _ "names" (param $names (array string)) (call see (local $names)))
  (func _ "lists" (param $lists Lists) (call see (local $lists)))
  (func _ "fail" (call fail))
  (func _ "caught" (result any) (try (call fail) (throw "none") (catch $error (local $error)))))`;

const wat = `(module
  (memory (export "memory") 4)
  (func (export "malloc") (param i32) (result i32) (i32.const 1024))
  (func (export "sum") (param i32 i32) (result f64) (local f64)
    (block (loop
      (br_if 1 (i32.eqz (local.get 1)))
      (local.set 2 (f64.add (local.get 2) (f64.load (local.get 0))))
      (local.set 0 (i32.add (local.get 0) (i32.const 8)))
      (local.set 1 (i32.sub (local.get 1) (i32.const 1)))
      (br 0)))
    (local.get 2)))`;

function* endless(item: unknown): Generator<unknown> {
  while (true) yield item;
}

/** Of as many items as there can be, none of which is there. */
function sparse(): unknown[] {
  const items: unknown[] = [];
  items.length = 2 ** 32 - 1;
  return items;
}

/** Items of which the first one, when it is read, takes all behind it away. */
const shrinking = (first: unknown, ...others: unknown[]): unknown[] => {
  const items = [first, ...others];
  return Object.defineProperty(items, 0, {
    get() {
      items.length = 1;
      return first;
    },
  });
};

describe.each(targets)('target %s', (target) => {
  let seen: unknown;
  const open = (fail: () => void = () => {}): Promise<Loose> =>
    start(target, itl, {
      wat,
      imports: {
        host: {
          see: (value: unknown) => {
            seen = value;
          },
          fail,
        },
      },
    });
  const refused = (call: () => unknown): string => {
    const error = thrownBy(call);
    return `${error.name}: ${error.message}`;
  };

  test.each([
    ['an endless iterator', () => endless(null), 'null'],
    ['an array of nothing', sparse, 'undefined'],
    ['an array that shrinks', () => shrinking('a', 'b', 'c'), "'a'"],
  ])('%s is refused at the first wrong item', async (_, items, shown) => {
    const lib = await open();
    const expected = (name: string, what: string, got = shown) =>
      `ItlTypeError: ${name}[0]' must be ${what}, got ${got}`;
    expect(refused(() => lib.sum?.(items()))).toBe(expected("sum: parameter 'numbers", 'a number'));
    expect(refused(() => lib.sumOfSingle?.(items()))).toBe(expected("sumOfSingle: parameter 'numbers", 'a number'));
    const lists = () => ({ numbers: items(), names: [] });
    expect(refused(() => lib.lists?.(lists()))).toBe(expected("lists: parameter 'lists.numbers", 'a number'));
  });

  test('also of what is no number', async () => {
    const lib = await open();
    for (const [items, shown] of [
      [endless(7), '7'],
      [sparse(), 'undefined'],
    ] as const)
      expect(refused(() => lib.names?.(items))).toBe(
        `ItlTypeError: names: parameter 'names[0]' must be a string, got ${shown}`,
      );
  });

  test('an array that loses items while they are read lacks them', async () => {
    const lib = await open();
    const lacking = (name: string, what: string) => `ItlTypeError: ${name}[1]' must be a ${what}, got undefined`;
    expect(refused(() => lib.sum?.(shrinking(1, 2, 3)))).toBe(lacking("sum: parameter 'numbers", 'number'));
    expect(refused(() => lib.lists?.({ numbers: shrinking(1, 2, 3), names: [] }))).toBe(
      lacking("lists: parameter 'lists.numbers", 'number'),
    );
    expect(refused(() => lib.names?.(shrinking('a', 'b')))).toBe(lacking("names: parameter 'names", 'string'));
  });

  test('a subclass goes in as an array', async () => {
    class Names extends Array<string> {}
    const lib = await open();
    lib.names?.(Names.from(['a', 'b']));
    expect(seen).toEqual(['a', 'b']);
    expect((seen as object).constructor).toBe(Array);
  });

  test('sets and generators', async () => {
    const lib = await open();
    expect(lib.sum?.(new Set([1, 2, 3]))).toBe(6);
    const many = Array.from({ length: 3000 }, (_, index) => index);
    expect(lib.sum?.(many.values())).toBe(4_498_500);
    many[2900] = 'x' as never;
    expect(refused(() => lib.sum?.(many.values()))).toBe(
      "ItlTypeError: sum: parameter 'numbers[2900]' must be a number, got 'x'",
    );
  });

  test('a wrong item counts before what its iterable throws behind it', async () => {
    function* failing(...items: readonly unknown[]): Generator<unknown> {
      yield* items;
      throw new Error('no more');
    }
    const lib = await open();
    expect(refused(() => lib.names?.(failing('a', 'b')))).toBe('Error: no more');
    expect(refused(() => lib.names?.(failing('a', 7)))).toBe(
      "ItlTypeError: names: parameter 'names[1]' must be a string, got 7",
    );
    expect(refused(() => lib.sum?.(failing('a')))).toBe(
      "ItlTypeError: sum: parameter 'numbers[0]' must be a number, got 'a'",
    );
  });

  test('what is thrown may be a Proxy that was revoked', async () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const lib = await open(() => {
      throw proxy;
    });
    let thrown: unknown;
    try {
      lib.fail?.();
    } catch (error) {
      thrown = error;
    }
    expect(thrown === proxy).toBe(true);
    expect(lib.caught?.() === proxy).toBe(true);
  });
});
