/** What itlc makes with the compilers of this machine, run: they link in other ways than clang from npm does. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { instantiate } from '../../runtime/it_loader.ts';
import { run } from '../../src/cli.ts';
import type { AnyExports } from '../harness/fixture.ts';
import { hasClang, hasEmscripten } from '../harness/machine-compilers.ts';
import { temporaryFolder, writeIn } from '../harness/temporary-folder.ts';

const patience = { timeout: 300_000 };

interface Built {
  readonly core: WebAssembly.Module;
  readonly exports: AnyExports;
}

async function build(source: string, ...args: readonly string[]): Promise<Built> {
  const folder = temporaryFolder({ 'a.cpp': source });
  expect(await run([join(folder, 'a.cpp'), '-o', join(folder, 'out'), ...args])).toBe(0);
  const exports = await instantiate<AnyExports>(
    pathToFileURL(join(folder, 'out/it_a.wasm')),
    {},
    { afterTrap: 'continue' },
  );
  return { core: new WebAssembly.Module(readFileSync(join(folder, 'out/a.wasm'))), exports };
}

const texts = `export { func twice(text: std::string) -> std::string; func same(text: own string) -> own string; }
#include <string>
std::string twice(const std::string& text) { return text + text; }
char* same(char* text) { return text; }
`;

/** Custom sections that only make a release larger. */
const needless = ['name', 'producers', 'target_features'];

const compilers: readonly (readonly [name: string, args: readonly string[], isThere: boolean])[] = [
  ['clang from npm', [], true],
  ["the machine's clang", ['--cxx', 'clang++'], hasClang()],
  ['Emscripten', ['--cxx', 'em++'], hasEmscripten()],
];

describe.each(compilers)('%s', (_, args, isThere) => {
  test.skipIf(!isThere)('makes a release without names', patience, async () => {
    const { core, exports } = await build(texts, '-O', ...args);
    expect(needless.filter((name) => WebAssembly.Module.customSections(core, name).length > 0)).toEqual([]);
    expect([exports.twice('ab'), exports.same('é')]).toEqual(['abab', 'é']);
  });
});

/** A table of constants that a stack which grows over its end would overwrite. */
const deep = `export { func sum() -> s32; func eat(depth: s32) -> s32; }
static int table[4096] = {1};
int sum() {
  int all = 0;
  for (int value : table) all += value;
  return all;
}
int eat(int depth) {
  volatile char room[1000];
  for (int at = 0; at < 1000; ++at) room[at] = 77;
  return depth ? eat(depth - 1) + room[depth % 1000] : 0;
}
`;

describe.each(compilers.slice(0, 2))('%s', (_, args, isThere) => {
  test.skipIf(!isThere)('lets a stack that is used up trap instead of overwriting data', patience, async () => {
    const { exports } = await build(deep, ...args);
    expect(() => exports.eat(1000)).toThrow(WebAssembly.RuntimeError);
    expect(exports.sum()).toBe(1);
  });
});

describe.skipIf(!hasEmscripten())('Emscripten', () => {
  test.each([[[]], [['--cxxflags', '-fwasm-exceptions']]])(
    'takes and gives texts of malloc: %j',
    patience,
    async (flags) => {
      const block = 'export { func same(text: own string) -> own string; func back(text: string) -> string; }\n';
      const bodies = 'char* same(char* text) { return text; }\nconst char* back(const char* text) { return text; }\n';
      const { exports } = await build(block + bodies, '--cxx', 'em++', ...flags);
      expect([exports.same('ä'.repeat(100_000)).length, exports.same(''), exports.back('b')]).toEqual([
        100_000,
        '',
        'b',
      ]);
    },
  );

  test('takes and gives texts of malloc, and others', patience, async () => {
    const { exports } = await build(texts, '--cxx', 'em++', '--cxxflags', '-fwasm-exceptions');
    expect([exports.twice('ab'), exports.same('é')]).toEqual(['abab', 'é']);
  });
});

describe('a linker that fails', () => {
  afterEach(() => void vi.restoreAllMocks());

  test.each([
    ['says why', 'echo "boom of the linker" >&2', 'boom of the linker'],
    ['says nothing', ':', 'ended with code 3'],
    ['is a program whose driver says so', 'echo "clang++: error: linker command failed" >&2', 'linker command failed'],
  ])('and %s is an error', async (_, saying, expected) => {
    const folder = temporaryFolder({ 'a.cpp': 'export { func f(s32) -> s32; }\nint f(int n) { return n; }\n' });
    const script = `#!/bin/sh
case "$*" in
  *-dumpmachine*) echo wasm32-unknown-wasi;;
  *linked.wasm*) ${saying}; exit 3;;
  *) for output; do :; done; : > "$output";;
esac
`;
    const compiler = writeIn(folder, 'bin/clang++', script, 0o755);
    const printed = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    expect(await run([join(folder, 'a.cpp'), '-o', join(folder, 'out'), '--cxx', compiler])).toBe(1);
    const text = printed.mock.calls.map(([piece]) => String(piece)).join('');
    expect(text).toContain(expected);
    expect(text).toContain("error ITL6063: 'a' cannot be linked");
  });
});
