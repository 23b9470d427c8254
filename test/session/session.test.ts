/** Sessions: builds from files, for tools. */
import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { type Build, createSession } from '../../src/session/session.ts';
import { assembleWat } from '../harness/assemble-core.ts';
import { root } from '../harness/folders.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const session = createSession();
const former = process.cwd();
let folder = '';

beforeEach(async () => {
  folder = realpathSync(
    temporaryFolder({
      'package.json': '{ "private": true }',
      'src/next.itl': `(module lib "../lib.wasm" (func next "next" (param i32) (result i32)))
(export (func _ "next" (param $n s32) (result s32) (as s32 (call next (as i32 (local $n))))))`,
      'src/double.h': '#pragma once\ninline int twice(int n) { return 2 * n; }\n',
      'src/double.cpp':
        '#include "double.h"\nexport { func doubled(n: s32) -> s32; }\nint doubled(int n) { return twice(n); }\n',
    }),
  );
  const core = '(module (func (export "next") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1))))';
  writeFileSync(join(folder, 'lib.wasm'), await assembleWat('lib.wat', core));
  process.chdir(folder);
});

afterAll(() => {
  session.close();
  process.chdir(former);
});

/** Runs the script with its core modules in it. */
async function run<T>({ js = '' }: Build): Promise<T> {
  const url = `data:text/javascript;base64,${Buffer.from(js).toString('base64')}`;
  return (await import(url)).instantiate() as Promise<T>;
}

test('builds ITL, and tells what a change of would change it', async () => {
  const build = await session.build('src/next.itl', { inline: true });
  expect(build).toMatchObject({ name: 'next', ok: true, problems: [] });
  expect(build.dependencies).toEqual([join(folder, 'src/next.itl'), join(folder, 'lib.wasm')]);
  expect(build.dts).toContain('next(n: number): number;');
  const { next } = await run<{ next(n: number): number }>(build);
  expect(next(1)).toBe(2);
});

test('core modules are where `locate` says', async () => {
  const core = { path: '../lib.wasm', file: join(folder, 'lib.wasm'), isMade: false };
  const located = await session.build('src/next.itl', { locate: ({ path, file }) => `${path}?${file.length}` });
  expect(located.js).toContain(`new URL('../lib.wasm?${join(folder, 'lib.wasm').length}', import.meta.url)`);
  expect(located.cores).toEqual([core]);
  expect((await session.build('src/next.itl')).js).toContain(`new URL('lib.wasm', import.meta.url)`);
});

test('builds C++ into a folder of the package, and knows its headers', async () => {
  const build = await session.build('src/double.cpp', { inline: true });
  expect(build).toMatchObject({ name: 'double', ok: true, problems: [], output: '' });
  expect(build.dependencies).toEqual([join(folder, 'src/double.cpp'), join(folder, 'src/double.h')]);
  expect(build.cores).toEqual([]);
  const { doubled } = await run<{ doubled(n: number): number }>(build);
  expect(doubled(21)).toBe(42);
  const { cores } = await session.build('src/double.cpp');
  expect(cores).toEqual([expect.objectContaining({ path: 'double.wasm', isMade: true })]);
  expect(cores[0]?.file).toContain(join(folder, 'node_modules/.cache/itlc/double-'));
  expect(
    readFileSync(cores[0]?.file ?? '')
      .subarray(1, 4)
      .toString(),
  ).toBe('asm');
});

test('a library keeps the encoding of its comments; a source with a block is UTF-8', async () => {
  const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
  writeFileSync(join(folder, 'src/lib.cpp'), latin('// J\u00fcrgen\nint lib(int n) { return n + 1; }\n'));
  const wrap = '#include "lib.h"\nexport { func lib(n: s32) -> s32; }\n';
  writeFileSync(join(folder, 'src/lib.h'), latin('// J\u00fcrgen\nint lib(int n);\n'));
  writeFileSync(join(folder, 'src/wrap.cpp'), wrap);
  const build = await session.build('src/wrap.cpp', { inline: true, link: ['src/lib.cpp'] });
  expect(build).toMatchObject({ ok: true, problems: [] });
  const { lib } = await run<{ lib(n: number): number }>(build);
  expect(lib(1)).toBe(2);
  writeFileSync(join(folder, 'src/wrap.cpp'), latin(`// J\u00fcrgen\n${wrap}`));
  const refused = await session.build('src/wrap.cpp', { link: ['src/lib.cpp'] });
  expect(refused.problems).toMatchObject([{ code: 'ITL1001' }]);
});

