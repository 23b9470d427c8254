/**
 * Objects are disposed of in the middle of whatever happens, by callbacks, imports and methods of JavaScript's, which return or
 * throw, with C++ exceptions and without: nobody reads or writes what is freed, and in the end there is nothing left.
 * `ITLC_LIFETIMES=use,adder` makes a hundred thousand objects in each of these scenes, instead of some hundred; `all` in every scene.
 */
import { expect, test } from 'vitest';
import type { AnyExports } from '../harness/fixture.ts';
import { readText, root } from '../harness/folders.ts';
import { gc } from '../harness/gc.ts';
import { buildDsl, dslTargets } from './build-dsl.ts';

const folder = 'test/dsl/sources';
const source = readText(root, folder, 'disposal.cpp').replace(
  '#include "poisoned.h"',
  readText(root, folder, 'poisoned.h').replace('#pragma once', ''),
);
const builds = { without: buildDsl(source), with: buildDsl(source, ['-fwasm-exceptions']) };
const kinds = dslTargets.flatMap((target) => (['without', 'with'] as const).map((how) => [target, how] as const));
const wanted = process.env.ITLC_LIFETIMES?.split(',');
const rounds = wanted ? 100_000 : 100;
/** So many are forgotten before the collector is asked for. */
const batch = 5000;
const patience = { timeout: 600_000 };

interface Disposable {
  dispose(): void;
}

/** What JavaScript does whenever C++ calls it. */
class Hooks {
  act: () => void = () => {};
  readonly imports = {
    host: {
      now: () => this.act(),
      given: (item: { value: number }) => {
        this.act();
        return item.value;
      },
      shared: (doc: object) => {
        this.act();
        return doc;
      },
    },
  };
}

async function begin(target: (typeof dslTargets)[number], how: 'with' | 'without') {
  const hooks = new Hooks();
  const lib = await (await builds[how]).startAs(target, hooks.imports);
  return { hooks, lib };
}

/** What a scene is played with. It gives those that may be disposed of, and what happens. */
type Scene = (lib: AnyExports) => { readonly cast: readonly Disposable[]; readonly play: () => unknown };

/** Those that take what C++ has in locals lose it where JavaScript throws, and no destructor runs. */
const losing = new Set([
  'make',
  'take',
  'fresh',
  'list',
  'swap',
  'docs',
  'all',
  'fail',
  'names',
  'put',
  'link',
  'keep',
]);

function endAll(all: readonly Disposable[]): number {
  for (const each of all) each.dispose();
  return all.length;
}

const scenes: Readonly<Record<string, Scene>> = {
  use: (lib) => {
    const [one, two] = [new lib.Item(1), new lib.Item(2)];
    return { cast: [one, two], play: () => one.use(two) };
  },
  'use itself': (lib) => {
    const one = new lib.Item(1);
    return { cast: [one], play: () => one.use(one.self()) };
  },
  each: (lib) => {
    const one = new lib.Item(1);
    return {
      cast: [one],
      play: () =>
        one.each((item: { value: number }) => {
          lib.maybe(null);
          return item.value;
        }),
    };
  },
  score: (lib) => {
    class Mine extends (lib.Item as new (
      value: number,
    ) => Disposable & { score(base: number): number; scored(): number }) {
      override score(base: number): number {
        return super.score(base) + 1;
      }
    }
    const mine = new Mine(3);
    return { cast: [mine], play: () => mine.scored() + mine.score(1) };
  },
  put: (lib) => {
    const [box, item] = [new lib.Box(), new lib.Item(4)];
    return { cast: [box, item], play: () => box.put(item).value };
  },
  take: (lib) => {
    const box = new lib.Box();
    box.put(new lib.Item(5));
    const lent = box.at(0);
    return { cast: [box, lent], play: () => box.take().dispose() };
  },
  all: (lib) => {
    const box = new lib.Box();
    for (let n = 0; n < 3; n++) box.put(new lib.Item(n));
    const { items } = box;
    return { cast: [box, items, items.get(1)], play: () => [box.all().length, [...items].length] };
  },
  part: (lib) => {
    const item = new lib.Item(6);
    const { part } = item;
    return { cast: [item, part], play: () => [item.use(item), part.value] };
  },
  make: (lib) => ({ cast: [], play: () => lib.make(7).dispose() }),
  fresh: (lib) => ({
    cast: [],
    play: () => {
      for (const each of lib.fresh(3)) each.dispose();
    },
  }),
  list: (lib) => {
    const items = [1, 2, 3].map((value) => new lib.Item(value));
    return { cast: items, play: () => lib.list(items) };
  },
  pair: (lib) => {
    const [first, second] = [new lib.Item(1), new lib.Item(2)];
    return { cast: [first, second], play: () => lib.pair({ first, second }) };
  },
  maybe: (lib) => {
    const item = new lib.Item(1);
    return { cast: [item], play: () => lib.maybe(item) };
  },
  swap: (lib) => {
    const [item, other] = [new lib.Item(1), new lib.Item(2)];
    return { cast: [item, other], play: () => lib.swap(item, other).dispose() };
  },
  link: (lib) => {
    const [one, two] = [new lib.Doc(1), new lib.Doc(2)];
    const { part } = one;
    return {
      cast: [one, two, part],
      play: () => {
        one.link(two);
        const next = one.next();
        return [next.value, part.value, next.dispose()];
      },
    };
  },
  keep: (lib) => {
    const doc = new lib.Doc(1);
    doc.clone();
    return {
      // Held twice.
      cast: [doc, doc],
      play: () => {
        lib.keep(doc);
        const kept = lib.kept();
        return [kept === doc, endAll(lib.docs([kept, kept]))];
      },
    };
  },
  docs: (lib) => {
    const docs = [new lib.Doc(1), new lib.Doc(2)];
    return { cast: docs, play: () => endAll(lib.docs(docs)) };
  },
  tell: (lib) => {
    const item = new lib.Item(1);
    lib.listen((given: { value: number }) => {
      lib.maybe(null);
      return given.value;
    });
    return { cast: [item], play: () => lib.tell(item) };
  },
  adder: (lib) => {
    const item = new lib.Item(1);
    return { cast: [item], play: () => lib.adder(item)(2) };
  },
  hold: (lib) => {
    const item = new lib.Item(1);
    lib.hold({ item });
    return { cast: [item], play: () => lib.held().item.use(item) };
  },
  names: (lib) => ({ cast: [], play: () => lib.names([['a name that is long enough to need memory', 1]]) }),
  fail: (lib) => {
    const item = new lib.Item(1);
    return { cast: [item], play: () => lib.fail(item, 'a name that is long enough to need memory') };
  },
};

