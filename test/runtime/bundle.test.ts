/** The loader as users get it: one file, for every host. */

import { basename } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { type BuildResult, build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
// @ts-expect-error plain JavaScript
import { buildLoader } from '../../runtime/build.js';
import { adapter, assemble, core, func, host } from './adapter.ts';

/** Everything in one file, as bundlers make it that do not split. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [new URL('../../runtime/it_loader.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'neutral',
    target: 'es2022',
    globalName: 'loader',
  });
  return outputFiles[0]?.text ?? '';
}

const files = new Map<string, string>();
beforeAll(async () => {
  const built: readonly BuildResult<{ write: false }>[] = await buildLoader({ write: false });
  for (const { path, text } of built.flatMap(({ outputFiles }) => outputFiles)) files.set(basename(path), text);
});

const fileNames = ['it_loader.js', 'it_wasi.js'];
const commonJs = ['it_loader.cjs', 'it_wasi.cjs'];

test('the files', () => {
  expect([...files.keys()].sort()).toEqual([...commonJs, ...fileNames].sort());
});

test.each(fileNames)('%s imports nothing but its neighbour, and only when it is needed; evaluates no text', (name) => {
  const text = files.get(name) ?? '';
  expect(text).not.toMatch(/\beval\(|XMLHttpRequest|\brequire\(|^import|;import[ {*]/);
  for (const [, path] of text.matchAll(/import\((.*?)\)/g)) {
    expect(fileNames.map((file) => `"./${file}"`)).toContain(path);
  }
});

/**
 * Bytes, minified and gzipped: what a page loads before the first call, whatever its component uses. The aim is 14 KiB, one
 * round trip of a new connection; what is between stands in bench/NOTES.md, part by part: overloads and
 * what extends each other are 1 KiB, memories with 64-bit addresses 0.3, private fields that make instances twice as fast 0.1,
 * instances that last as long as the component's object 0.1, what does not fit called by its class 0.05, methods that are
 * called either way at an expert's speed 0.15,
 * instances that are iterated, and that several hold 0.15, calls that wait with a stack of their own 0.6,
 * small records checked in half the time 0.1, calls refused after a trap and word of memories that have grown 0.4,
 * instances that lend each other 0.05, a start that takes 0.3 ms less 0.05. Of WASI's, the check of what its functions are pointed
 * to is 0.7.
 */
const budgets = { 'it_loader.js': 23.5 * 1024, 'it_wasi.js': 7.5 * 1024 };

test.each(Object.entries(budgets))('the size of %s', (name, budget) => {
  const size = gzipSync(files.get(name) ?? '', { level: 9 }).length;
  console.log(`${name}: ${size} of ${budget} bytes`);
  expect(size).toBeLessThanOrEqual(budget);
});

test('exports', async () => {
  const loader = await import('../../runtime/it_loader.ts');
  expect(Object.keys(loader).sort()).toEqual([
    'ItlLinkError',
    'ItlRangeError',
    'ItlResultError',
    'ItlTrapError',
    'ItlTypeError',
    'instantiate',
  ]);
});

describe('a host without files', () => {
  const component = adapter({
    imports: `${host('load_wasm', 'i32', 'externref')} ${host('mem_to_string', 'externref i32 i32 i32', 'externref')}`,
    literals: { 0: 'memory', 10: 'core.wasm' },
    body: '(func (export "text") (result externref) (call $mem_to_string (call $load_wasm (i32.const 10)) (i32.const 0) (i32.const 5) (i32.const 4)))',
    section: { modules: [core('core.wasm')], exports: { text: func([], ['string']) } },
  });
  const files: Readonly<Record<string, Uint8Array<ArrayBuffer>>> = {
    'https://example.org/app/it.wasm': component,
    'https://example.org/app/core.wasm': assemble('(module (memory (export "memory") 1) (data (i32.const 5) "text"))'),
  };

  /** Another realm with what browsers have and nothing of Node's. */
  async function load(source: string, globals: Record<string, unknown>): Promise<string> {
    const fetched = (input: unknown): Response => {
      const bytes = files[String(input)];
      if (bytes === undefined) return new Response('nothing', { status: 404 });
      const response = new Response(bytes, { headers: { 'content-type': 'application/wasm' } });
      return Object.defineProperty(response, 'url', { value: String(input) });
    };
    const context = createContext({
      TextDecoder,
      TextEncoder,
      URL,
      Response,
      fetch: async (input: unknown) => fetched(input),
      ...globals,
    });
    runInContext(await bundle(), context);
    return runInContext(
      `loader.instantiate(${JSON.stringify(source)}).then(({ text }) => text(), String)`,
      context,
    ) as Promise<string>;
  }

  test('takes URLs, and paths from the page or worker', async () => {
    expect(await load('https://example.org/app/it.wasm', {})).toBe('text');
    expect(await load('it.wasm', { document: { baseURI: 'https://example.org/app/index.html' } })).toBe('text');
    expect(await load('app/it.wasm', { location: { href: 'https://example.org/worker.js' } })).toBe('text');
  });

  test('does not take what a page calls Buffer for that of Node', async () => {
    expect(await load('https://example.org/app/it.wasm', { Buffer: class Buffer {} })).toBe('text');
  });

  test('says what it lacks', async () => {
    expect(await load('it.wasm', {})).toMatch(/^ItlLinkError: cannot load it\.wasm: .*Invalid URL/);
    expect(await load('https://example.org/none.wasm', {})).toBe(
      'ItlLinkError: cannot load https://example.org/none.wasm (status 404, text/plain;charset=UTF-8): no file came',
    );
  });
});
