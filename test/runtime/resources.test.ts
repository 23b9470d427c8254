/** Classes for resources. The adapter counts: instance n of Counter has the value n, `next` gives n + 1. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ItlLinkError, ItlTypeError, instantiate } from '../../runtime/it_loader.ts';
import {
  createResource,
  liftResource,
  lowerResource,
  type Resource,
  takeResource,
} from '../../runtime/values/resources.ts';
import { gc } from '../harness/gc.ts';
import { adapter, func, host } from './adapter.ts';

const lift = host('resource_lift:Counter', 'i32', 'externref', 'lift');
const lower = host('resource_lower:Counter', 'externref', 'i32', 'lower');

const bytes = adapter({
  imports: `${lift} ${lower} (import "env" "dropped" (func $dropped (param i32)))`,
  body: `
    (global $value (mut i32) (i32.const 0))
    (func (export "_it_drop:Counter") (param i32) (call $dropped (local.get 0)))
    (func (export "[constructor]Counter") (param i32) (result externref) (call $lift (local.get 0)))
    (func (export "[method]Counter.plus") (param externref i32) (result i32) (i32.add (call $lower (local.get 0)) (local.get 1)))
    (func (export "[static]Counter.zero") (result externref) (call $lift (i32.const 0)))
    (func (export "[get]Counter.value") (param externref) (result i32) (i32.mul (call $lower (local.get 0)) (global.get $value)))
    (func (export "[set]Counter.value") (param externref i32) (global.set $value (local.get 1)))
    (func (export "idOf") (param externref) (result i32) (call $lower (local.get 0)))
    (func (export "at") (param i32) (result externref) (call $lift (local.get 0)))`,
  section: {
    types: { Counter: ['resource', '_it_drop:Counter'], Other: ['resource', '_it_drop:Counter'] },
    imports: { env: { dropped: func(['s32']) } },
    exports: {
      '[constructor]Counter': func(['s32'], ['#Counter']),
      '[method]Counter.plus': {
        params: [
          ['self', '#Counter'],
          ['more', 's32'],
        ],
        results: ['s32'],
      },
      '[static]Counter.zero': func([], ['#Counter']),
      '[get]Counter.value': func(['#Counter'], ['s32']),
      '[set]Counter.value': {
        params: [
          ['', '#Counter'],
          ['', 's32'],
        ],
        results: [],
      },
      idOf: func(['#Counter'], ['s32']),
      at: func(['s32'], ['#Counter']),
    },
  },
});

interface Counter extends Disposable {
  plus(more: number): number;
  value: number;
  dispose(): void;
}

interface Counting {
  Counter: { new (start: number): Counter; zero(): Counter };
  Other: new () => object;
  idOf(counter: Counter): number;
  at(id: number): Counter;
}

let counting: Counting;
let dropped: number[];
/** With a list of its own: what earlier tests have forgotten may be collected, and dropped, at any time. */
const open = (): Promise<Counting> => {
  const own: number[] = [];
  dropped = own;
  return instantiate<Counting>(bytes, { env: { dropped: (id: number) => own.push(id) } });
};
beforeEach(async () => {
  counting = await open();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

test('constructor, methods, statics, accessors', () => {
  const { Counter } = counting;
  const counter = new Counter(5);
  expect(counter).toBeInstanceOf(Counter);
  expect(Counter.name).toBe('Counter');
  expect(counter.plus(2)).toBe(7);
  expect(counter.plus.name).toBe('plus');
  counter.value = 10;
  expect(counter.value).toBe(50);
  expect(Counter.zero().plus(1)).toBe(1);
  expect(Object.keys(counting)).toEqual(['Counter', 'Other', 'idOf', 'at']);
});

test('messages name the class', () => {
  const { Counter } = counting;
  expect(() => new Counter('x' as never)).toThrow("new Counter: parameter 'a' must be a number, got 'x'");
  const counter = new Counter(1);
  expect(() => counter.plus('x' as never)).toThrow("Counter.plus: parameter 'more' must be a number, got 'x'");
  expect(() => {
    counter.value = 0.5;
  }).toThrow('Counter.value: parameter 1 must be an integer from -2147483648 to 2147483647 (s32), got 0.5');
});

test("the engine's messages name the class too", () => {
  const [counter, other] = [new counting.Counter(1), counting.at(7)];
  for (const each of [counter, other]) {
    expect(String(each)).toBe('[object Counter]');
    Object.defineProperty(each, 'fixed', { value: 1 });
    expect(() => Object.assign(each, { fixed: 2 })).toThrow(/Counter/);
  }
});

test('only real instances will do', async () => {
  const { Counter, idOf } = counting;
  const { plus } = new Counter(1);
  expect(() => plus.call({} as Counter, 1)).toThrow(
    new ItlTypeError('Counter.plus: this must be a Counter, got an object'),
  );
  expect(() => plus(1)).toThrow('Counter.plus: this must be a Counter, got undefined');
  expect(() => Counter.prototype.value).toThrow('Counter.value: this must be a Counter, got an object');
  expect(() => idOf(Object.create(Counter.prototype))).toThrow("idOf: parameter 'a' must be a Counter, got an object");
  const foreign = await open();
  expect(() => idOf(new foreign.Counter(1))).toThrow(
    "idOf: parameter 'a' must be a Counter, got a Counter of another instance",
  );
  expect(() => new counting.Other()).toThrow(new ItlTypeError('Other has no constructor'));
});

test('the same number is the same instance', () => {
  const { Counter, at, idOf } = counting;
  const counter = new Counter(7);
  expect(at(7)).toBe(counter);
  expect(at(8)).not.toBe(counter);
  expect(idOf(counter)).toBe(7);
  counter.dispose();
  expect(at(7)).not.toBe(counter);
});

test('dispose releases once, and nothing can be done with it afterwards', () => {
  const { Counter, idOf } = counting;
  const counter = new Counter(3);
  counter.dispose();
  counter.dispose();
  counter[Symbol.dispose]();
  expect(dropped).toEqual([3]);
  expect(() => counter.plus(1)).toThrow(new ItlTypeError('Counter.plus: this is a disposed Counter'));
  expect(() => counter.value).toThrow('Counter.value: this is a disposed Counter');
  expect(() => idOf(counter)).toThrow("idOf: parameter 'a' is a disposed Counter");
  const other = new Counter(4);
  other[Symbol.dispose]();
  expect(dropped).toEqual([3, 4]);
});

test('a subclass', () => {
  class Better extends counting.Counter {
    twice(more: number): number {
      return this.plus(more) + this.plus(more);
    }
  }
  const better = new Better(2);
  expect(better).toBeInstanceOf(Better);
  expect(better.twice(1)).toBe(6);
  better.dispose();
  expect(dropped).toEqual([2]);
});

test('an instance that is disposed of releases all, whatever one of them throws', async () => {
  const released: number[] = [];
  const counting = await instantiate<Counting & Disposable>(bytes, {
    env: {
      dropped(id: number) {
        released.push(id);
        if (id === 1) throw new Error('no');
      },
    },
  });
  const counters = [1, 2, 3].map((id) => counting.at(id));
  expect(() => counting[Symbol.dispose ?? Symbol.for('Symbol.dispose')]()).toThrow(new Error('no'));
  expect(released).toEqual([1, 2, 3]);
  counters[1]?.dispose();
  expect(released).toEqual([1, 2, 3]);
  expect(() => counting.at(4)).toThrow(new ItlTypeError('at: the instance was disposed of'));
});

test('a member of nothing', async () => {
  const odd = adapter({
    body: '(func (export "[method]Nobody.f"))',
    section: { exports: { '[method]Nobody.f': func([]) } },
  });
  await expect(instantiate(odd)).rejects.toThrow(new ItlLinkError("export '[method]Nobody.f' belongs to no resource"));
});

describe('an engine without FinalizationRegistry or WeakRef', () => {
  test.each(['FinalizationRegistry', 'WeakRef'])('%s: dispose works, and what is forgotten stays', async (name) => {
    vi.stubGlobal(name, undefined);
    const { Counter, at, idOf } = await open();
    const counter = new Counter(4);
    await undefined;
    expect([idOf(counter), at(4) === counter, dropped]).toEqual([4, true, []]);
    counter.dispose();
    counter.dispose();
    expect(dropped).toEqual([4]);
    expect(() => counter.plus(1)).toThrow(new ItlTypeError('Counter.plus: this is a disposed Counter'));
  });
});

describe('forgotten instances', () => {
  const collect = async (done: () => boolean): Promise<void> => {
    for (let round = 0; round < 100 && !done(); round++) {
      gc();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  /** In a function of its own, so that no variable keeps the instance. */
  const forget = (resource: Resource, ids: readonly number[]): void => {
    for (const id of ids) liftResource(resource, id);
  };

  test('are released when they are collected', async () => {
    const released: number[] = [];
    const resource = createResource('Thing', class {}, (id) => released.push(id));
    forget(resource, [1, 2, 3]);
    const kept = liftResource(resource, 99);
    await collect(() => released.length === 3);
    expect(released.sort()).toEqual([1, 2, 3]);
    expect(lowerResource(resource, kept)).toBe(99);
  });

  test('are not released when they were given away before, watched or not yet', async () => {
    const released: number[] = [];
    const resource = createResource('Thing', class {}, (id) => released.push(id));
    const give = async (ids: readonly number[], wait: () => unknown): Promise<void> => {
      for (const id of ids) {
        const instance = liftResource(resource, id);
        await wait();
        takeResource(resource, instance);
      }
    };
    await give([1, 2], () => undefined);
    await give([3, 4], () => new Promise((resolve) => setTimeout(resolve)));
    // Collected no earlier than those.
    forget(resource, [5, 6]);
    await collect(() => released.length >= 2);
    expect(released.sort()).toEqual([5, 6]);
  });

  test('are not released under a new instance of the same number', async () => {
    const released: number[] = [];
    /** The registry that the resource makes, so that its callback can be held back. */
    const late: (() => void)[] = [];
    const Registry = globalThis.FinalizationRegistry;
    vi.stubGlobal(
      'FinalizationRegistry',
      class<T> extends Registry<T> {
        constructor(cleanup: (held: T) => void) {
          super((held) => late.push(() => cleanup(held)));
        }
      },
    );
    vi.resetModules();
    const fresh = await import('../../runtime/values/resources.ts');
    const resource = fresh.createResource('Thing', class {}, (id) => released.push(id));
    vi.unstubAllGlobals();
    const lift = (ids: readonly number[]): void => {
      for (const id of ids) fresh.liftResource(resource, id);
    };
    lift([1, 2]);
    await collect(() => late.length === 2);
    expect(late).toHaveLength(2);
    const again = fresh.liftResource(resource, 1);
    for (const cleanup of late) cleanup();
    expect(released).toEqual([2]);
    expect(fresh.liftResource(resource, 1)).toBe(again);
  });

  /** V8 of Node up to 24 would call nobody back from then on. */
  test('are released also after a component was collected together with its instances', async () => {
    const released: number[] = [];
    const gone = { resource: createResource('Gone', class {}, (id) => released.push(id)) as Resource | undefined };
    forget(gone.resource as Resource, [1, 2, 3]);
    await new Promise((resolve) => setTimeout(resolve));
    // First the instances, and then the component, before anybody was told of them.
    gc();
    gone.resource = undefined;
    for (let count = 0; count < 3; count++) gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
    const resource = createResource('Thing', class {}, (id) => released.push(id + 10));
    forget(resource, [1, 2, 3]);
    await collect(() => released.length === 3);
    expect(released.sort()).toEqual([11, 12, 13]);
  });

  test('fail in silence', async () => {
    let tried = 0;
    const resource = createResource('Thing', class {}, () => {
      tried++;
      throw new Error('nobody hears');
    });
    forget(resource, [1]);
    await collect(() => tried === 1);
    expect(tried).toBe(1);
  });
});
