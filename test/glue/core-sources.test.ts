/** What generated modules take for a core module, told by what it offers: there are other realms, and classes of the same name. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { compileToJs } from '../harness/compile-fixture.ts';
import { type GeneratedModule, importGenerated } from '../harness/generated-module.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { assemble } from '../runtime/adapter.ts';

const source = `(module core "core.wasm" (func answer "answer" (result i32)))
(export (func _ "answer" (result s32) (as s32 (call answer))))`;

const bytes = assemble('(module (func (export "answer") (result i32) (i32.const 42)))');
const realm = createContext({ bytes });
const there = (code: string): unknown => runInContext(code, realm);

let generated: GeneratedModule;
beforeAll(async () => {
  generated = await importGenerated(await compileToJs(source, 'case.itl', { 'core.wasm': bytes }));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const compiled = 'new WebAssembly.Module(Uint8Array.from(bytes))';

describe.each<[string, () => unknown]>([
  ['bytes of another realm', () => there('Uint8Array.from(bytes)')],
  ['a buffer of another realm', () => there('Uint8Array.from(bytes).buffer')],
  ['a DataView of another realm', () => there('new DataView(Uint8Array.from(bytes).buffer)')],
  ['a module of another realm', () => there(compiled)],
  ['an instance of another realm', () => there(`new WebAssembly.Instance(${compiled})`)],
  ['exports called like what sources offer', () => ({ answer: () => 42, byteLength() {}, headers() {}, href() {} })],
])('%s', (_, given) => {
  test('waiting', async () => {
    const { answer } = await generated.instantiate({}, { modules: { 'core.wasm': given() } });
    expect(answer?.()).toBe(42);
  });

  test('without waiting', () => {
    const { answer } = generated.instantiateSync({}, { modules: { 'core.wasm': given() } });
    expect(answer?.()).toBe(42);
  });
});

test('where the global URL is not the class that Node has', async () => {
  const NodeUrl = URL;
  const path = join(temporaryFolder(), 'core.wasm');
  writeFileSync(path, bytes);
  vi.stubGlobal('URL', class extends NodeUrl {});
  for (const given of [path, pathToFileURL(path), new URL(pathToFileURL(path))]) {
    const { answer } = await generated.instantiate({}, { modules: { 'core.wasm': given } });
    expect(answer?.()).toBe(42);
    expect(generated.instantiateSync({}, { modules: { 'core.wasm': given } }).answer?.()).toBe(42);
  }
});

describe('a data URL, which a Content-Security-Policy may forbid to fetch', () => {
  const base64 = Buffer.from(bytes).toString('base64');

  test.each<[string, string | URL]>([
    ['as text', `data:application/wasm;base64,${base64}`],
    ['as a URL', new URL(`data:application/wasm;base64,${base64}`)],
    ['escaped', `data:application/wasm;charset=x;base64,${encodeURIComponent(base64)}`],
    ['with a fragment', `data:;base64,${base64}#core`],
  ])('%s', async (_, given) => {
    const fetched = vi.fn<typeof fetch>();
    vi.stubGlobal('fetch', fetched);
    const { answer } = await generated.instantiate({}, { modules: { 'core.wasm': given } });
    expect(answer?.()).toBe(42);
    expect(generated.instantiateSync({}, { modules: { 'core.wasm': given } }).answer?.()).toBe(42);
    expect(fetched).not.toHaveBeenCalled();
  });

  test('not in Base64 it is fetched, which takes waiting', async () => {
    const percents = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
    const given = `data:application/wasm,${percents}`;
    const { answer } = await generated.instantiate({}, { modules: { 'core.wasm': given } });
    expect(answer?.()).toBe(42);
    expect(() => generated.instantiateSync({}, { modules: { 'core.wasm': given } })).toThrow(
      "cannot load the module given for 'core.wasm': it has to be fetched, and instantiateSync does not wait",
    );
  });

  test.each(['data:application/wasm;base64,AAAAAAAA', 'data:application/wasm,no%20module'])(
    '%s is no module: messages leave out what it holds',
    async (given) => {
      const refused =
        /^cannot load the module given for 'core\.wasm'(?: \(status 200, application\/wasm\))?: WebAssembly/;
      for (const source of [given, new URL(given)])
        await expect(generated.instantiate({}, { modules: { 'core.wasm': source } })).rejects.toThrow(refused);
    },
  );
});

test('a promise is nothing to go on with without waiting', () => {
  expect(() => generated.instantiateSync({}, { modules: { 'core.wasm': Promise.resolve(bytes) } })).toThrow(
    "cannot load the module given for 'core.wasm': it is a promise, and instantiateSync does not wait",
  );
});

describe('what is no option', () => {
  const said: readonly (readonly [object, string])[] = [
    [
      { modules: { 'cor.wasm': bytes } },
      "instantiate: options.modules has 'cor.wasm', but the core modules are core.wasm",
    ],
    [{ wasi: {} }, "instantiate: unknown option 'wasi', there are modules, instantiate, afterTrap, onMemoryGrowth"],
    [
      { constructor: 1 },
      "instantiate: unknown option 'constructor', there are modules, instantiate, afterTrap, onMemoryGrowth",
    ],
  ];

  test.each(said)('%o', async (options, message) => {
    expect(() => generated.instantiateSync({}, options)).toThrow(message);
    await expect(generated.instantiate({}, options)).rejects.toThrow(message);
  });
});
