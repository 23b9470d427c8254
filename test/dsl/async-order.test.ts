/** Calls that wait at the same time, each with a stack of its own: they end in any order. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AnyExports } from '../harness/fixture.ts';
import { type BuiltDsl, buildDsl, dslTargets } from './build-dsl.ts';

const source = readFileSync(new URL('./sources/async-order.cpp', import.meta.url), 'utf8');
const canWait = typeof (WebAssembly as { readonly Suspending?: unknown }).Suspending === 'function';

interface Item {
  readonly name: string;
  readonly numbers: readonly number[] | Int32Array;
}
interface Box {
  value: number;
}

let built: BuiltDsl;
beforeAll(async () => {
  built = canWait ? await buildDsl(source) : built;
}, 300_000);

/** Promises that settle when they are told to, or on their own after so many turns of the event loop. */
function createNet() {
  const waiting: (() => void)[] = [];
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve));
  const pause = async (turns: number): Promise<string> => {
    if (turns < 0) {
      await new Promise<void>((resolve) => waiting.push(resolve));
      return 'told';
    }
    for (let count = 0; count < turns; count++) await turn();
    return `${turns}`;
  };
  let now: (text: string) => void = () => {};
  const net = {
    pause,
    visit: async (box: Box, turns: number): Promise<number> => {
      const before = box.value;
      await pause(turns);
      box.value += 1;
      return before + box.value;
    },
    fetch: async (item: Item): Promise<Item> => {
      await pause(item.numbers.length);
      return { name: item.name.toUpperCase(), numbers: [...item.numbers, item.numbers.length] };
    },
    now: (text: string): void => now(text),
  };
  return {
    net,
    /** The call that has waited so long as this one goes on. */
    release: (index: number): void => waiting.splice(index, 1)[0]?.(),
    meanwhile: (does: (text: string) => void): void => {
      now = does;
    },
  };
}

