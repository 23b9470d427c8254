/** Components that are made of ITL, C++ and component binaries, from their files. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Build, createSession } from '../../src/session/session.ts';
import { root } from '../harness/folders.ts';
import { importGenerated } from '../harness/generated-module.ts';
import { writeIn } from '../harness/temporary-folder.ts';

const fizzbuzz = (name: string): string => readFileSync(join(root, 'cpp-examples/fizzbuzz-dsl', `${name}.cpp`), 'utf8');

const files = {
  'package.json': '{ "private": true }',
  'fizzbuzz.itl': `(component fizz "cpp/fizz.cpp")
(component buzz "cpp/buzz.cpp")
(component whole "cpp/fizzbuzz.cpp" ("fizz" fizz) ("buzz" buzz))
(export whole)
`,
  'cpp/fizz.cpp': fizzbuzz('fizz'),
  'cpp/buzz.cpp': fizzbuzz('buzz'),
  'cpp/fizzbuzz.cpp': fizzbuzz('fizzbuzz'),
  'mixed.itl': `(component greet "binary/greet.component.wasm")
(component twice "itl/twice.itl" ("greeter" greet))
(export twice greet.sum)
`,
  'itl/twice.itl': `(component once "deeper/once.itl" ("greeter" inner))
(component inner "deeper/inner.itl")
(import "greeter" (func greet "greet" (param string) (result string)))
(export (func _ "twice" (param $name string) (result string) (call once.greet (call greet (local $name)))))
`,
  'itl/deeper/once.itl': `(import "greeter" (func greet "greet" (param string) (result string)))
(export (func _ "greet" (param $name string) (result string) (call greet (local $name))))
`,
  'itl/deeper/inner.itl': '(export (func _ "greet" (param string) (result string) (local 0)))\n',
  'twins.itl': '(component a "p1/x.cpp")\n(component b "p2/x.cpp")\n(export a b)\n',
  'p1/x.cpp': 'export {\n  func one() -> s32;\n}\nint one() { return 1; }\n',
  'p2/x.cpp': 'export {\n  func two() -> s32;\n}\nint two() { return 2; }\n',
  'functions.itl': `(component one "cpp/adder.cpp")
(component two "cpp/adder.cpp")
(export one (func _ "more" (result (func (param s32) (result s32))) (call two.adder 2)))
`,
  'cpp/adder.cpp': `#include <functional>
export { func adder(s32) -> std::function<s32(s32)>; }
std::function<int(int)> adder(int n) { return [n](int m) { return n + m; }; }
`,
  'missing.itl': '(component none "none.cpp")\n(component folder "cpp")\n(export none folder)\n',
  'core.itl': '(component plain "plain.wasm")\n(component image "image.png")\n(export plain image)\n',
  'wrong.itl': '(component wrong "cpp/wrong.cpp")\n(export wrong)\n',
  'cpp/wrong.cpp': 'export {\n  func f(s32) -> strng;\n}\nint f(int n) { return n; }\n',
};

const session = createSession();
const former = process.cwd();
let folder = '';

beforeAll(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'itlc-parts-')));
  for (const [path, text] of Object.entries(files)) writeIn(folder, path, text);
  mkdirSync(join(folder, 'binary'));
  const binary = join(root, 'fixtures/wasm-components/greet/case.component.wasm');
  copyFileSync(binary, join(folder, 'binary/greet.component.wasm'));
  writeFileSync(join(folder, 'plain.wasm'), Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  writeFileSync(join(folder, 'image.png'), Uint8Array.of(0x89, 0x50, 0x4e, 0x47));
  process.chdir(folder);
});

afterAll(() => {
  session.close();
  process.chdir(former);
  rmSync(folder, { recursive: true, force: true });
});

async function run(build: Build) {
  expect(build.problems).toEqual([]);
  return importGenerated(build.js ?? '');
}

test('three modules of C++ are one component', async () => {
  const build = await session.build('fizzbuzz.itl', { inline: true });
  const said: unknown[] = [];
  const { instantiate } = await run(build);
  const console = { log: (text: string) => said.push(text), logInt: (number: number) => said.push(number) };
  const whole = await instantiate({ console });
  whole.fizzbuzz(15);
  expect(said).toEqual([1, 2, 'Fizz', 4, 'Buzz', 'Fizz', 7, 8, 'Fizz', 'Buzz', 11, 'Fizz', 13, 14, 'FizzBuzz']);
  expect(Object.keys(whole)).toEqual(['fizzbuzz']);
  const sources = ['buzz', 'fizz', 'fizzbuzz'].map((name) => join(folder, `cpp/${name}.cpp`));
  expect(build.dependencies).toEqual(expect.arrayContaining([join(folder, 'fizzbuzz.itl'), ...sources]));
});

test('what parts have of functions of C++ stays inside', { timeout: 120_000 }, async () => {
  const build = await session.build('functions.itl', { inline: true });
  expect(build.dts).toContain('export interface Exports {');
  expect(build.dts).not.toContain('_it_');
  const lib = await (await run(build)).instantiate();
  expect(Object.keys(lib)).toEqual(['adder', 'more']);
  const functions = [lib.adder(1), lib.more()];
  expect(functions.map((each) => each(3))).toEqual([4, 5]);
  for (const each of functions) expect(() => each('x')).toThrow(/^function: parameter 1 must be a number, got 'x'$/);
});

test('what a build makes of parts are files that it names', async () => {
  const { cores, problems } = await session.build('fizzbuzz.itl');
  expect(problems).toEqual([]);
  expect(cores.map(({ path, isMade }) => [path, isMade])).toEqual([
    ['fizz.wasm', true],
    ['buzz.wasm', true],
    ['fizzbuzz.wasm', true],
  ]);
  for (const { file } of cores) expect(readFileSync(file).subarray(1, 4).toString()).toBe('asm');
});

test('parts of one base name have generated files of their own', async () => {
  const build = await session.build('twins.itl', { inline: true });
  const whole = await (await run(build)).instantiate({});
  expect([whole.one(), whole.two()]).toEqual([1, 2]);
  const generated = (name: string): string => readFileSync(join(build.folder, name), 'utf8');
  expect(['x.cpp', 'x-2.cpp'].map((name) => generated(name).split('\n')[0])).toEqual([
    '// Generated by itlc from p1/x.cpp: changes belong there.',
    '// Generated by itlc from p2/x.cpp: changes belong there.',
  ]);
  expect(generated('x-2.itl')).toContain('p2/x.cpp');
});

test('component binaries and ITL are linked, in folders of their own', async () => {
  const build = await session.build('mixed.itl', { inline: true });
  const { instantiate } = await run(build);
  const whole = await instantiate({});
  expect(whole.twice('Ada')).toBe('Hello, Ada!');
  expect(whole.sum(Float64Array.of(1, 2, 3.5))).toBe(6.5);
  expect(build.dependencies).toEqual(expect.arrayContaining([join(folder, 'itl/deeper/inner.itl')]));
});

test('what is not there or wrong is told of the file that it is wrong in', async () => {
  const missing = await session.build('missing.itl');
  expect(missing.problems.map(({ code, message }) => [code, message])).toEqual([
    ['ITL4030', "the component 'none.cpp' is not there"],
    ['ITL4030', "the component 'cpp' is not there"],
  ]);
  expect(missing.ok).toBe(false);
  const wrong = await session.build('wrong.itl');
  expect(wrong.ok).toBe(false);
  expect(wrong.problems.map(({ code, file, line }) => [code, file, line])).toEqual([['ITL6020', 'cpp/wrong.cpp', 2]]);
});

test('what is wrong with a binary is told of where it is used', async () => {
  const { ok, problems } = await session.build('core.itl');
  expect(ok).toBe(false);
  expect(problems.map(({ code, file, line }) => [code, file, line])).toEqual([
    ['ITL7004', 'core.itl', 1],
    ['ITL1001', 'core.itl', 2],
  ]);
});
