/** `itlc check` takes component binaries as compiling does. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run } from '../../src/cli.ts';
import { root } from '../harness/folders.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

let written = '';
beforeEach(() => {
  written = '';
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    written += String(text);
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
});

test('nothing is said of one that is right', async () => {
  expect(await run(['check', join(root, 'fixtures/wasm-components/greet/case.component.wasm')])).toBe(0);
  expect(written).toBe('');
});

test('what is wrong has its section and its byte', async () => {
  const path = join(temporaryFolder(), 'broken.wasm');
  writeFileSync(path, Uint8Array.of(0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0, 7, 99));
  expect(await run(['check', path])).toBe(1);
  expect(written).toMatch(/^error ITL7001: /);
});
