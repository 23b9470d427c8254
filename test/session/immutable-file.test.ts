import { existsSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { immutableFile } from '../../src/plugin/immutable-file.ts';
import { temporaryFolder, writeIn } from '../harness/temporary-folder.ts';

const DAY_MILLISECONDS = 24 * 60 * 60 * 1000;

function madeFile(content: string) {
  const folder = temporaryFolder({ 'people.wasm': content });
  const file = join(folder, 'people.wasm');
  return { folder, copyOf: () => immutableFile({ path: 'people.wasm', file, isMade: true }) };
}

/** When a file was last written, set into the past. */
function age(file: string, milliseconds: number): number {
  const time = (Date.now() - milliseconds) / 1000;
  utimesSync(file, time, time);
  return statSync(file).mtimeMs;
}

test('a copy that is there is not written again: bundlers that watch it would build for ever', () => {
  const { copyOf } = madeFile('one');
  const copy = copyOf();
  const written = age(copy, 2 * DAY_MILLISECONDS);
  expect(copyOf()).toBe(copy);
  expect(statSync(copy).mtimeMs).toBe(written);
});

test('another content gets another name, and copies of yesterday go', () => {
  const { folder, copyOf } = madeFile('one');
  const first = copyOf();
  writeIn(folder, 'people.wasm', 'two');
  const second = copyOf();
  expect([first === second, existsSync(first)]).toEqual([false, true]);
  age(first, 2 * DAY_MILLISECONDS);
  copyOf();
  expect([existsSync(first), existsSync(second)]).toEqual([false, true]);
});
