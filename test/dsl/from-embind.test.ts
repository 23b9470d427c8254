/** `grammar/from-embind.md`: every example is compiled, and every line of the tables is in one. */
import { expect, test } from 'vitest';
import { compileText } from '../harness/compile-fixture.ts';
import { readText, root } from '../harness/folders.ts';
import { compileCore, translate } from './build-dsl.ts';

const page = readText(root, 'grammar/from-embind.md');
const examples = [...page.matchAll(/^## (.+?)\n[\s\S]*?```cpp\n([\s\S]*?)```/gm)].map(([, title = '', text = '']) => ({
  title,
  text,
}));
const plain = (text: string): string => text.replace(/\s+/g, ' ');

test.each(examples)('the example for $title compiles', { timeout: 300_000 }, async ({ text }) => {
  const translation = translate(text);
  const core = await compileCore(translation, ['-Wno-unused-variable', '-Wno-unused-function']);
  if (core.kind === 'failed') throw new Error(core.errors);
  const { wasm } = await compileText(translation.itl, 'case.itl', { readCore: () => core.wasm });
  expect(wasm.length).toBeGreaterThan(0);
});

test('every line of the tables is in the example below it', () => {
  const tables = [...page.matchAll(/^## (?!From cwrap)(.+?)\n([\s\S]*?)```cpp\n([\s\S]*?)```/gm)];
  for (const [, title, table = '', text = ''] of tables) {
    const lines = [...table.matchAll(/\| `([^`|]+)` \|$/gm)].map(([, line = '']) => line);
    const missing = lines.filter((line) => /[;{]$/.test(line) && !plain(text).includes(plain(line)));
    expect([title, missing]).toEqual([title, []]);
  }
});

test('what works is counted', () => {
  const [, works, all] = /^(\d+) of (\d+) work as such/m.exec(page) ?? [];
  expect(Number(all)).toBe(157);
  expect(Number(works)).toBeGreaterThanOrEqual(140);
});
