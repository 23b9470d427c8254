/** Includes that are compiled ahead. */
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadingOnce, packagedClang } from '../../src/toolchain/clang-package.ts';
import { splitPreamble } from '../../src/toolchain/split-preamble.ts';

test('the preamble has the includes that nothing stands before, and where they stand', () => {
  const text = `/* A licence,
#include <not>
   in three lines. */
#include <string>
#line 3 "x.cpp"
// More:

#include "own.h" // mine

int one;
#include <vector>
`;
  const split = splitPreamble(text);
  expect(split?.preamble).toBe('#include <string>\n#include "own.h" // mine\n');
  expect(split?.places).toEqual([{ line: 4 }, { file: 'x.cpp', line: 5 }]);
  expect(split?.rest).toBe(text.replace('#include <string>', '').replace('#include "own.h" // mine', ''));
  expect(split?.rest.split('\n')).toHaveLength(text.split('\n').length);
});

test.each([
  '#define X\n#include <string>\n',
  'int one;\n',
  '',
  '// #include <string> \\\n#include <vector>\n',
  '#include <a> /* goes\non */\n',
])('there is none in %j', (text) => {
  expect(splitPreamble(text)).toBeUndefined();
});

const load = loadingOnce(() => import('@yowasp/clang'));

test('a source with its includes compiled ahead is the same object, and says the same', async () => {
  const files = new Map<string, string>();
  const compiler = packagedClang(load, (path) => {
    const text = files.get(path);
    return text === undefined ? undefined : new TextEncoder().encode(text);
  });
  const put = (name: string, text: string): unknown => files.set(resolve('/', name), text);
  const source = (word: string): string => `#include "own.h"
#include <string>
std::string greet(int n) { int unused; return "${word}" + std::to_string(own(n)) + std::to_string(__LINE__) + __FILE__; }
`;
  put('own.h', '#pragma once\n#warning seen\ninline int own(int n) { return n + 1; }\n');
  put('sub/x.cpp', source('one'));
  const job = { folder: resolve('/'), file: 'sub/x.cpp', quoteFolders: ['.'], flags: ['-O2', '-Wall'] };
  const alone = await compiler.compile(job);
  await compiler.prepare?.(job);
  const prepared = await compiler.compile(job);
  expect(alone.ok && prepared.ok && Buffer.from(alone.bytes).equals(Buffer.from(prepared.bytes))).toBe(true);
  const warnings = (messages: string): readonly string[] => messages.match(/^.*warning: .*$/gm) ?? [];
  expect(warnings(alone.messages)).toHaveLength(2);
  expect(warnings(prepared.messages)).toEqual(warnings(alone.messages));

  // Comments above the includes change nothing but places.
  put('sub/x.cpp', `// A licence.\n\n${source('one')}`);
  expect(compiler.isPrepared?.(job)).toBe(true);
  const below = await compiler.compile(job);
  expect(below.messages).toContain('In file included from sub/x.cpp:3:\n');
  expect(below.messages).toMatch(/^sub\/x\.cpp:5:.*unused variable/m);
  put('sub/x.cpp', source('one'));

  put('own.h', 'inline int own(int n) { return n + true + true; }\n');
  const changed = await compiler.compile(job);
  expect(changed.messages).toContain('unused variable');
  expect(changed.messages).not.toContain('seen');
  expect(changed.ok && alone.ok && Buffer.from(changed.bytes).equals(Buffer.from(alone.bytes))).toBe(false);
});
