/** What a page has in the place of `node:path` does as that does, for paths of one file system. */
import { posix } from 'node:path';
import { expect, test } from 'vitest';
import { basename, dirname, isAbsolute, join, resolve } from '../../src/playground/node/path.ts';

const paths = ['a', '/a', 'a/b.h', '/a/../b.h', './a', '../a', '/', 'a//b', '/a/./b'];

test.each(paths)('%s', (path) => {
  expect(isAbsolute(path)).toBe(posix.isAbsolute(path));
  expect(basename(path)).toBe(posix.basename(path));
  expect(dirname(path)).toBe(posix.dirname(path));
  for (const folder of ['/', '/x', '/x/y']) {
    expect(resolve(folder, path)).toBe(posix.resolve(folder, path));
    expect(join(folder, path).replace(/(?<=.)\/$/, '')).toBe(posix.join(folder, path).replace(/(?<=.)\/$/, ''));
  }
});
