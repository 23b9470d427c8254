/** `view(T)`: what C++ lends to JavaScript without a copy. */
import { readFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import fc from '../harness/fast-check.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { type BuiltDsl, buildDsl } from './build-dsl.ts';

const source = readFileSync(new URL('./sources/views.cpp', import.meta.url), 'utf8');

/** What the imported functions got last, copied during the call; and the views themselves. */
const seen: unknown[] = [];
const kept: Uint8Array[] = [];
const see =
  (result?: unknown) =>
  (...args: unknown[]): unknown => {
    const views = args.filter((each): each is Uint8Array => ArrayBuffer.isView(each));
    seen.splice(0, seen.length, ...args.map((each) => (views.includes(each as Uint8Array) ? copyOf(each) : each)));
    kept.splice(0, kept.length, ...views);
    return result;
  };

const copyOf = (view: unknown): unknown => (view as Uint8Array).slice();

const imports = {
  seen: {
    bytes: see(),
    before: see(),
    all: see(1.5),
    wide: see('é'),
  },
};

let built: BuiltDsl;
let exports: AnyExports;

beforeAll(async () => {
  built = await buildDsl(source);
  exports = await built.start(imports);
}, 300_000);

test('values of every numeric type arrive, and the memory is not copied', () => {
  const arrays = fc.tuple(fc.int8Array(), fc.uint16Array(), fc.int16Array(), fc.int32Array(), fc.uint32Array());
  const wide = fc.tuple(fc.bigInt64Array(), fc.bigUint64Array(), fc.float32Array(), fc.float64Array());
  fc.assert(
    fc.property(arrays, wide, (few, many) => {
      expect(exports.showAll(...few)).toBe(1.5);
      expect(seen).toEqual(few);
      expect(new Set(kept.map((view) => view.buffer)).size).toBe(1);
      expect(exports.showWide(...many)).toBe('é');
      expect(seen).toEqual([-1n, ...many]);
    }),
    { numRuns: 50 },
  );
});

test('bytes are a Uint8Array, and nothing is one of length 0', () => {
  exports.showBytes(Uint8Array.of(1, 255, 0));
  expect(seen).toEqual([Uint8Array.of(1, 255, 0)]);
  exports.showNothing();
  expect(seen).toEqual([new Uint8Array(0)]);
});

test('callbacks get views too', () => {
  const parts: unknown[] = [];
  const data = Uint8Array.from({ length: 10 }, (_, index) => index);
  const keep = (part: Uint8Array, last: boolean) => parts.push([[...part], last]) < 3;
  expect(exports.chunks(data, 4, keep)).toBe(3);
  expect(parts).toEqual([
    [[0, 1, 2, 3], false],
    [[4, 5, 6, 7], false],
    [[8, 9], true],
  ]);
});

test('what is written to a view C++ sees; what was kept is empty once the memory has grown', async () => {
  const views: Uint32Array[] = [];
  const fresh = await built.start({
    seen: {
      ...imports.seen,
      before(numbers: Uint32Array) {
        views.push(numbers);
        numbers.fill(9);
      },
    },
  });
  expect(fresh.moved(4)).toBe(9);
  const [view] = views as [Uint32Array];
  expect(view).toHaveLength(4);
  expect(fresh.moved(1_000_000)).toBe(9);
  expect(view).toHaveLength(0);
});

test('the declarations say what a view is', () => {
  expect(built.dts).toContain(`    /**
     * Reads what \`grow\` moves.
     *
     * \`numbers\` is memory of C++, to be read until the function returns.
     */
    before(numbers: Uint32Array): void;`);
  expect(built.translation.itl).toContain('(call bytes (mem-view u8 wasm "memory" (local 0) (local 1)))');
});
