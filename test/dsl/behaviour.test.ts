/** C++ with blocks, compiled and run. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AnyExports } from '../harness/fixture.ts';
import { type BuiltDsl, buildDsl, compileCore, translate } from './build-dsl.ts';

const source = (name: string): string => readFileSync(new URL(`./sources/${name}`, import.meta.url), 'utf8');

const patience = 300_000;

describe('values', () => {
  const shown: unknown[] = [];
  const names = {
    all: (count: number) => Array.from({ length: count }, (_, index) => `n${index}`),
    both: (count: number) => Array.from({ length: count }, () => 'é'),
    show: (person: unknown) => void shown.push(person),
    first: () => 'first',
    pick(shape: unknown, list: Int32Array) {
      shown.push(shape, [...list]);
      return { x: 42, y: 0 };
    },
    invert: (bits: boolean[]) => bits.map((bit) => !bit),
    parse(text: string) {
      if (/^\d+$/.test(text)) return Number(text);
      throw new Error(`not a number: ${text}`);
    },
  };
  let built: BuiltDsl;
  let exports: AnyExports;

  beforeAll(async () => {
    built = await buildDsl(source('values.cpp'));
    exports = await built.start({ names });
  }, patience);

  test('structures, recursive ones too', () => {
    const friend = { name: 'b', age: 1, friends: [], at: { x: 1, y: 2 } };
    const person = { name: 'Å', age: 3, friends: [friend], at: undefined };
    expect(exports.grow(person, 4)).toEqual({ name: 'Å', age: 7, friends: [friend, person], at: undefined });
    expect(() => exports.grow({ ...person, age: 256 }, 1)).toThrow(/^grow: parameter 'person\.age' must be/);
  });

  test('enums and flags', () => {
    expect(exports.next('Green')).toBe('Blue');
    expect(() => exports.next('Blue')).toThrow('3 is not a case of Colour');
    expect(exports.together({ read: true }, { run: true })).toEqual({ read: false, write: false, run: true });
  });

  test('variants and results', () => {
    expect(exports.area({ tag: 'circle', val: 2 })).toBe(12);
    expect(exports.area({ tag: 'square', val: 2 })).toBe(4);
    expect(exports.area({ tag: 'none' })).toBe(0);
    expect(() => exports.area({ tag: 'poly', val: [] })).toThrow(expect.objectContaining({ payload: 'too hard' }));
  });

  test('strings and bytes', () => {
    expect(exports.split('a,\0b,,ü', 44)).toEqual(['a', '\0b', '', 'ü']);
    expect(exports.twice('aß')).toBe('aßaß');
    expect(exports.enough(3)).toEqual(Uint8Array.of(7, 7, 7));
    // More than the arena holds in one piece.
    expect(exports.twice('x'.repeat(100_000))).toHaveLength(200_000);
    expect(exports.split('xy,'.repeat(20_000), 44)).toHaveLength(20_001);
  });

  test('imported functions', () => {
    shown.length = 0;
    expect(exports.gather(3)).toBe('firstn0n1n2ééé42ftf');
    expect(shown).toEqual([
      {
        tag: 'poly',
        val: [
          { x: 1, y: 2 },
          { x: 3, y: 4 },
        ],
      },
      [1, 2, 3],
      { name: 'somebody', age: 1, friends: [], at: { x: 1, y: 2 } },
    ]);
    expect([exports.parsed('41'), exports.parsed('x')]).toEqual(['42', 'error: not a number: x']);
  });

  test('aborts are errors with their message, and the component goes on', () => {
    expect(exports.fail(0)).toBeUndefined();
    expect(() => exports.fail(1)).toThrow(/^abort\(\) was called$/);
    expect(() => exports.fail(2)).toThrow(/^assertion failed: how != 2 \(case\.cpp:\d+, fail\)$/);
    expect(() => exports.fail(3)).toThrow(/^told so$/);
    expect(exports.at([1, 2, 3], 1)).toBe(2);
    expect(() => exports.at([1, 2, 3], 3)).toThrow(/out_of_range .*"vector"/);
    expect(() => exports.enough(2 ** 32 - 1)).toThrow(/length_error|bad_alloc|out of memory/);
    expect(exports.twice('ab')).toBe('abab');
  });

  test('comments and names reach the declarations', () => {
    expect(built.dts).toContain('/** A place. */\nexport interface Point {');
    expect(built.dts).toContain('grow(person: Person, by: number): Person;');
  });
});

