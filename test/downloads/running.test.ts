/** cpp-examples/running: glue over what Emscripten's and wasm-bindgen's JavaScript has started, as its page shows it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { readText, root } from '../harness/folders.ts';
import { hasEmscripten } from '../harness/machine-compilers.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

const example = join(root, 'cpp-examples/running');
const run = promisify(execFile);
const second = 1000;

async function printed(runtime: string): Promise<string> {
  const folder = temporaryFolder();
  const env = { ...process.env, ITLC: '' };
  await run(join(example, runtime, 'build.sh'), [folder], { env });
  return (await run(process.execPath, [join(example, runtime, 'demo.js'), folder])).stdout;
}

const shown = (stdout: string): string => `\`\`\`text\n${stdout}\`\`\``;

test('Emscripten', { timeout: 240 * second }, async ({ skip }) => {
  if (!hasEmscripten()) skip('there is no em++');
  expect(readText(example, 'README.md')).toContain(shown(await printed('emscripten')));
});

test('wasm-bindgen', { timeout: 120 * second }, async () => {
  expect(readText(example, 'README.md')).toContain(shown(await printed('wasm-bindgen')));
});