const mine = new Error('of JavaScript');

/** Errors that a scene may end with: our own, C++'s own, and that something is of no use any more. */
const isExpected = (error: unknown): boolean =>
  error === mine ||
  /disposed|a name that is long|is used by|is of no use|only lent|was given away/.test((error as Error).message);

/** Plays a scene, in which one of the cast is disposed of at a moment. Says whether that moment came. */
function playOnce(
  lib: AnyExports,
  hooks: Hooks,
  scene: Scene,
  moment: number,
  victim: number,
  throws: boolean,
): boolean {
  const { cast, play } = scene(lib);
  let time = 0;
  hooks.act = () => {
    if (time++ !== moment) return;
    cast[victim]?.dispose();
    if (throws) throw mine;
  };
  try {
    play();
  } catch (error) {
    if (!isExpected(error)) throw error;
  } finally {
    hooks.act = () => {};
  }
  for (const each of cast) each.dispose();
  return time > moment;
}

/** Lets go of what C++ keeps. */
function clear(lib: AnyExports): void {
  lib.listen(null);
  lib.hold(null);
  const doc = new lib.Doc(0);
  lib.keep(doc);
  doc.dispose();
}

test.each(kinds)('disposal at every moment: %s, %s exceptions', patience, async (target, how) => {
  const { hooks, lib } = await begin(target, how);
  for (const [name, scene] of Object.entries(scenes)) {
    const size = scene(lib).cast.length;
    for (const throws of [false, true]) {
      if (throws && how === 'without' && losing.has(name)) continue;
      for (let victim = 0; victim <= size; victim++) {
        let moment = 0;
        while (playOnce(lib, hooks, scene, moment, victim, throws)) moment++;
        expect([name, moment > 0 || name === 'fail' || size === 0, lib.written()]).toEqual([name, true, 0]);
      }
    }
  }
});

/** What is forgotten the collector finds, some time after. */
async function collect(lib: AnyExports, most: number): Promise<number> {
  for (let turn = 0; turn < 50 && lib.alive() > most; turn++) {
    gc();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return lib.alive();
}

test.each(kinds)('every form, again and again: %s, %s exceptions', patience, async (target, how) => {
  const { hooks, lib } = await begin(target, how);
  for (const [name, scene] of Object.entries(scenes)) {
    if (wanted && !wanted.includes('all') && !wanted.includes(name)) continue;
    const once = (n: number): void => {
      const throws = n % 3 === 2 && !(how === 'without' && losing.has(name));
      playOnce(lib, hooks, scene, n % 2, n % 4, throws);
      clear(lib);
    };
    for (let n = 0; n < 24; n++) once(n);
    await collect(lib, 1);
    const before = lib.bytes();
    for (let n = 0; n < rounds; n++) {
      once(n);
      if (n % batch === batch - 1) await collect(lib, 1);
    }
    expect([name, await collect(lib, 1), lib.written()]).toEqual([name, 1, 0]);
    expect([name, lib.bytes() - before]).toEqual([name, 0]);
  }
});

test.each(kinds)('what is forgotten is collected: %s, %s exceptions', patience, async (target, how) => {
  const { lib } = await begin(target, how);
  const forget = (): void => {
    for (let n = 0; n < Math.min(rounds, batch); n++) {
      const box = new lib.Box();
      box.put(new lib.Item(n));
      box.at(0);
      new lib.Item(n).part;
      new lib.Doc(n).part;
      lib.adder(lib.make(n));
      lib.fresh(2);
    }
  };
  for (let made = 0; made < rounds; made += batch) {
    forget();
    expect(await collect(lib, 0)).toBe(0);
  }
  expect(lib.written()).toBe(0);
});