describe.runIf(canWait).each([...dslTargets, 'table'] as const)('%s', (target) => {
  const start = async (): Promise<{ lib: AnyExports } & ReturnType<typeof createNet>> => {
    const created = createNet();
    return { ...created, lib: await built.startAs(target, { net: created.net }) };
  };

  test.each([[[0, 0, 0]], [[2, 1, 0]], [[1, 1, 0]], [[0, 1, 0]]])(
    'calls end as what they wait for comes: %j',
    async (order) => {
      const { lib, release } = await start();
      const ended: string[] = [];
      const texts = ['a', 'b', 'c'];
      const calls = texts.map(async (text) => ended.push(await lib.framed(text, -1, 3000)));
      for (const index of order) {
        const count = ended.length;
        release(index);
        while (ended.length === count) expect(await lib.framed('x', 1, 10)).toBe('x:1,0');
        expect(ended.at(-1)).toBe(`${texts.splice(index, 1)[0]}:told,0`);
        expect(lib.plain('ö')).toBe('ö!');
      }
      await Promise.all(calls);
    },
  );

  test('the second of two is not kept waiting by the first', async () => {
    const { lib, release } = await start();
    const first = lib.framed('first', -1, 4096);
    expect(await lib.framed('second', 1, 4096)).toBe('second:1,0');
    expect(await lib.framed('third', 0, 4096)).toBe('third:0,0');
    release(0);
    expect(await first).toBe('first:told,0');
  });

  test('a hundred calls with large frames, which all wait at once', async () => {
    const { lib } = await start();
    for (let round = 0; round < 3; round++) {
      const calls = Array.from({ length: 100 }, (_, index) => lib.framed(`t${index}`, (index * 37) % 101, 4096));
      const turns = (index: number): number => (index * 37) % 101;
      expect(await Promise.all(calls)).toEqual(
        calls.map((_, index) => `t${index}:${turns(index)},${Math.trunc(turns(index) / 2)}`),
      );
    }
  });

  test('what lies on the stack of one that waits is there for others', async () => {
    const { lib } = await start();
    const results = await Promise.all(Array.from({ length: 20 }, (_, index) => lib.local(index, (index * 7) % 11)));
    expect(results).toEqual(results.map((_, index) => (2 * index + 1) * 1000 + index + 1));
  });

  test('arguments, results, callbacks and values stay apart', async () => {
    const { lib } = await start();
    const item = (index: number): Item => ({
      name: `item${index}`,
      numbers: Array.from({ length: index % 5 }, () => index),
    });
    const objects = Array.from({ length: 30 }, (_, index) => ({ index }));
    const told: string[][] = objects.map(() => []);
    const boxes = objects.map(({ index }) => new lib.Box(index));
    const [lists, texts, values, waited] = await Promise.all([
      Promise.all(objects.map(({ index }) => lib.items([item(index), item(index + 1)], (index * 5) % 7))),
      Promise.all(
        objects.map(({ index }) =>
          lib.steps(['x'.repeat((index * 3) % 5), `y${index}`], (text: string) => told[index]?.push(text)),
        ),
      ),
      Promise.all(objects.map((each) => lib.values(each, each.index % 6))),
      Promise.all(boxes.map((box, index) => box.wait((index * 11) % 13))),
    ]);
    objects.forEach(({ index }) => {
      const turns = (index * 5) % 7;
      const fetched = (of: Item): object => ({
        name: `${of.name.toUpperCase()}${turns}`,
        numbers: Int32Array.from([...of.numbers, of.numbers.length]),
      });
      expect(lists[index]).toEqual([fetched(item(index)), fetched(item(index + 1))]);
      const [x, y] = ['x'.repeat((index * 3) % 5), `y${index}`];
      expect(texts[index]).toBe(`${x.length}${x}${y.length}${y}`);
      expect(told[index]).toEqual([x, `${x.length}${x}`, y, texts[index]]);
    });
    expect(values.every((value, index) => value === objects[index])).toBe(true);
    expect(waited).toEqual(objects.map(({ index }) => index));
  });

  test('some fail, and the others do not notice', async () => {
    const created = createNet();
    const cause = new RangeError('no');
    const pause = async (turns: number): Promise<string> => {
      const text = await created.net.pause(turns);
      if (turns % 3 === 1) throw cause;
      return text;
    };
    const lib = await built.startAs(target, { net: { ...created.net, pause } });
    for (let round = 0; round < 20; round++) {
      const calls = Array.from({ length: 20 }, (_, index) => lib.framed(`t${index}`, index, 2000));
      const settled = await Promise.allSettled(calls);
      settled.forEach((each, index) => {
        const fails = index % 3 === 1 || Math.trunc(index / 2) % 3 === 1;
        if (fails) expect(each).toEqual({ status: 'rejected', reason: cause });
        else expect(each.status).toBe('fulfilled');
      });
    }
    expect(lib.plain('after')).toBe('after!');
  });

  test('exports that wait and ones that do not call each other by way of JavaScript', async () => {
    const { lib, meanwhile } = await start();
    const later: Promise<unknown>[] = [];
    meanwhile((text) => {
      later.push(lib.framed(`${text}1`, 3, 2000), lib.framed(`${text}2`, 0, 2000));
      expect(lib.plain(text)).toBe(`${text}!`);
    });
    const waiting = lib.framed('outer', 5, 3000);
    expect(lib.during('a')).toBe('a?');
    expect(lib.during('b')).toBe('b?');
    expect(await waiting).toBe('outer:5,2');
    expect(await Promise.all(later)).toEqual(['a1:3,1', 'a2:0,0', 'b1:3,1', 'b2:0,0']);

    // From a callback of a call that waits.
    const inside: string[] = [];
    const told = lib.steps(['abc', 'd'], (text: string) => {
      later.push(lib.framed(text, 2, 1000));
      inside.push(lib.plain(text), lib.during(text));
    });
    expect(await told).toBe('3abc1d');
    expect(inside.slice(0, 2)).toEqual(['abc!', 'abc?']);
    expect((await Promise.all(later)).at(-1)).toBe('3abc1d2:0,0');
  });

  test('one that is not async is refused also while another waits', async () => {
    const { lib } = await start();
    const waiting = Array.from({ length: 5 }, (_, index) => lib.framed(`w${index}`, index, 1000));
    for (let count = 0; count < 8; count++) {
      expect(() => lib.hasty(1)).toThrow('an async import is called, so the export has to be declared async');
      await undefined;
    }
    expect(await Promise.all(waiting)).toEqual(
      waiting.map((_, index) => `w${index}:${index},${Math.trunc(index / 2)}`),
    );
  });

  // That stacks are whole below is looked at when the call is over: it would be another error.
  const full = { code: 'ITL_RANGE', message: "C's stack is full: -Wl,-z,stack-size=BYTES makes it larger" };

  test('a stack that is full is an error, of that call alone, before anything is overwritten', async () => {
    const { lib } = await start();
    expect(await lib.deep(40, 1)).toBe(40);
    const others = Array.from({ length: 5 }, (_, index) => lib.framed(`o${index}`, 5, 1000));
    for (const depth of [70, 1000, 100_000]) await expect(lib.deep(depth, 1)).rejects.toMatchObject(full);
    for (const size of [70_000, 1e6, 4e9]) await expect(lib.framed('large', 1, size)).rejects.toMatchObject(full);
    expect(await Promise.all(others)).toEqual(others.map((_, index) => `o${index}:5,2`));
    expect(await lib.deep(40, 1)).toBe(40);
  });

  test('calls fill their stacks while others wait, each up to its end', async () => {
    const { lib } = await start();
    const depth = 55;
    expect(await Promise.all(Array.from({ length: 20 }, (_, index) => lib.deep(depth, index % 7)))).toEqual(
      Array.from({ length: 20 }, () => depth),
    );
    expect(await lib.framed('nearly all', 2, 60_000)).toBe('nearly all:2,1');
  });

  test('so it is in what is not async', async () => {
    const { lib } = await start();
    expect(() => lib.sink(100_000)).toThrow(full.message);
    expect(lib.sink(40)).toBe(40);
  });

  test('what a call had is given back: the memory does not grow for ever', async () => {
    const { lib } = await start();
    const round = (): Promise<unknown> =>
      Promise.all(
        Array.from({ length: 12 }, (_, index) => lib.items([{ name: 'n'.repeat(3000), numbers: [index] }], index)),
      );
    await round();
    const pages = lib.pages();
    for (let count = 0; count < 30; count++) await round();
    expect(lib.pages()).toBe(pages);
  });
});

test.runIf(canWait).each(dslTargets)(
  'each call handles exceptions of its own: %s',
  async (target) => {
    const own = await buildDsl(source, ['-fwasm-exceptions']);
    const { net } = createNet();
    const lib = await own.startAs(target, { net });
    const texts = Array.from({ length: 20 }, (_, index) => `error ${index}`);
    expect(await Promise.all(texts.map((text, index) => lib.handled(text, (index * 7) % 9)))).toEqual(texts);
  },
  300_000,
);
