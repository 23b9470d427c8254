/** grammar/recipes.md on a module that clang makes: its allocator, its stack, its strings. */
import { expect, test } from 'vitest';
import { compile } from '../../src/compile.ts';
import { compileCpp } from '../../src/toolchain/clang.ts';
import { fencedBlock } from '../harness/fenced-block.ts';
import { readText, root } from '../harness/folders.ts';
import { importGenerated } from '../harness/generated-module.ts';

const source = `
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
__attribute__((import_module("env"), import_name("emscripten_resize_heap"))) int resize(size_t);
__attribute__((import_module("env"), import_name("emscripten_notify_memory_growth"))) void notify(size_t);
__attribute__((export_name("grow"))) int grow(size_t size) { notify(0); return resize(size); }
__attribute__((export_name("shout"))) char* shout(const char* text) {
  char* result = malloc(strlen(text) + 1);
  char* at = result;
  while ((*at++ = toupper((unsigned char)*text++)));
  return result;
}`;

test('C that frees what it was given, by the recipe for Emscripten', async () => {
  const flags = ['-Wl,--export=malloc', '-Wl,--export=free', '-Wl,--max-memory=4194304'];
  const result = await compileCpp({ sources: { 'shout.c': source }, flags });
  if (result.kind === 'failed') throw new Error(result.errors);
  const { wasm } = result;
  const text = fencedBlock(readText(root, 'grammar/recipes.md'), 'itl', '"emscripten.wasm"');
  const { js, diagnostics } = await compile({ path: 'case.itl', text }, { emit: ['js'], readCore: () => wasm });
  expect(diagnostics).toEqual([]);
  const { instantiate } = await importGenerated(js ?? '');
  const { shout } = await instantiate({}, { modules: { 'emscripten.wasm': wasm } });
  expect(shout('größer')).toBe('GRößER');
  expect(shout('')).toBe('');
  // What is not freed would not fit.
  for (let turn = 0; turn < 20; turn++) expect(shout('x'.repeat(300_000))).toBe('X'.repeat(300_000));
});
