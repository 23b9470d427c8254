/** cpp-examples/libcsv: a C library from its distributor's sources. Skipped where these cannot be fetched. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { readText, root } from '../harness/folders.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { fetchProblem } from './fetch-problem.ts';

const example = join(root, 'cpp-examples/libcsv');
const run = promisify(execFile);
const second = 1000;

test('libcsv works as its demo expects', { timeout: 240 * second }, async ({ skip }) => {
  const folder = temporaryFolder();
  const problem = await fetchProblem(example, folder, 60 * second);
  if (problem !== undefined) skip(`Debian's sources of libcsv cannot be fetched: ${problem}`);
  const env = { ...process.env, ITLC: '', ITLC_FLAGS: '', ITLC_CXX: '', WASI_SDK_PATH: '' };
  const { stdout } = await run(join(example, 'wrap.sh'), [folder], { env });
  expect(readText(example, 'README.md')).toContain(`\`\`\`text\n${stdout}\`\`\``);
});
