/** Callbacks of C++ with blocks: compiled and run. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AnyExports } from '../harness/fixture.ts';
import { type BuiltDsl, buildDsl } from './build-dsl.ts';

const source = readFileSync(new URL('./sources/callbacks.cpp', import.meta.url), 'utf8');

let built: BuiltDsl;
let lib: AnyExports;
const said: unknown[] = [];
const say = (text: string): void => void said.push(text);
const taken = (): unknown[] => said.splice(0);

beforeAll(async () => {
  built = await buildDsl(source);
  lib = await built.start();
}, 300_000);

describe('callbacks of one call', () => {
  test('are called, answer, and may be left out', () => {
    expect([lib.log('hello', say), taken()]).toEqual([true, ['hello']]);
    for (const none of [null, undefined]) expect(lib.log('hello', none)).toBe(false);
    const steps: number[][] = [];
    const stopAt = (at: number) => (done: number, total: number) => {
      steps.push([done, total]);
      return done === at ? 1 : 0;
    };
    expect(lib.run(5, stopAt(2), () => say('done'))).toBe(2);
    expect([steps, taken()]).toEqual([
      [
        [1, 5],
        [2, 5],
      ],
      [],
    ]);
    expect([lib.run(3, stopAt(9), () => say('done')), taken()]).toEqual([3, ['done']]);
    expect(lib.run(3)).toBe(3);
  });

  test('of one signature share a relay and lift otherwise', () => {
    lib.place((point: unknown) => void said.push(point), say);
    expect(taken()).toEqual([{ x: 1, y: 2 }, 'placed', { x: 3, y: 4 }]);
    expect(built.translation.itl.match(/\(relay vpp\)/g)).toHaveLength(1);
  });

  test('take and give numbers of every kind', () => {
    const big = (...values: unknown[]) => {
      said.push(...values);
      return 2n ** 64n - 1n;
    };
    expect(lib.big(big)).toBe(2n ** 64n - 1n);
    expect(taken()).toEqual([-1n, 2n ** 64n - 1n, 0.1, 0.5, 255, true]);
  });

  test('take and give structures, lists, variants, options, tuples', () => {
    const grow = (person: { age: number }, colour: unknown, access: unknown) => {
      said.push(colour, access);
      return { ...person, age: person.age + 1 };
    };
    expect([lib.person(grow), taken()]).toEqual(['Å4b', ['Green', { read: false, write: true }]]);
    const reverse = (names: string[], ...rest: unknown[]) => {
      said.push(...rest);
      return names.reverse();
    };
    const points = [
      { x: 1, y: 2 },
      { x: 3, y: 4 },
    ];
    expect([lib.names(reverse), taken()]).toEqual(['é,a,', [Uint8Array.of(1, 2), points, [true, false]]]);
    const maybe = (answer: unknown) =>
      lib.maybe((...values: unknown[]) => {
        said.push(values);
        return answer;
      });
    expect([maybe(undefined), maybe({ tag: 'poly', val: points }), maybe({ tag: 'none' })]).toEqual([
      'none',
      '2.000000',
      'other',
    ]);
    expect(taken()).toEqual(Array(3).fill([undefined, [7, 'seven']]));
  });

  test('take and give texts, any value and objects', () => {
    expect(lib.named((name: string) => `${name}!`)).toBe('a!b!');
    expect(lib.owned((text: string) => (text === 'x' ? 'ü' : ''))).toBe('ü');
    expect(lib.text((text: string) => (text === 'a' ? 'cut' : `${text}…`))).toBe('aü…');
    const symbol = Symbol('any');
    expect(lib.anyOf({ symbol }, (value: { symbol: symbol }) => value.symbol)).toBe(symbol);
    expect(lib.tryIt('1.5', Number)).toBe('1.500000');
    const refuse = () => {
      throw new Error('no number');
    };
    expect(lib.tryIt('x', refuse)).toBe('error: no number');
    lib.count((counter: AnyExports) => said.push(counter.next(), counter.next(), counter instanceof lib.Counter));
    expect(taken()).toEqual([1, 2, true]);
  });

  test('are functions with user data to C', () => {
    lib.throughC('two words', say);
    expect(taken()).toEqual(['two', 'words', 'two', 'words']);
  });

  test('are checked like everything else', () => {
    expect(() => lib.log('x', 5)).toThrow(/^log: parameter 'log' must be a function/);
    expect(() => lib.run(1, () => 'no')).toThrow(TypeError);
  });

  test('throw through C++ as they are, and leave nothing behind', () => {
    const error = new RangeError('of the callback');
    const fail = (): never => {
      throw error;
    };
    // The stack has 64 KiB, and the table of callbacks begins with a few places.
    for (let count = 0; count < 2000; count++) {
      expect(catchFrom(() => lib.person(fail))).toBe(error);
      expect(catchFrom(() => lib.deep(1, fail))).toBe(error);
    }
    expect([lib.log('still here', say), taken()]).toEqual([true, ['still here']]);
  });

  test('call back in, three deep and with callbacks of their own', () => {
    const order: string[] = [];
    const down = (level: number): number => {
      order.push(`in ${level}`);
      lib.log(`log ${level}`, (text: string) => order.push(text));
      const answer = level === 0 ? 1 : 2 * lib.deep(level - 1, down);
      order.push(`out ${level}`);
      return answer;
    };
    expect(lib.deep(3, down)).toBe(8);
    expect(order).toEqual([
      ...[3, 2, 1, 0].flatMap((level) => [`in ${level}`, `log ${level}`]),
      ...[0, 1, 2, 3].map((level) => `out ${level}`),
    ]);
  });
});

function catchFrom(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

describe('retained callbacks', () => {
  test('are told until they are disposed of', () => {
    const first = lib.onAlert((text: string) => say(`first ${text}`));
    const second = lib.onAlert((text: string) => say(`second ${text}`));
    expect(first).toBeInstanceOf(lib.Subscription);
    lib.alert('fire');
    expect([taken(), lib.listeners()]).toEqual([['first fire', 'second fire'], 2]);
    first.dispose();
    first.dispose();
    lib.alert('again');
    expect([taken(), lib.listeners()]).toEqual([['second again'], 1]);
    const disposeSymbol: symbol = Symbol.dispose ?? Symbol.for('Symbol.dispose');
    second[disposeSymbol]();
    lib.alert('nobody');
    expect([taken(), lib.listeners()]).toEqual([[], 0]);
  });

  test('are released by C++ too, with release() or the last copy', () => {
    for (const release of [lib.releaseAll, lib.forgetAll]) {
      const kept = lib.onAlert(say);
      release();
      lib.alert('nobody');
      expect([taken(), lib.listeners()]).toEqual([[], 0]);
      kept.dispose();
    }
  });

  test('may dispose of themselves, and let others in, while they are called', () => {
    const once = lib.onAlert((text: string) => {
      once.dispose();
      say(text);
      lib.onAlert((next: string) => say(`next ${next}`));
    });
    lib.alert('one');
    lib.alert('two');
    expect(taken()).toEqual(['one', 'next two']);
    lib.forgetAll();
  });

  test('may be left out', () => {
    const none = lib.onAlert(null);
    lib.alert('nobody');
    expect(lib.listeners()).toBe(0);
    none.dispose();
  });

  test("are C++'s alone where the function has a result of its own", () => {
    expect(lib.keep(say, say)).toBe(true);
    expect(lib.keep(say, null)).toBe(false);
    lib.alert('kept');
    expect(taken()).toEqual(['kept', 'kept']);
    lib.forgetAll();
    lib.alert('gone');
    expect(taken()).toEqual([]);
  });

  test('live as long as the object that holds them', () => {
    const button = new lib.Button((text: string) => say(`click ${text}`));
    const hover = button.onHover(() => say('hover'));
    button.click('me');
    button.hover();
    hover.dispose();
    button.hover();
    expect([taken(), button.each((done: number, total: number) => done + total)]).toEqual([['click me', 'hover'], 3]);
    const made = lib.Button.create('made', say);
    made.click('it');
    expect(taken()).toEqual(['made', 'it']);
    made.dispose();
    button.dispose();
  });

  test('are released where the call fails that hands them over', () => {
    const error = new Error('of the listener');
    const fail = (): never => {
      throw error;
    };
    expect(catchFrom(() => lib.failing(fail, 'name'))).toBe(error);
    lib.alert('nobody');
    expect([taken(), lib.listeners()]).toEqual([[], 0]);
  });
});

describe('the tables', () => {
  let bare: AnyExports;

  // No call of this one takes memory.
  beforeAll(async () => {
    const text = `/**IT_START**/
