/** Both kinds of compiler do the same with the same job; the machine's own clang is used where there is one. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { buildCore, type CoreJob, type ObjectCache } from '../../src/toolchain/build-core.ts';
import type { Compiler } from '../../src/toolchain/compiler.ts';
import { findCompiler } from '../../src/toolchain/find-compiler.ts';
import { splitFlags } from '../../src/toolchain/flags.ts';
import { fakeCompiler } from '../harness/fake-compiler.ts';
import { hasClang } from '../harness/machine-compilers.ts';
import { temporaryFolder, writeIn } from '../harness/temporary-folder.ts';

async function compilerFor(asked: string | undefined): Promise<Compiler> {
  const found = await findCompiler({ ...(asked && { asked }), environment: {}, folder: process.cwd() });
  if (found.kind !== 'found') throw new Error(JSON.stringify(found));
  return found.compiler;
}

const compilers: readonly (readonly [name: string, asked: string | undefined])[] = [
  ['clang from npm', undefined],
  ...(hasClang() ? [["the machine's clang", 'clang++'] as const] : []),
];

function job(
  folder: string,
  files: readonly string[],
  words: readonly string[] = [],
  quoteFolders: readonly string[] = [],
) {
  const { compile, link } = splitFlags(['-O1', '-fno-exceptions', ...words]);
  return { folder, units: files.map((file) => ({ file, quoteFolders, flags: compile })), link };
}

async function run(compiler: Compiler, coreJob: CoreJob): Promise<WebAssembly.Exports> {
  const { wasm, messages, linkerMessages } = await buildCore(compiler, coreJob);
  if (!wasm) throw new Error(messages + linkerMessages);
  const instance = await WebAssembly.instantiate(await WebAssembly.compile(wasm as Uint8Array<ArrayBuffer>));
  return instance.exports;
}

const call = (exports: WebAssembly.Exports, name: string): unknown => (exports[name] as () => unknown)();

describe.each(compilers)('%s', (_, asked) => {
  test('compiles C and C++ together, from folders inside and outside of the current one', async () => {
    const folder = temporaryFolder({
      'my project/out/main.cpp':
        '#line 1 "main.cpp"\n#include "../shared.h"\n#include "shared.h"\n#include "local.h"\n#include <dep.h>\n' +
        'extern "C" int other(); __attribute__((export_name("f"))) int f() { return SHARED + LOCAL + DEP + other(); }',
      'my project/local.h': '#define LOCAL 20\n',
      'my project/include/dep.h': '#define DEP 300\n',
      'shared.h': '#define SHARED 1\n',
      'elsewhere/other.c':
        '#include "own.h"\nint unused(void) { }\nint other(void) { int *class = 0; return class ? 0 : OWN; }',
      'elsewhere/own.h': '#define OWN 4000\n',
    });
    const files = ['out/main.cpp', '../elsewhere/other.c'];
    const words = ['-std=c++17', `-I${join(folder, 'my project/include')}`];
    const compiler = await compilerFor(asked);
    const whole = job(join(folder, 'my project'), files, words, ['.', '..']);
    expect((await buildCore(compiler, whole)).messages).toMatch(/^\.\.\/elsewhere\/other\.c:2:\d+: warning: /);
    const exports = await run(compiler, whole);
    expect(call(exports, 'f')).toBe(4321);
  });

  test("finds '../x.h' from the folder of a source that was copied elsewhere", async () => {
    const folder = temporaryFolder({
      'out/main.cpp': '#include "../parts/x.h"\n__attribute__((export_name("f"))) int f() { return X; }',
      'src/parts/x.h': '#define X 5\n',
      'src/app/main.cpp': 'the source itself',
    });
    const exports = await run(await compilerFor(asked), job(folder, ['out/main.cpp'], [], ['src/app']));
    expect(call(exports, 'f')).toBe(5);
  });

  test('links archives and objects', async () => {
    const folder = temporaryFolder({ 'a.cpp': 'int g(); __attribute__((export_name("f"))) int f() { return g(); }' });
    const compiler = await compilerFor(asked);
    writeIn(folder, 'b.cpp', 'int g() { return 7; }');
    const compiled = await compiler.compile({ folder, file: 'b.cpp', quoteFolders: [], flags: [] });
    if (!compiled.ok) throw new Error(compiled.messages);
    writeFileSync(join(folder, 'b.o'), compiled.bytes);
    expect(call(await run(compiler, job(folder, ['a.cpp'], ['b.o'])), 'f')).toBe(7);
    expect(call(await run(compiler, job(folder, ['a.cpp'], [join(folder, 'b.o')])), 'f')).toBe(7);
  });

  test('gives messages as the compiler words them, with the paths as given', async () => {
    const folder = temporaryFolder({
      'a.cpp': '#include "inc/a.h"\nint f( {',
      'inc/a.h': 'int g() { }\n',
      'b.cpp': 'int h() { }',
    });
    const { wasm, messages, failed } = await buildCore(await compilerFor(asked), job(folder, ['a.cpp', 'b.cpp']));
    expect({ wasm, failed }).toEqual({ wasm: undefined, failed: ['a.cpp'] });
    expect(messages).toContain('a.cpp:2:9: error: expected');
    expect(messages).toMatch(/^In file included from a\.cpp:1:\n(\.\/)?inc\/a\.h:1:11: warning: /);
    expect(messages).toContain('b.cpp:1:11: warning:');
  });

  test('names what is not defined', async () => {
    const folder = temporaryFolder({
      'a.cpp': 'int g(int); __attribute__((export_name("f"))) int f() { return g(1); }',
    });
    const { wasm, messages, linkerMessages } = await buildCore(await compilerFor(asked), job(folder, ['a.cpp']));
    expect({ wasm, messages }).toEqual({ wasm: undefined, messages: '' });
    expect(linkerMessages).toMatch(/error: .*a\.o: undefined symbol: g\(int\)/);
  });

  test('says so when a file is not there', async () => {
    const { wasm, messages } = await buildCore(await compilerFor(asked), job(temporaryFolder(), ['absent.cpp']));
    expect(wasm).toBeUndefined();
    expect(messages).toContain("no such file or directory: 'absent.cpp'");
  });
});

describe('a compiler as a program', () => {
  test('is called once a source and once to link', async () => {
    const folder = temporaryFolder({ 'a.cpp': '', 'x/b.c': '' });
    const fake = fakeCompiler(folder);
    const { compile, link } = splitFlags(['-O2', '-lm']);
    const units = ['a.cpp', 'x/b.c'].map((file) => ({ file, quoteFolders: ['q'], flags: compile }));
    const { wasm } = await buildCore(await compilerFor(fake.path), { folder, units, link });
    expect(wasm?.length).toBe(8);
    const calls = fake.calls().map((args) => args.join(' ').replaceAll(/\S*\/itlc-\w+\//g, '@'));
    expect(calls[0]).toBe('-dumpmachine');
    expect(calls.slice(1, 3).sort()).toEqual([
      '-O2 -iquote q -c a.cpp -o @a.cpp.o',
      '-O2 -x c -iquote q -c x/b.c -o @b.c.o',
    ]);
    expect(calls.slice(3)).toEqual(['-mexec-model=reactor -Wl,--stack-first @a.o @b-1.o -O2 -lm -o @linked.wasm']);
  });

  test('that drives C is told of the libraries of C++', async () => {
    const folder = temporaryFolder({ 'a.cpp': '' });
    const fake = fakeCompiler(folder);
    const plain = join(folder, 'bin/clang');
    renameSync(fake.path, plain);
    await buildCore(await compilerFor(plain), job(folder, ['a.cpp']));
    expect(readFileSync(`${plain}.log`, 'utf8').trimEnd().split('\n').at(-1)).toContain('"-lc++","-lc++abi"');
  });
});

test('what has not changed is not compiled again', async () => {
  const folder = temporaryFolder({ 'a.cpp': '#include "a.h"', 'a.h': '', 'b.cpp': '' });
  const fake = fakeCompiler(folder);
  const compiler = await compilerFor(fake.path);
  const cache: ObjectCache = new Map();
  const compiledNow = async (words: readonly string[] = []): Promise<readonly string[]> => {
    const before = fake.calls().length;
    await buildCore(compiler, { ...job(folder, ['a.cpp', 'b.cpp'], words), cache });
    const sources = fake
      .calls()
      .slice(before)
      .flatMap((args) => args[args.indexOf('-c') + 1] ?? []);
    return sources.filter((word) => word.endsWith('.cpp')).sort();
  };
  expect(await compiledNow()).toEqual(['a.cpp', 'b.cpp']);
  expect(await compiledNow()).toEqual([]);
  writeIn(folder, 'a.h', '// new');
  expect(await compiledNow()).toEqual(['a.cpp']);
  expect(await compiledNow(['-g'])).toEqual(['a.cpp', 'b.cpp']);
});
