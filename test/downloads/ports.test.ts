/** cpp-examples/yoga and cpp-examples/hnswlib: bindings of embind's, ported. Skipped where their packages cannot be fetched. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { readText, root } from '../harness/folders.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';
import { fetchProblem } from './fetch-problem.ts';

const run = promisify(execFile);
const second = 1000;

for (const name of ['yoga', 'hnswlib']) {
  test(`${name} gives what the published package gives`, { timeout: 900 * second }, async ({ skip }) => {
    const example = join(root, 'cpp-examples', name);
    const folder = temporaryFolder();
    const problem = await fetchProblem(example, folder, 120 * second);
    if (problem !== undefined) skip(`the packages of ${name} cannot be fetched: ${problem}`);
    const env = { ...process.env, ITLC: '', ITLC_CXX: '', WASI_SDK_PATH: '' };
    const { stdout } = await run(join(example, 'build.sh'), [folder], { env });
    expect(stdout).toContain('12 workloads, the same results');
    expect(readText(example, 'README.md')).toContain(stdout.trim());
  });
}