test('several builds may be asked for at once', async () => {
  const builds = await Promise.all([
    session.build('src/double.cpp'),
    session.build('src/next.itl'),
    session.build('src/double.cpp', { name: 'other' }),
  ]);
  expect(builds.map(({ name, ok }) => [name, ok])).toEqual([
    ['double', true],
    ['next', true],
    ['other', true],
  ]);
});

test('what is wrong has a place, a hint and the line', async () => {
  writeFileSync(
    join(folder, 'src/wrong.itl'),
    '(export (func _ "x" (result s32) (call nxt)))\n(func next (result s32) 1)',
  );
  const { ok, js, problems, dependencies } = await session.build('src/wrong.itl');
  expect({ ok, js }).toEqual({ ok: false, js: undefined });
  expect(problems[0]).toMatchObject({ code: 'ITL2004', file: 'src/wrong.itl', line: 1, column: 40 });
  expect(problems[0]?.hint).toBe("did you mean 'next'?");
  expect(problems[0]?.text).toContain('^^^');
  expect(dependencies).toEqual([join(folder, 'src/wrong.itl')]);
});

test('what the C++ compiler says is located too', async () => {
  writeFileSync(join(folder, 'src/bad.cpp'), 'export { func f() -> s32; }\nint f() { return undeclared; }\n');
  const { ok, problems, output } = await session.build('src/bad.cpp');
  expect(ok).toBe(false);
  expect(problems.map(({ code, file, line, column }) => [code, file, line, column])).toEqual([
    ['ITL6070', 'src/bad.cpp', 2, 18],
    ['ITL6062', undefined, undefined, undefined],
  ]);
  expect(problems[0]?.text).toContain('int f() { return undeclared; }');
  expect(output).toContain("use of undeclared identifier 'undeclared'");
});

test('a file that is not there is a problem like any other', async () => {
  expect((await session.build('src/none.itl')).problems[0]?.code).toBe('ITL5001');
  expect((await session.build('src/none.cpp')).problems[0]?.code).toBe('ITL5001');
});

const componentFile = (name: string): Uint8Array => readFileSync(join(root, 'fixtures', name));

test('builds a component binary, its core modules first', async () => {
  writeFileSync(join(folder, 'src/greet.component.wasm'), componentFile('wasm-components/greet/case.component.wasm'));
  const inline = await session.build('src/greet.component.wasm', { inline: true });
  expect(inline).toMatchObject({ name: 'greet', ok: true, cores: [] });
  expect((await run<{ greet(name: string): string }>(inline)).greet('Ada')).toBe('Hello, Ada!');
  const located = await session.build('src/greet.component.wasm', {
    locate: ({ path, file }) => `${path}?${readFileSync(file).length > 1000}`,
  });
  expect(located.js).toContain("new URL('greet.core.wasm?true', import.meta.url)");
  expect(located.cores).toMatchObject([{ path: 'greet.core.wasm', isMade: true }]);
  expect(located.dependencies).toEqual([join(folder, 'src/greet.component.wasm')]);
});

test('builds WIT with the core module beside it, or another', async () => {
  writeFileSync(join(folder, 'src/notes.wit'), componentFile('worlds/notes/case.wit'));
  const absent = await session.build('src/notes.wit');
  expect(absent).toMatchObject({ ok: false, problems: [{ message: expect.stringContaining('notes.wasm') }] });
  writeFileSync(join(folder, 'core.wasm'), componentFile('worlds/notes/core.wasm'));
  const build = await session.build('src/notes.wit', { wit: { core: 'core.wasm', world: 'notes' } });
  expect(build).toMatchObject({ ok: true, problems: [] });
  expect(build.dependencies).toEqual([join(folder, 'src/notes.wit'), join(folder, 'core.wasm')]);
  expect(build.dts).toContain('add(text: string, tags: Iterable<string>): number;');
  const mapped = await session.build('src/notes.wit', {
    wit: { core: 'core.wasm' },
    map: { 'local:notes/*': './mine.js#*' },
  });
  expect(mapped.js).toContain("from './mine.js'");
});

test('says what is wrong in WIT, with its place', async () => {
  writeFileSync(join(folder, 'src/wrong.wit'), 'package local:wrong;\nworld wrong { export f: func() -> strin; }\n');
  const { ok, problems } = await session.build('src/wrong.wit', { wit: { core: 'core.wasm' } });
  expect(ok).toBe(false);
  expect(problems[0]).toMatchObject({ file: 'src/wrong.wit', line: 2 });
});