callback Log(string);
export {
  func id(Log) -> u32;
  func callAgain();
  func fail(Log) -> s32;
  func keep(retain Log);
  func lastId() -> u32;
  func tellAll();
  func pages() -> u32;
  func fromC(Log);
}
/**IT_END**/
#include <vector>
static std::vector<it::retained<Log>> kept;
static Log last;
uint32_t id(Log log) { return (uint32_t)(last = log).id; }
void callAgain() { last("too late"); }
int fail(Log log) {
  volatile char room[1000] = {1};
  log("now");
  return room[0];
}
void keep(it::retained<Log> log) {
  for (auto& each : kept)
    if (!each) return each = log, void();
  kept.push_back(log);
}
uint32_t lastId() { return (uint32_t)kept.front().get().id; }
void tellAll() { for (auto& each : kept) if (each) each("all"); }
extern "C" void say_from_c(const void* id);
void fromC(Log log) { say_from_c(log.id); }
uint32_t pages() { return __builtin_wasm_memory_size(0); }
`;
    const c = 'extern void vpp(const void* id, const char* text);\nvoid say_from_c(const void* id) { vpp(id, "C"); }\n';
    const made = await buildDsl({ 'case.cpp': text, 'say.c': c });
    expect(made.translation.itl).not.toMatch(/_it_leave_(?:room|arena)/);
    bare = await made.start();
  }, 300_000);

  test('have places for ten thousand callbacks, one after the other, where one had its own', {
    timeout: 60_000,
  }, () => {
    const places = new Set<number>();
    const ids = new Set<number>();
    const before = bare.pages();
    for (let round = 0; round < 10_000; round++) {
      const id = bare.id(() => {});
      ids.add(id);
      const kept = bare.keep(() => {});
      for (const each of [id, bare.lastId()]) places.add(each & 0x3ffff);
      kept.dispose();
    }
    expect(ids.size).toBe(10_000);
    expect(bare.pages()).toBe(before);
    expect(places.size).toBeLessThanOrEqual(64);
  });

  test('have room for a thousand at once', () => {
    const live = Array.from({ length: 1000 }, (_, index) => bare.keep(() => said.push(index)));
    bare.tellAll();
    expect(taken()).toEqual(live.map((_, index) => index));
    for (const each of live) each.dispose();
    bare.tellAll();
    expect(taken()).toEqual([]);
  });

  test('serve C files of the module too', () => {
    bare.fromC(say);
    expect(taken()).toEqual(['C']);
  });

  test('know a callback of a call that is over', () => {
    bare.id(say);
    expect(() => bare.callAgain()).toThrow(/^callback \d+ of 'vpp' was released$/);
  });

  test("do not cost C's stack where a callback throws", () => {
    const error = new Error('of the callback');
    const fail = (): never => {
      throw error;
    };
    // The stack has 64 KiB: without care it would last for 60 of these.
    for (let count = 0; count < 1000; count++) expect(catchFrom(() => bare.fail(fail))).toBe(error);
    expect([bare.fail(say), taken()]).toEqual([1, ['now']]);
  });
});
