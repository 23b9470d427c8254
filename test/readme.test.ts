/** Every snippet of the README and the guide does what the comments in it say. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../src/cli.ts';
import { compileCpp } from '../src/toolchain/clang.ts';
import { assembleWat } from './core/assemble-wat.ts';
import { fencedBlock as block } from './harness/fenced-block.ts';
import { isBlessing, readText, root } from './harness/folders.ts';
import { manual } from './harness/manual.ts';
import { runNode } from './harness/run-node.ts';
import { temporaryFolder } from './harness/temporary-folder.ts';

const readme = readText(root, 'README.md');
const changelog = readText(root, 'CHANGELOG.md');

/** A folder like that of a user who has the package installed. */
function projectWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(root, join(folder, 'node_modules/itlc'), 'dir');
  return folder;
}

async function build(folder: string, source: string): Promise<void> {
  expect(await run([join(folder, source), '-o', join(folder, 'out')])).toBe(0);
}

/** What a snippet prints, and behind it what it throws. */
async function outputOf(snippet: string, folder: string): Promise<string> {
  writeFileSync(join(folder, 'snippet.mjs'), snippet);
  writeFileSync(
    join(folder, 'main.mjs'),
    "await import('./snippet.mjs').catch((error) => console.log(String(error)));\n",
  );
  return runNode(['main.mjs'], folder);
}

/** What the comments behind statements say. */
const commented = (snippet: string): string =>
  Array.from(snippet.matchAll(/; \/\/ (.*)/g), ([, text]) => `${text}\n`).join('');

async function coreOf(path: string, source: string, flags: readonly string[] = []): Promise<Uint8Array> {
  const result = await compileCpp({ sources: { [path]: source }, flags });
  if (result.kind === 'failed') throw new Error(result.errors);
  return result.wasm;
}

const minutes = 60_000;

test('C++ in one command', { timeout: 3 * minutes }, async () => {
  const folder = projectWith({ 'people.cpp': block(manual, 'cpp', 'oldest') });
  await build(folder, 'people.cpp');
  const page = readText(root, 'grammar/emitted.md');
  const renewed = page.replace(/```js\n[\s\S]*```\n/, () => `\`\`\`js\n${readText(folder, 'out/people.js')}\`\`\`\n`);
  if (isBlessing) writeFileSync(join(root, 'grammar/emitted.md'), renewed);
  else expect(page).toBe(renewed);
  expect(readText(folder, 'out/people.d.ts')).toContain(block(manual, 'ts', 'oldest'));
  const snippet = block(manual, 'js', 'oldest([');
  expect(await outputOf(snippet, folder)).toBe(commented(snippet));
  const adapted = `${block(manual, 'js', "'out/it_people.wasm'")}console.log(greet({ name: 'Ada', age: 36 }));`;
  expect(await outputOf(adapted, folder)).toBe('Hello, Ada!\n');
});

test("the README's example", { timeout: 3 * minutes }, async () => {
  const folder = projectWith({ 'hello.cpp': block(readme, 'cpp', 'greet') });
  await build(folder, 'hello.cpp');
  const snippet = block(readme, 'js', 'greet');
  expect(await outputOf(snippet, folder)).toBe(commented(snippet));
});

test('callbacks', { timeout: 3 * minutes }, async () => {
  const [, known = '', added = ''] = /^```diff\n +(callback .*)\n\+ +(callback .*)$/m.exec(manual) ?? [];
  const source = block(manual, 'cpp', 'callback Progress').replace(known, `${known} ${added}`);
  expect(source).toContain('callback Logger');
  const folder = projectWith({ 'alerts.cpp': source });
  await build(folder, 'alerts.cpp');
  const snippet = block(manual, 'js', 'onAlert');
  expect(await outputOf(snippet, folder)).toBe(commented(snippet));
});

test('C by hand', { timeout: 3 * minutes }, async () => {
  const flags = /cc\.js greet\.c -o greet\.wasm (.*)$/m.exec(manual)?.[1]?.split(' ') ?? [];
  const core = await coreOf('greet.c', block(manual, 'c', 'greet'), flags);
  const folder = projectWith({ 'greet.wasm': core, 'greet.itl': block(manual, 'lisp', '_lower_string') });
  await build(folder, 'greet.itl');
  expect(readText(folder, 'out/greet.d.ts')).toContain(block(manual, 'ts', 'greet(name: string)'));
  const snippet = block(manual, 'js', 'greet(42)');
  expect(await outputOf(snippet, folder)).toBe(commented(snippet));
  const adapted = `${block(manual, 'js', "'greet.wasm': new URL")}console.log(greet('Ada'));`;
  expect(await outputOf(adapted, folder)).toBe('Hello, Ada!\n');
});

test('WASI', async () => {
  const core = assembleWat(`(module
    (import "wasi_snapshot_preview1" "random_get" (func $random (param i32 i32) (result i32)))
    (memory (export "memory") 1)
    (func (export "dice") (result i32) (drop (call $random (i32.const 0) (i32.const 1))) (i32.load8_u (i32.const 0))))`);
  const itl =
    '(module app "app.wasm" (func dice "dice" (result i32))) (export (func _ "dice" (result u32) (as u32 (call dice))))';
  const folder = projectWith({ 'app.wasm': core, 'app.itl': itl });
  // The built program, beside which the file for WASI lies.
  await runNode([join(root, 'bin/itlc.js'), 'app.itl'], folder);
  expect(await outputOf(`${block(manual, 'js', 'wasi: {')}console.log(app.dice());`, folder)).toBe('4\n');
});

test("the changelog's example", async () => {
  const source = readText(root, 'cpp-examples/fizzbuzz/fizz.cpp').replace('#include "../it.h"', '');
  const core = await coreOf('fizz.cpp', source);
  const folder = projectWith({ 'fizz.wasm': core, 'fizz.itl': block(changelog, 'lisp', 'fizzStr') });
  await build(folder, 'fizz.itl');
  expect(await outputOf(block(changelog, 'js', "from './out/fizz.js'"), folder)).toBe('Fizz true\n');
});
