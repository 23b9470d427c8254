import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { run } from '../../src/cli.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

test.each([
  ['table', 0],
  ['auto', 1],
])('--target %s is for C++ too', async (target, sections) => {
  const folder = temporaryFolder({ 'a.cpp': 'export { func f(std::string) -> s32; }\n' });
  const out = join(folder, 'out');
  expect(await run([join(folder, 'a.cpp'), '-o', out, '--no-compile', '--target', target])).toBe(0);
  const module = new WebAssembly.Module(readFileSync(join(out, 'it_a.wasm')));
  expect(WebAssembly.Module.customSections(module, 'itl.direct')).toHaveLength(sections);
});
