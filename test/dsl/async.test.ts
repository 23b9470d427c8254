/** `async func`: C++ that waits for JavaScript's promises. Runs where the engine has them for WebAssembly. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { AnyExports } from '../harness/fixture.ts';
import { type BuiltDsl, buildDsl, dslTargets } from './build-dsl.ts';

const source = readFileSync(new URL('./sources/async.cpp', import.meta.url), 'utf8');
const canWait = typeof (WebAssembly as { readonly Suspending?: unknown }).Suspending === 'function';

const notes: string[] = [];
const net = {
  fetchText: (url: string): unknown => Promise.resolve(`<${url}>`),
  pause: (milliseconds: number): unknown => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  attempt: async (n: number): Promise<string> => {
    if (n > 9) throw new Error(`no ${n}`);
    return `n${n}`;
  },
  sum: async (numbers: Uint32Array): Promise<number> => numbers.reduce((sum, each) => sum + each, 0),
  note: (text: string): void => void notes.push(text),
};

let built: BuiltDsl;
beforeAll(async () => {
  built = await buildDsl(source);
}, 300_000);

test('the declarations have promises', () => {
  expect(built.dts).toContain('total(urls: Iterable<string>): Promise<number>;');
  expect(built.dts).toContain('fetchText(url: string): string | Promise<string>;');
  expect(built.dts).toContain('text(): Promise<string>;');
  expect(built.dts).toContain('plain(n: number): number;');
  expect(built.translation.itl).toContain('(func _it_total "total" async (param $urls (array string)) (result u32)');
});

test('a program of numbers alone builds, without any header of its own', async () => {
  const numbers =
    'import "net" { async func num() -> s32; }\nexport { async func f() -> s32; }\nint f() { return num(); }\n';
  expect((await buildDsl(numbers)).dts).toContain('f(): Promise<number>;');
});

test.runIf(!canWait)('an engine that cannot wait says so', async () => {
  await expect(built.start({ net })).rejects.toThrow('async: this engine lacks JavaScript Promise Integration');
});

test.runIf(canWait)('C++ waits, and its values are there afterwards', async () => {
  const lib = await built.start({ net });
  const promise = lib.total(['a', 'bc', 'é']);
  expect(promise).toBeInstanceOf(Promise);
  expect(await promise).toBe(3 + 4 + 4);
  expect(notes.splice(0)).toEqual(['a', 'bc', 'é']);
  expect(await lib.nap(1)).toBeUndefined();
  expect(await lib.added(Uint32Array.of(1, 2, 3))).toBe(6);
  expect(lib.plain(1)).toBe(2);
  const now = await built.start({ net: { ...net, fetchText: (url: string) => url } });
  expect(await now.total(['ab', 'c'])).toBe(3);
});

/** Bytes that may become more, or fewer. */
function resizable(length: number): { readonly bytes: Uint8Array; readonly resize: (length: number) => void } {
  const buffer = new (ArrayBuffer as unknown as Resizable)(length, { maxByteLength: 100_000 });
  return { bytes: new Uint8Array(buffer).fill(1), resize: (to) => buffer.resize(to) };
}

type Resizable = new (
  length: number,
  options: { readonly maxByteLength: number },
) => ArrayBuffer & { readonly resize: (length: number) => void };

describe.runIf(canWait).each(dslTargets)(
  'what is done to arguments once a call has begun changes nothing: %s',
  (target) => {
    test('items', async () => {
      const lib = await built.startAs(target, { net });
      const bytes = Uint8Array.of(1, 2);
      const numbers = Uint32Array.of(1, 2);
      const list = [1, 2];
      const calls = [lib.weighed(bytes), lib.summed(numbers), lib.summed(list)];
      bytes[0] = 100;
      numbers[0] = 100;
      list[0] = 100;
      list.push(5);
      expect(await Promise.all(calls)).toEqual([3, 3, 3]);
    });

    test.each([1, 64, 20_000])('a length that is %d then', async (length) => {
      const lib = await built.startAs(target, { net });
      const page = new lib.Page('a page that is here before');
      const { bytes, resize } = resizable(64);
      const call = lib.weighed(bytes);
      const numbers = resizable(64);
      const other = lib.summed(new Uint32Array(numbers.bytes.buffer));
      resize(length);
      bytes.fill(0x41);
      numbers.resize(length & ~3);
      numbers.bytes.fill(0x41);
      expect([await call, await other]).toEqual([64, 16 * 0x1010101]);
      const texts = [await page.text(), await new lib.Page('another').text()];
      expect(texts).toEqual(['<a page that is here before>', '<another>']);
    });
  },
);

test.runIf(canWait)('errors are the values of results, or reject', async () => {
  const lib = await built.start({ net });
  expect(await lib.both(1, 2)).toBe('n1n2');
  await expect(lib.both(10, 2)).rejects.toMatchObject({ payload: 'first: no 10' });
  await expect(lib.both(1, 11)).rejects.toMatchObject({ payload: 'second: no 11' });
  const cause = new Error('offline');
  const offline = await built.start({ net: { ...net, fetchText: () => Promise.reject(cause) } });
  await expect(offline.total(['a'])).rejects.toBe(cause);
  await expect(lib.total([1])).rejects.toThrow("total: parameter 'urls[0]' must be a string, got 1");
});

test.runIf(canWait)('calls that wait at the same time keep their memory apart', async () => {
  const lib: AnyExports = await built.start({
    net: {
      ...net,
      fetchText: async (url: string) => {
        await net.pause(url.length);
        return 'x'.repeat(url.length);
      },
    },
  });
  const urls = Array.from({ length: 20 }, (_, index) => 'u'.repeat((index * 7) % 13));
  const totals = await Promise.all(urls.map((url, index) => lib.total([url, ...urls.slice(0, index % 3)])));
  expect(totals).toEqual(
    urls.map((url, index) => [url, ...urls.slice(0, index % 3)].reduce((sum, each) => sum + each.length, 0)),
  );
});

test.runIf(canWait)('methods and statics wait, too', async () => {
  const lib = await built.start({ net });
  const page = new lib.Page('home');
  expect(page.length).toBe(0);
  expect(await page.text()).toBe('<home>');
  expect(page.length).toBe(6);
  const opened = await lib.Page.open('news');
  expect(opened).toBeInstanceOf(lib.Page);
  expect(opened.length).toBe(6);
});

test.runIf(canWait)('an export that is not async is refused before it would wait', async () => {
  const lib = await built.start({ net });
  expect(() => lib.hasty('a')).toThrow('an async import is called, so the export has to be declared async');
  expect(await lib.total(['a'])).toBe(3);
});
