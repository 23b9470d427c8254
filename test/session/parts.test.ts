/** Components that are made of ITL, C++ and component binaries, from their files. */
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
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
  'missing.itl': '(component none "none.cpp")\n(component folder "cpp")\n(export none folder)\n',
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
