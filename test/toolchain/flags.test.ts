import { describe, expect, test } from 'vitest';
import { flagsFor, forcedIncludes, includeFolders, splitFlags } from '../../src/toolchain/flags.ts';
import { splitWords } from '../../src/toolchain/split-words.ts';

describe('splitWords', () => {
  test.each([
    ['', []],
    ['  -O2   -g ', ['-O2', '-g']],
    ['-DA="two words" -DB=\'single "quoted"\'', ['-DA=two words', '-DB=single "quoted"']],
    ['-DC=\\"text\\" a\\ b', ['-DC="text"', 'a b']],
    ['"a \\"b\\" \\n"', ['a "b" \\n']],
    ["''", ['']],
    ['-I"/Program Files/x"', ['-I/Program Files/x']],
    ['"never closed', ['never closed']],
  ])('%s', (text, words) => {
    expect(splitWords(text)).toEqual(words);
  });
});

describe('splitFlags', () => {
  test.each([
    [
      'both steps',
      '-O1 -g --target=wasm32-wasi -flto',
      '-O1 -g --target=wasm32-wasi -flto',
      '-O1 -g --target=wasm32-wasi -flto',
    ],
    [
      'the linker alone',
      '-Wl,--export=x -lm -L lib lib/a.a b.o -Xlinker -y',
      '',
      '-Wl,--export=x -lm -L lib lib/a.a b.o -Xlinker -y',
    ],
    [
      'the compiler alone',
      '-I inc -Iother -DX=1 -D Y -std=c++20 -include pre.h',
      '-I inc -Iother -DX=1 -D Y -std=c++20 -include pre.h',
      '',
    ],
    ['a value that looks like a flag for the linker', '-D -lm', '-D -lm', ''],
  ])('%s', (_, flags, compile, link) => {
    const split = splitFlags(splitWords(flags));
    expect({ compile: split.compile.join(' '), link: split.link.join(' ') }).toEqual({ compile, link });
  });
});

test('C gets no standard of C++, and is said to be C', () => {
  expect(flagsFor('a.c', ['-std=c++20', '-std=gnu++17', '-O2'])).toEqual(['-O2', '-x', 'c']);
  expect(flagsFor('a.cpp', ['-std=c++20'])).toEqual(['-std=c++20']);
});

test('folders and files of includes are found in all spellings', () => {
  const words = splitWords('-Ione -I two -isystem three -iquotefour -O2 -include pre.h -imacros macros.h -I');
  expect(includeFolders(words)).toEqual(['one', 'two', 'three', 'four']);
  expect(forcedIncludes(words)).toEqual(['pre.h', 'macros.h']);
});
