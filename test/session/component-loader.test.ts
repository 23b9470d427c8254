/** What the plugin takes from a project's configuration. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { ComponentLoader } from '../../src/plugin/component-loader.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const former = process.cwd();
let folder = '';
const mode = { reference: 'inline', isProduction: false, isWatching: false } as const;
const noFile = (): string => '';

beforeEach(() => {
  folder = temporaryFolder({
    'package.json': '{ "private": true }',
    'one.itl': '(export (func _ "one" (param) (result s32) 1))',
    'one.cpp': 'export { func one() -> s32; }\nint one() { return 1; }\n',
  });
  process.chdir(folder);
});

afterAll(() => process.chdir(former));

const load = (source: string, options = {}) =>
  new ComponentLoader({ types: false, ...options }).load(join(folder, source), mode, noFile);

test('the compiler of the configuration is used, and one of the options goes before it', async () => {
  writeFileSync('itlc.config.json', '{ "cxx": "no-such-compiler" }');
  const text = (await load('one.cpp')).build.problems.map((problem) => problem.text).join('\n');
  expect(text).toContain('no-such-compiler');
  const own = (await load('one.cpp', { cxx: 'another-one' })).build.problems.map((problem) => problem.text).join('\n');
  expect(own).toContain('another-one');
});

test('what is wrong with the configuration is an error of every source', async () => {
  writeFileSync('itlc.config.json', '{ "optimise": true }');
  const { build, code } = await load('one.itl');
  expect(code).toBeUndefined();
  expect(build).toMatchObject({
    ok: false,
    problems: [{ file: 'itlc.config.json', hint: "did you mean 'optimize'?" }],
  });
});

test('a configuration without mistakes is no matter', async () => {
  writeFileSync('itlc.config.json', '{ "outDir": "build", "files": ["one.itl"] }');
  const { build, code } = await load('one.itl');
  expect(build).toMatchObject({ ok: true, problems: [] });
  expect(code).toContain('instantiate');
});

test('components share their helpers where an option or the configuration says so', async () => {
  writeFileSync('two.itl', '(export (func _ "two" (param) (result s32) 2))');
  const [one, two] = [await load('one.itl', { helpers: 'shared' }), await load('two.itl', { helpers: 'shared' })];
  const files = [one, two].map(({ code = '' }) => /from "(.*it_glue\.js)"/.exec(code)?.[1]);
  expect(files).toEqual(['./node_modules/.cache/itlc/it_glue.js', './node_modules/.cache/itlc/it_glue.js']);
  expect(readFileSync(files[0] ?? '', 'utf8')).toBe(one.build.glue);
  writeFileSync('itlc.config.json', '{ "helpers": "shared" }');
  expect((await load('one.itl')).code).toContain('it_glue.js');
});

test('imports come from modules that an option or the configuration names, the option first', async () => {
  const asked = '(import "clock" (func now "now" (result f64)))\n(export (func _ "time" (result f64) (call now)))';
  writeFileSync('asking.itl', asked);
  writeFileSync('itlc.config.json', '{ "map": { "clock": "configured-clock", "other": "nowhere" } }');
  expect((await load('asking.itl')).code).toContain("from 'configured-clock'");
  const { code } = await load('asking.itl', { map: { clock: 'own-clock' } });
  expect(code).toContain("from 'own-clock'");
  expect(code).not.toContain('configured-clock');
});

test('a package that serves WASI may stand in the configuration', async () => {
  const asked = '(import "wasi:random/random@0.2.0" (func get "get-random-u64" (result u64)))';
  writeFileSync('asking.itl', `${asked}\n(export (func _ "random" (result u64) (call get)))`);
  writeFileSync('itlc.config.json', '{ "wasi": "configured-shim" }');
  expect((await load('asking.itl')).code).toContain("from 'configured-shim/random'");
  expect((await load('asking.itl', { wasi: 'own-shim' })).code).toContain("from 'own-shim/random'");
});
