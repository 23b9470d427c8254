import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test, vi } from 'vitest';
import { watchAndBuild } from '../../src/cli/watch.ts';
import { temporaryFolder, writeIn } from '../harness/temporary-folder.ts';

const text = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** Every build notes the contents that it saw. */
async function watching(paths: () => readonly string[], during: () => Promise<void> = async () => {}) {
  const builds: string[] = [];
  const build = async () => {
    const seen = paths().map(text).join('|');
    await during();
    builds.push(seen);
  };
  const watcher = await watchAndBuild({ build, files: paths });
  onTestFinished(() => watcher.close());
  return builds;
}

/** Long enough for one more build that there should not be. */
const settle = () => wait(400);
const untilThere = (builds: readonly string[], count: number) =>
  vi.waitFor(() => expect(builds.length).toBeGreaterThanOrEqual(count), { timeout: 10_000, interval: 10 });

test('one change is one build, however it is written', async () => {
  const folder = temporaryFolder({ 'a.cpp': '1', 'b.h': 'x' });
  const [a, b] = [join(folder, 'a.cpp'), join(folder, 'b.h')];
  const builds = await watching(() => [a, b]);
  expect(builds).toEqual(['1|x']);
  for (const piece of ['', '2', '22']) writeFileSync(a, piece);
  await untilThere(builds, 2);
  renameSync(writeIn(folder, 'a.cpp.new', '3'), a);
  await untilThere(builds, 3);
  rmSync(b);
  await untilThere(builds, 4);
  writeFileSync(b, 'y');
  await untilThere(builds, 5);
  await settle();
  expect(builds).toEqual(['1|x', '22|x', '3|x', '3|', '3|y']);
});

test('what is written without changing, and files that nothing reads, are no change', async () => {
  const folder = temporaryFolder({ 'a.cpp': '1' });
  const a = join(folder, 'a.cpp');
  const builds = await watching(() => [a]);
  writeFileSync(a, '1');
  writeIn(folder, 'other.txt', 'x');
  await settle();
  expect(builds).toEqual(['1']);
});

test('a change during a build is one more build after it', async () => {
  const folder = temporaryFolder({ 'a.cpp': '1' });
  const a = join(folder, 'a.cpp');
  let isFirst = true;
  const builds = await watching(
    () => [a],
    async () => {
      if (!isFirst) return;
      isFirst = false;
      for (const piece of ['2', '3']) writeFileSync(a, piece);
      await wait(150);
    },
  );
  await untilThere(builds, 2);
  await settle();
  expect(builds).toEqual(['1', '3']);
});

test('files that a build finds, in other folders too, are watched from then on', async () => {
  const folder = temporaryFolder({ 'a.cpp': '1' });
  mkdirSync(join(folder, 'deep'));
  const late = writeIn(folder, 'deep/late.h', 'x');
  const paths = [join(folder, 'a.cpp')];
  const builds = await watching(
    () => paths,
    async () => {
      if (paths.length === 1) paths.push(late);
    },
  );
  await settle();
  expect(builds).toEqual(['1']);
  writeFileSync(late, 'y');
  await untilThere(builds, 2);
  await settle();
  expect(builds).toEqual(['1', '1|y']);
});
