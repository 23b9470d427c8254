/**
 * fixtures/cli: what a person types and sees. `transcript.txt` holds commands behind `$ ` and all that they print;
 * `itlc` runs the built command line in a copy of the folder, `cat`, `ls`, `echo` and `cd` are what they are.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { assembleCores } from './harness/assemble-core.ts';
import { fixturesIn, isBlessing, readText, root } from './harness/folders.ts';
import { temporaryFolder } from './harness/temporary-folder.ts';

/** Where the C++ is compiled, and not found in the cache: some of them load a compiler several times. */
const timeout = 240_000;

test.each(fixturesIn('cli').map((folder) => [basename(folder), folder]))('%s', { timeout }, async (name, folder) => {
  const work = await prepare(folder);
  const transcript = readText(folder, 'transcript.txt');
  const actual = commandsIn(transcript)
    .map((command, index) => `$ ${command}\n${run(command, work, isCompiledAfresh(name, index))}`)
    .join('');
  if (isBlessing) writeFileSync(join(folder, 'transcript.txt'), actual);
  else expect(actual).toBe(transcript);
});

/** A folder outside the repository, with the fixture's files, its core modules assembled, and `itlc` on the path. */
async function prepare(folder: string): Promise<string> {
  const work = temporaryFolder();
  cpSync(folder, work, { recursive: true });
  rmSync(join(work, 'transcript.txt'));
  for (const [name, bytes] of Object.entries(await assembleCores(folder))) writeFileSync(join(work, name), bytes);
  return work;
}

const commandsIn = (transcript: string): readonly string[] =>
  transcript.split('\n').flatMap((line) => (line.startsWith('$ ') ? [line.slice(2)] : []));

/** One run of the whole way, each time: the program that is built, with the compiler that it loads itself. */
const isCompiledAfresh = (name: string, index: number): boolean => name === 'cpp' && index === 0;

/** Both streams as a terminal would mix them, and the exit code where it is not 0. */
function run(command: string, work: string, isAfresh: boolean): string {
  const script = `itlc() { node '${join(root, 'bin/itlc.js')}' "$@"; }\n{ ${command}\n} 2>&1`;
  const compiler = { ITLC_CXX: undefined, WASI_SDK_PATH: undefined, ...(isAfresh && { ITLC_CACHE: undefined }) };
  const env = { ...process.env, ...compiler, NO_COLOR: '1', FORCE_COLOR: undefined, LC_ALL: 'C' };
  const { stdout, status } = spawnSync('bash', ['-c', script], { cwd: work, encoding: 'utf8', env });
  const output = stdout === '' || stdout.endsWith('\n') ? stdout : `${stdout}\n`;
  return output + (status === 0 ? '' : `[exit ${status}]\n`);
}
