import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { instantiate } from '../runtime/it_loader.ts';
import { run as runCommandLine } from '../src/cli.ts';
import { compile } from '../src/compile.ts';
import { compileCpp } from '../src/toolchain/clang.ts';
import { fencedBlock as block } from './harness/fenced-block.ts';
import { readText } from './harness/folders.ts';
import { temporaryFolder } from './harness/temporary-folder.ts';

const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
const changelog = await readFile(new URL('../CHANGELOG.md', import.meta.url), 'utf8');

async function compiled(text: string, core: Uint8Array): Promise<{ readonly wasm: Uint8Array; readonly dts: string }> {
  const { diagnostics, wasm, dts } = await compile({ path: 'greet.itl', text }, { readCore: () => core });
  expect(diagnostics).toEqual([]);
  return { wasm: wasm ?? new Uint8Array(), dts: dts ?? '' };
}

async function coreOf(path: string, source: string, flags: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const result = await compileCpp({ sources: { [path]: source }, flags });
  if (result.kind === 'failed') throw new Error(result.errors);
  return new Uint8Array(result.wasm);
}

const run = (snippet: string, adapter: Uint8Array, path: string, core: Uint8Array<ArrayBuffer>) =>
  runWith(snippet, () => instantiate(new Uint8Array(adapter), {}, { modules: { [path]: core } }));

/** Runs a snippet that begins with the import of the loader; gives what it printed, and what it threw at its end. */
async function runWith(snippet: string, load: (path: unknown) => Promise<unknown>) {
  const printed: string[] = [];
  const body = snippet.replace("import { instantiate } from 'itlc/loader';", '');
  const AsyncFunction = (async () => {}).constructor as new (
    ...args: string[]
  ) => (...args: unknown[]) => Promise<void>;
  const log = (...values: unknown[]) => printed.push(values.join(' '));
  const thrown = await new AsyncFunction('instantiate', 'console', body)(load, { log }).catch(String);
  return { printed, thrown };
}

test('the tutorial of the README works as it is written', async () => {
  const flags = /cc\.js greet\.c -o greet\.wasm (.*)$/m.exec(readme)?.[1]?.split(' ') ?? [];
  const core = await coreOf('greet.c', block(readme, 'c', 'greet'), flags);
  const { wasm, dts } = await compiled(block(readme, 'lisp', '_lower_string'), core);
  expect(dts).toContain(block(readme, 'ts', 'greet(name: string)'));
  const snippet = block(readme, 'js', 'greet(42)');
  const { printed, thrown } = await run(snippet, wasm, 'greet.wasm', core);
  expect(printed).toEqual([/console.log.*\/\/ (.*)/.exec(snippet)?.[1]]);
  expect(thrown).toBe(/greet\(42\);? \/\/ (.*)/.exec(snippet)?.[1]);
});

test("the README's C++ works as it is written", { timeout: 180_000 }, async () => {
  const folder = temporaryFolder({ 'people.cpp': block(readme, 'cpp', 'oldest') });
  expect(await runCommandLine([join(folder, 'people.cpp'), '-o', join(folder, 'out')])).toBe(0);
  expect(readText(folder, 'out/people.d.ts')).toContain(block(readme, 'ts', 'oldest'));
  const snippet = block(readme, 'js', 'people');
  const { printed, thrown } = await runWith(snippet, (path) => instantiate(pathToFileURL(join(folder, String(path)))));
  expect(printed).toEqual(Array.from(snippet.matchAll(/console.log.*\/\/ (.*)/g), ([, text]) => text));
  expect(thrown).toBeUndefined();
});

test("the README's callbacks work as they are written", { timeout: 180_000 }, async () => {
  const [, known = '', added = ''] = /^```diff\n +(callback .*)\n\+ +(callback .*)$/m.exec(readme) ?? [];
  const source = block(readme, 'cpp', 'callback Progress').replace(known, `${known} ${added}`);
  expect(source).toContain('callback Logger');
  const folder = temporaryFolder({ 'alerts.cpp': source });
  expect(await runCommandLine([join(folder, 'alerts.cpp'), '-o', join(folder, 'out')])).toBe(0);
  const snippet = block(readme, 'js', 'onAlert');
  const { printed, thrown } = await runWith(snippet, (path) => instantiate(pathToFileURL(join(folder, String(path)))));
  expect(printed).toEqual(['5', 'disk is full']);
  expect(thrown).toBeUndefined();
});

test("the changelog's example works as it is written", async () => {
  const source = await readFile(new URL('../cpp-examples/fizzbuzz/fizz.cpp', import.meta.url), 'utf8');
  const core = await coreOf('fizz.cpp', source.replace('#include "../it.h"', ''), []);
  const { wasm } = await compiled(block(changelog, 'lisp', 'fizzStr'), core);
  const { printed } = await run(block(changelog, 'js', 'itlc/loader'), wasm, 'fizz.wasm', core);
  expect(printed).toEqual(['Fizz true']);
});