describe('references and classes', () => {
  const said: unknown[] = [];
  const host = {
    say: (value: unknown) => void said.push(value),
    make: (text: string) => new Map([[text, 1]]),
  };
  let exports: AnyExports;

  beforeAll(async () => {
    exports = await (await buildDsl(source('references.cpp'))).start({ host });
  }, patience);

  test('properties and methods of any value', () => {
    const object = { inner: {}, log: (...args: unknown[]) => void said.push(args) };
    expect(exports.use(object, 42)).toBe(42);
    expect(said).toEqual(['hi', 3.5, object, [1, 'two', object, true, 5n]]);
    expect(object).toMatchObject({ x: 42, inner: { deep: 'deep' } });
    expect(exports.build()).toEqual({ list: [1, 2.5, 'x'], second: 2.5, made: new Map([['m', 1]]) });
    expect(() => exports.use({}, 1)).toThrow("'log' of an object is no function");
  });

  test('any value comes back as itself', () => {
    const symbol = Symbol('s');
    for (const value of [null, undefined, 0, '', symbol, {}, exports]) expect(exports.echo(value)).toBe(value);
    expect(exports.boxes([{ what: symbol, count: 1 }])).toEqual([{ what: symbol, count: 2 }]);
    expect(['x', undefined, 5n].map((value) => exports.kind(value))).toEqual(['string=x', 'undefined!', 'bigint']);
  });

  test('values are checked when C++ wants to know them', () => {
    expect([exports.asInt(5), exports.asByte(255), exports.asBig(5n)]).toEqual([5, 255, 5n]);
    expect(() => exports.asInt('5')).toThrow("the value must be a number, got '5'");
    expect(() => exports.asInt(2 ** 31)).toThrow('s32');
    expect(() => exports.asByte(256)).toThrow('the number does not fit its type');
  });

  test('kinds of values, null, texts and bytes', () => {
    expect([...exports.kinds([undefined, null, true, 1, 1n, '', Symbol(), () => 1, {}, new Uint8Array(1)])]).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0,
    ]);
    expect(exports.nil()).toBe(null);
    expect(exports.reversed(Uint8Array.of(1, 2, 3))).toEqual(Uint8Array.of(3, 2, 1));
    expect(exports.reversed(new ArrayBuffer(0))).toEqual(new Uint8Array());
    expect(() => exports.reversed('x')).toThrow('the value must be');
    expect(exports.length('ä→')).toBe(5);
  });

  test('C++ has what a callback throws, and can throw it on', () => {
    const error = new TypeError('mine');
    const throwing = () => {
      throw error;
    };
    expect(exports.caught((value: unknown) => [value])).toEqual([true, [1]]);
    expect(exports.caught(throwing)[1]).toBe(error);
    let seen: unknown;
    try {
      exports.again(throwing);
    } catch (thrown) {
      seen = thrown;
    }
    expect(seen).toBe(error);
    exports.again(() => 1);
  });

  test('a component does not reach Function', () => {
    expect([{}, () => 1, 'text', []].map((value) => exports.constructorOf(value))).toEqual(Array(4).fill(undefined));
  });

  test('classes', () => {
    const counter = new exports.Counter(3);
    expect([counter.next(), counter.value, counter.label('n='), counter.name]).toEqual([4, 4, 'n=4', 'counter']);
    counter.value = 10;
    expect(counter.plus(counter).value).toBe(20);
    expect(exports.Counter.zero().value).toBe(0);
    expect(exports.made(7)).toBeInstanceOf(exports.Counter);
    expect(() => exports.nothing()).toThrow('a null pointer is no instance');
    const before = exports.alive();
    counter.dispose();
    expect(exports.alive()).toBe(before - 1);
    expect(() => counter.next()).toThrow('Counter.next: this is a disposed Counter');
    const list = exports.counters(5);
    expect(exports.sum(list)).toBe(10);
    for (const each of list) each.dispose();
    expect(exports.alive()).toBe(before - 1);
  });

  test('properties that are members, bits or functions', () => {
    const counter = new exports.Counter(3);
    expect([counter.half, counter.color, counter.next_]).toEqual([1.5, '', 4]);
    Object.assign(counter, { color: 'réd', next_: 8, bits: 5 });
    expect([counter.value, counter.half, counter.color, counter.bits]).toEqual([7, 3.5, 'réd', 5]);
    expect(() => {
      counter.bits = 13;
    }).toThrow("the number does not fit the bits of 'bits'");
    counter.next_ = undefined;
    expect(counter.value).toBe(0);
    expect(() => {
      counter.half = 1;
    }).toThrow(TypeError);
  });
});

