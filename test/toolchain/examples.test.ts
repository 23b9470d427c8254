/** cpp-examples: each is built with itlc and clang, prints what its README says, and gives back all memory. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
// @ts-expect-error: plain JavaScript, as an example for users is
import { canvasOn } from '../../cpp-examples/canvas/canvas.js';
// @ts-expect-error: likewise
import { addingContext, Image } from '../../cpp-examples/canvas/recording.js';
// @ts-expect-error: likewise
import { document } from '../../cpp-examples/dom/document.js';
import { type Imports, instantiate } from '../../runtime/it_loader.ts';
import { run } from '../../src/cli.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { readText, root } from '../harness/folders.ts';
import { runNode } from '../harness/run-node.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const examples = join(root, 'cpp-examples');
const minutes = 60_000;

/** What is not the same on every machine: times, and what is there to compare with. */
const steady = (output: string): string => output.replace(/^.*embind.*\n/gm, '').replace(/\d\.\d\d times/g, '… times');

/** What main.js prints, as the README has it. */
function outputIn(example: string): string {
  const [, output] = /^```text\n(.*?)^```$/ms.exec(readText(examples, example, 'README.md')) ?? [];
  if (output === undefined) throw new Error(`${example}/README.md does not say what main.js prints`);
  return output;
}

type Calls = Readonly<Record<string, (exports: AnyExports) => unknown>>;

interface Example {
  readonly sources: readonly string[];
  readonly imports?: Imports;
  /** A call of each function. */
  readonly calls: Calls;
}

const words = ['the', 'quick', 'brown', 'fox', 'and a word that is too long for the small string of C++'];
const points = Array.from({ length: 10 }, (_, index) => ({ x: index, y: -index }));
const tasks = words.map((title) => ({ title, isDone: true }));
const allCities = words.map((name, index) => ({ name, population: index, sights: words }));

const modules: Readonly<Record<string, Example>> = {
  'fizzbuzz-dsl': {
    sources: ['fizzbuzz.cpp'],
    imports: {
      fizz: { isFizz: (n: number) => n % 3 === 0, fizzStr: () => 'Fizz' },
      buzz: { isBuzz: (n: number) => n % 5 === 0, buzzStr: () => 'Buzz, and some more to need the heap' },
      console: { log() {}, logInt() {} },
    },
    calls: { fizzbuzz: (exports) => exports.fizzbuzz(5) },
  },
  strings: {
    sources: ['strings.cpp'],
    calls: {
      motto: (exports) => exports.motto(),
      greet: (exports) => exports.greet(words[4]),
      reverseWords: (exports) => exports.reverseWords(words[4]),
      split: (exports) => exports.split(words[4], ' '),
      join: (exports) => exports.join(words, ', '),
      byteLength: (exports) => exports.byteLength(words[4]),
    },
  },
  records: {
    sources: ['records.cpp'],
    calls: {
      bounds: (exports) => exports.bounds(points),
      boundsOfNone: (exports) => exports.bounds([]),
      smooth: (exports) => exports.smooth([1, 2, 3, 4, 5]),
      cities: (exports) => exports.cities(allCities, 2),
    },
  },
  variants: {
    sources: ['variants.cpp'],
    calls: {
      area: (exports) => exports.area({ tag: 'rect', val: { width: 1, height: 2 } }),
      convert: (exports) => exports.convert({ tag: 'circle', val: 1 }, 'inch', 'millimetre'),
      parse: (exports) => exports.parse('rect 3 4'),
      parseWrong: (exports) => {
        try {
          exports.parse('a shape whose name is too long for the small string of C++');
        } catch {
          // Expected: the error's text has to be freed as well.
        }
      },
    },
  },
  classes: {
    sources: ['classes.cpp'],
    calls: {
      Account: ({ Account, transfer }) => {
        const [from, to] = [new Account(words[4]), new Account('Ada')];
        from.deposit(10);
        transfer(from, to, 5);
        to.owner = from.owner + to.balance;
        from[Symbol.dispose]();
        to[Symbol.dispose]();
      },
      living: ({ Account }) => Account.living(),
    },
  },
  dom: {
    sources: ['dom.cpp'],
    calls: {
      render: (exports) => exports.render(document, document.body, tasks),
      countDone: (exports) => exports.countDone(document.body),
    },
  },
  canvas: {
    sources: ['canvas.cpp'],
    imports: { canvas: canvasOn(addingContext(), Image) },
    calls: { frame: (exports) => exports.frame(1000) },
  },
};

const heap = join(root, 'test/harness/heap/heap.cpp');
const wrapped = ['malloc', 'calloc', 'realloc', 'free', 'aligned_alloc'].map((name) => `-Wl,--wrap=${name}`).join(' ');

/** A module with a count of its heap. In this process, where clang is loaded once for all of them. */
async function loadCounted(sources: readonly string[], imports: Imports = {}): Promise<AnyExports> {
  const out = temporaryFolder();
  const args = [...sources, heap, '-o', out, '--name', 'counted', `--cxxflags=${wrapped}`];
  expect(await run(args)).toBe(0);
  return instantiate<AnyExports>(pathToFileURL(join(out, 'it_counted.wasm')), imports);
}

/** The counts are exact: one block that stays shows. So many calls are for what is allocated now and then, like a table. */
const CALLS = 1000;

describe.each(Object.entries(modules))('%s', (name, example) => {
  test('prints what its README says', { timeout: 3 * minutes }, async () => {
    expect(steady(await runNode(['main.js'], join(examples, name)))).toBe(steady(outputIn(name)));
  });

  test('leaves the heap where it was, call after call', { timeout: 3 * minutes }, async () => {
    const sources = example.sources.map((source) => join(examples, name, source));
    const exports = await loadCounted(sources, example.imports);
    const inUse = () => ({ bytes: exports.heapBytes(), blocks: exports.heapBlocks() });
    for (const [what, call] of Object.entries(example.calls)) {
      // The first calls set up what stays: the arena, and what the libraries allocate once.
      for (let count = 0; count < 10; count++) call(exports);
      const before = inUse();
      for (let count = 0; count < CALLS; count++) call(exports);
      expect({ what, ...inUse() }).toEqual({ what, ...before });
    }
  });
});

test.each(['fizzbuzz-parts', 'bank-parts'])(
  '%s prints what its README says',
  { timeout: 3 * minutes },
  async (name) => {
    expect(await runNode(['main.js'], join(examples, name))).toBe(outputIn(name));
  },
);

test('the count of the heap counts', { timeout: 3 * minutes }, async () => {
  const folder = temporaryFolder({
    'leak.cpp':
      '#include <stdlib.h>\nexport { func leak(s32); }\nvoid leak(int size) { *(volatile char*)malloc(size) = 1; }',
  });
  const exports = await loadCounted([join(folder, 'leak.cpp')]);
  const before = exports.heapBytes();
  exports.leak(1000);
  expect(exports.heapBlocks()).toBeGreaterThan(0);
  expect(exports.heapBytes()).toBeGreaterThanOrEqual(before + 1000);
});
