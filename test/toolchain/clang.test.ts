import { describe, expect, test } from 'vitest';
import { compileCpp } from '../../src/toolchain/clang.ts';

describe('compileCpp', () => {
  test('gives a reactor whose _initialize runs constructors', async () => {
    const source = `
      struct Answer { int value; Answer(); };
      Answer::Answer() : value(42) {}
      static Answer answer;
      __attribute__((export_name("answer"))) int get() { return answer.value; }`;
    const result = await compileCpp({ sources: { 'answer.cpp': source } });
    const instance = await WebAssembly.instantiate(await WebAssembly.compile(wasmOf(result)));
    (instance.exports._initialize as () => void)();
    expect((instance.exports.answer as () => number)()).toBe(42);
  });

  test('finds headers in folders and takes flags', async () => {
    const sources = {
      'include/deep/value.h': '#define VALUE FROM_FLAG\n',
      'source/value.cpp': '#include "../include/deep/value.h"\nextern "C" int value() { return VALUE; }',
      'source/other.c': 'int other(void) { return 1; }',
    };
    const flags = ['-DFROM_FLAG=7', '-Wl,--export=value', '-Wl,--export=other'];
    const instance = await WebAssembly.instantiate(
      await WebAssembly.compile(wasmOf(await compileCpp({ sources, flags }))),
    );
    expect((instance.exports.value as () => number)()).toBe(7);
    expect(instance.exports).toHaveProperty('other');
  });

  test('reports warnings of a file that compiles', async () => {
    const result = await compileCpp({ sources: { 'a.cpp': 'int f() { }' } });
    expect(result).toMatchObject({ kind: 'compiled', warnings: expect.stringContaining('a.cpp:1:11: warning:') });
  });

  test.each([
    ['a syntax error', { 'a.cpp': 'int f( { return 1; }' }, [], 'a.cpp:1:10: error: expected expression'],
    [
      'a linker error',
      { 'a.cpp': 'int g(); __attribute__((export_name("f"))) int f() { return g(); }' },
      [],
      'undefined symbol: g()',
    ],
    ['an unknown flag', { 'a.cpp': '' }, ['--bogus'], "unknown argument: '--bogus'"],
    ['no source at all', { 'a.h': '' }, [], 'no C or C++ file among the sources'],
    ['a missing header', { 'a.cpp': '#include "../a.h"' }, [], "'../a.h' file not found"],
  ])('%s is an error with what the compiler said', async (_, sources, flags, message) => {
    const result = await compileCpp({ sources, flags });
    expect(result).toMatchObject({ kind: 'failed', errors: expect.stringContaining(message) });
  });
});

function wasmOf(result: Awaited<ReturnType<typeof compileCpp>>): BufferSource {
  if (result.kind === 'failed') throw new Error(result.errors);
  return result.wasm as Uint8Array<ArrayBuffer>;
}