describe('what changes hands', () => {
  const wrapped = ['-Wl,--wrap=malloc', '-Wl,--wrap=free'];

  test('owned strings in structures, and variants in themselves, leave nothing behind', {
    timeout: patience,
  }, async () => {
    const taken: unknown[] = [];
    const js = {
      take: (names: unknown) => void taken.push(names),
      give: () => ({ first: 'ä', others: ['b', 'c'] }),
      louder: (text: string) => `${text}!`,
    };
    const exports = await (await buildDsl(source('owned.cpp'), wrapped)).start({ js });
    const names = { first: 'a', others: ['b', 'c'] };
    const json = { tag: 'list', val: [{ tag: 'nothing' }, { tag: 'list', val: [{ tag: 'text', val: 'x' }] }] };
    const before = exports.blocks();
    for (let round = 0; round < 1000; round++) {
      expect(exports.names(names)).toEqual(names);
      expect(exports.throughJs()).toBe('äbc');
      expect(exports.json(json)).toEqual(json);
      expect(exports.shout('q')).toBe('q!');
    }
    expect(taken.at(-1)).toEqual(js.give());
    expect(exports.blocks()).toBe(before);
    // Neither do arguments that C++ converts, where it then throws.
    const long = 'longer than what a string of C++ has room for';
    const lists = (fails: boolean) => exports.lists([long], [long], long, [long, 1], json, fails);
    expect(lists(false)).toBe(50);
    for (let round = 0; round < 1000; round++) expect(() => lists(true)).toThrow('fails');
    expect(exports.blocks()).toBe(before);
  });
});

describe('what clang says', () => {
  test('names the line of the user', { timeout: patience }, async () => {
    const text =
      '\n\nexport {\n  func ok(s32) -> s32;\n\n  func greet(std::string) -> std::string;\n}\nint ok(int n) { return n }\n';
    const result = await compileCore(translate(text));
    expect(result).toMatchObject({ kind: 'failed', errors: expect.stringContaining('case.cpp:8:25: error: expected') });
  });

  test('names a declaration of another signature', { timeout: patience }, async () => {
    const text = 'export {\n\n  func half(s32) -> s32;\n}\n\ndouble half(int n) { return n / 2.0; }\n';
    const { errors } = (await compileCore(translate(text))) as { errors: string };
    expect(errors).toMatch(/case\.cpp:6:8: error:/);
    expect(errors).toMatch(/case\.cpp:3:\d+: note: previous declaration/);
  });
});

test('functions of other files, and of C, are exported', { timeout: patience }, async () => {
  const built = await buildDsl({
    'a.cpp': `extern "C" {
const char* lib_error(int);
int lib_add(int a, int b);
}
export { func lib_error(code: s32) -> string; func lib_add(a: s32, b: s32) -> s32; func other() -> s32; func own() -> s32; }
int own() { return 2; }
`,
    'b.cpp': `extern "C" const char* lib_error(int code) { return code ? "bad" : "fine"; }
extern "C" int lib_add(int a, int b) { return a + b; }
int other() { return 3; }
`,
  });
  const { lib_error, lib_add, other, own } = await built.start();
  expect([lib_error(0), lib_error(1), lib_add(1, 2), other(), own()]).toEqual(['fine', 'bad', 3, 3, 2]);
});

test('what a result holds can be changed in place', { timeout: patience }, async () => {
  const built = await buildDsl(`/**IT_START**/
type Words = std::vector<std::string>;
type Fault = struct { what: std::string; };
export { func words(fails: bool) -> result(Words, Fault); }
/**IT_END**/
it::result<Words, Fault> words(bool fails) {
  it::result<Words, Fault> all = Words{"a"};
  if (fails) all = it::error(Fault{"too"});
  if (!all) { all.error().what += " bad"; return all; }
  all->push_back("b");
  (*all)[0] += "c";
  return all;
}
`);
  const { words } = await built.start();
  expect(words(false)).toEqual(['ac', 'b']);
  expect(() => words(true)).toThrow(expect.objectContaining({ payload: { what: 'too bad' } }));
});
