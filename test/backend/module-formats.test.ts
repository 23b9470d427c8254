/** JavaScript modules: what they export is what their declarations say, in each format, with core modules inside or not. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { type CompileOptions, compile } from '../../src/compile.ts';
import { assembleWat } from '../core/assemble-wat.ts';
import { assembleCores } from '../harness/assemble-core.ts';
import { fixturesIn, readText } from '../harness/folders.ts';
import { importGenerated } from '../harness/generated-module.ts';
import { partsIn } from '../harness/parts-in.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

async function compileModule(folder: string, options: CompileOptions = {}): Promise<{ js: string; dts: string }> {
  const cores = await assembleCores(folder);
  const text = readText(folder, 'case.itl');
  const readCore = (path: string): Uint8Array | undefined => cores[path];
  const { js = '', dts = '' } = await compile(
    { path: 'case.itl', text },
    { emit: ['js', 'dts'], checkCore: false, readCore, readComponent: partsIn(folder), ...options },
  );
  return { js, dts };
}

const declaredValues = (dts: string): readonly string[] =>
  Array.from(dts.matchAll(/^export declare (?:function|class) (\w+)/gm), ([, name = '']) => name).sort();

const fixtures = ['ops', 'components'].flatMap(fixturesIn);

test.each(fixtures.map((folder) => [basename(folder), folder]))('%s exports what it declares', async (_, folder) => {
  const { js, dts } = await compileModule(folder);
  expect(Object.keys(await importGenerated(js)).sort()).toEqual(declaredValues(dts));
});

const throwing = {
  'an import': '(import "host" (func _ "look" (result (result s32 string))))',
  'an import of anything': '(import "host" (func _ "look" async (result (result _ any))))',
  'a callback': '(export (func _ "run" (param $f (option (func (result (result s32 string)))))))',
  'a callback inside of a type':
    '(types (func Look (result (result _ string))) (record Host (look Look))) (export (func _ "run" (param Host)))',
  'a function for JavaScript': `(func look (param $n s32) (result (result s32 string)) (make-variant (result s32 string) ok (local $n)))
    (export (func _ "looking" (result (func (result (result s32 string)))) (lift-func look (as s32 1))))`,
};

test.each(Object.entries(throwing))('users have the class of what %s throws', async (_, text) => {
  for (const format of ['esm', 'cjs'] as const) {
    const { js = '', dts = '' } = await compile({ path: 'case.itl', text }, { emit: ['js', 'dts'], format });
    expect(declaredValues(dts)).toContain('ItlResultError');
    expect(js).toContain('class ItlResultError');
    if (format === 'esm') expect(await importGenerated(js)).toHaveProperty('ItlResultError');
    else expect(js).toMatch(/^module\.exports = \{[^}]*ItlResultError/m);
  }
});

const source = {
  path: 'answer.itl',
  text: `(module core "a b.wasm" (func answer "answer" (result i32)))
    (import "log" (func log "log" (param string)))
    (export (func _ "answer" (result u32) (call log "asked") (as u32 (call answer))))`,
};
const core = assembleWat('(module (func (export "answer") (result i32) i32.const 42))');
const imports = { log: { log: () => {} } };

interface Answer {
  readonly instantiate: (given: object, options?: unknown) => Promise<{ answer(): number }>;
  readonly instantiateSync: (given: object, options?: unknown) => { answer(): number };
}

/** The module in a folder of its own, whose name is no URL. */
async function placed(name: string, options: CompileOptions, hasCore: boolean): Promise<string> {
  const locate = encodeURIComponent;
  const { js = '' } = await compile(source, { emit: ['js'], readCore: () => core, locate, ...options });
  const folder = join(temporaryFolder(), "it's 50% ünlike");
  mkdirSync(folder);
  if (hasCore) writeFileSync(join(folder, 'a b.wasm'), core);
  const file = join(folder, name);
  writeFileSync(file, js);
  return file;
}

describe.each([
  ['with the core module beside it', {}, true],
  ['with the core module in it', { inline: true }, false],
])('%s', (_, options, hasCore) => {
  test('an ES module starts at once, and with waiting', async () => {
    const file = await placed('answer.mjs', options, hasCore);
    const { instantiate, instantiateSync }: Answer = await import(pathToFileURL(file).href);
    expect([(await instantiate(imports)).answer(), instantiateSync(imports).answer()]).toEqual([42, 42]);
  });

  test('CommonJS does so too, and can be imported by its names', async () => {
    const file = await placed('answer.cjs', { ...options, format: 'cjs' }, hasCore);
    const { instantiate, instantiateSync }: Answer = createRequire(import.meta.url)(file);
    expect([(await instantiate(imports)).answer(), instantiateSync(imports).answer()]).toEqual([42, 42]);
    const names = `import { instantiate, ItlLinkError } from ${JSON.stringify(pathToFileURL(file).href)};`;
    const importing = join(dirname(file), 'importing.mjs');
    writeFileSync(importing, `${names}\nexport const types = [typeof instantiate, typeof ItlLinkError];\n`);
    const { types }: { readonly types: unknown } = await import(pathToFileURL(importing).href);
    expect(types).toEqual(['function', 'function']);
  });
});

test('without its core module it says where that can be given', async () => {
  const file = await placed('answer.mjs', {}, false);
  const { instantiate }: Answer = await import(pathToFileURL(file).href);
  await expect(instantiate(imports)).rejects.toThrow(/^cannot load .*; options\.modules can say where core module/);
});

test.each([
  [null, 'instantiate: options must be an object, got null'],
  [{ module: {} }, "instantiate: unknown option 'module', there are modules, instantiate, afterTrap, onMemoryGrowth"],
  [{ modules: 1 }, "instantiate: option 'modules' must be an object of sources by path, got 1"],
  [{ instantiate: {} }, "instantiate: option 'instantiate' must be a function, got an object"],
])('options that are none, such as %j, are refused', async (options, message) => {
  const file = await placed('answer.mjs', {}, true);
  const { instantiate, instantiateSync }: Answer = await import(pathToFileURL(file).href);
  await expect(instantiate(imports, options)).rejects.toThrow(message);
  expect(() => instantiateSync(imports, options)).toThrow(message);
});

test('a core module that is not there cannot be put into it', async () => {
  const { diagnostics, js } = await compile(source, { inline: true });
  expect(diagnostics.map(({ code }) => code)).toEqual(['ITL4022']);
  expect(js).toBeUndefined();
});
