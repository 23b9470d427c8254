import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { filesNeeded } from '../../src/toolchain/include-files.ts';

const folder = resolve('/project');

function needed(
  files: Readonly<Record<string, string>>,
  flags: readonly string[] = [],
  quoteFolders: readonly string[] = [],
) {
  const contents = new Map(Object.entries(files).map(([path, text]) => [resolve(folder, path), Buffer.from(text)]));
  const found = filesNeeded({ folder, file: 'out/a.cpp', flags, quoteFolders }, (path) => contents.get(path));
  return Object.keys(files).filter((path) => found.has(resolve(folder, path)));
}

test('includes are followed from file to file, around a circle too', () => {
  const files = {
    'out/a.cpp': '#include "b.h"\n  #  include <deep/c.h>\n#include <vector>',
    'out/b.h': '#include "../x/d.h"',
    'inc/deep/c.h': '#include "e.h"\n#include "c.h"',
    'inc/deep/e.h': '#include "../../out/b.h"',
    'x/d.h': '',
    'x/unused.h': '',
  };
  expect(needed(files, ['-Iinc'])).toEqual(Object.keys(files).filter((path) => path !== 'x/unused.h'));
});

test('folders are searched as -I, -isystem, -iquote and the job say', () => {
  const files = { 'out/a.cpp': '#include "h.h"', 'p/h.h': '', 'q/h.h': '', 'r/h.h': '', 's/h.h': '' };
  expect(needed(files, ['-I', 'p', '-isystemq'], ['r'])).toEqual(['out/a.cpp', 'p/h.h', 'q/h.h', 'r/h.h']);
});

test('conditions, __has_include, -include and #embed count', () => {
  const files = {
    'out/a.cpp':
      '#if 0\n#include "never.h"\n#endif\n#if __has_include("maybe.h")\n#endif\nint x[] = {\n#embed "data.bin"\n};',
    'out/never.h': '',
    'out/maybe.h': '',
    'out/data.bin': '\0',
    'pre.h': '#include "more.h"',
    'more.h': '',
  };
  expect(needed(files, ['-include', 'pre.h'])).toEqual(Object.keys(files));
});

test('a source that is not there needs nothing', () => {
  expect(needed({ 'out/b.cpp': '' })).toEqual([]);
});
