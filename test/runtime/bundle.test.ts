/** The loader as users get it: one file, for every host. */

import { createContext, runInContext } from 'node:vm';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { beforeAll, describe, expect, test } from 'vitest';
import { adapter, assemble, core, func, host } from './adapter.ts';

async function bundle(format: 'esm' | 'iife', minify: boolean) {
  const { outputFiles, metafile } = await build({
    entryPoints: [new URL('../../runtime/it_loader.ts', import.meta.url).pathname],
    bundle: true,
    write: false,
    metafile: true,
    minify,
    format,
    platform: 'neutral',
    target: 'es2022',
    external: ['node:*'],
    globalName: 'loader',
  });
  const imports = Object.values(metafile.outputs).flatMap((output) => output.imports);
  return { code: outputFiles[0]?.text ?? '', imports };
}

let bundled: Awaited<ReturnType<typeof bundle>>;
beforeAll(async () => {
  bundled = await bundle('esm', true);
});

test('imports nothing, which bundlers would look for; evaluates no text', () => {
  expect(bundled.imports).toEqual([]);
  expect(bundled.code).not.toMatch(/\beval\(|new Function\b|XMLHttpRequest/);
});

test('its size', () => {
  expect(gzipSync(bundled.code, { level: 9 }).length).toBeLessThan(11 * 1024);
});

test('exports', async () => {
  const loader = await import('../../runtime/it_loader.ts');
  expect(Object.keys(loader).sort()).toEqual([
    'ItlLinkError',
    'ItlRangeError',
    'ItlResultError',
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
    runInContext((await bundle('iife', false)).code, context);
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

  test('says what it lacks', async () => {
    expect(await load('it.wasm', {})).toMatch(/^ItlLinkError: cannot load it\.wasm: .*Invalid URL/);
    expect(await load('https://example.org/none.wasm', {})).toBe(
      'ItlLinkError: cannot load https://example.org/none.wasm (status 404, text/plain;charset=UTF-8): it is not there',
    );
  });
});
