/** A fault of itlc itself is one line with a code, and an exit code of its own; never a stack trace. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run } from '../../src/cli.ts';
import { temporaryFolder } from '../harness/temporary-folder.ts';

vi.mock('../../src/compile.ts', () => ({
  isIr: () => false,
  isPrinted: () => false,
  compile: ({ path }: { readonly path: string }) => {
    if (path.includes('bad')) throw new Error('none has\n no name');
    return Promise.resolve({ name: 'good', diagnostics: [], sources: undefined });
  },
}));
vi.mock('../../src/core/inspect.ts', () => ({
  inspectAdapter: () => {
    throw new TypeError('undefined is no function');
  },
}));

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
  vi.unstubAllEnvs();
});

function file(name: string): string {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, '');
  return path;
}

test('while compiling a file: the others are compiled', async () => {
  const bad = file('bad.itl');
  expect(await run([bad, file('good.itl')])).toBe(3);
  expect(written).toBe(
    `error ITL9001: itlc itself failed, compiling '${bad}': none has no name; please report it with the input, the stack is shown with ITLC_STACK=1\n`,
  );
});

test('anywhere else', async () => {
  const path = file('x.wasm');
  expect(await run(['inspect', path])).toBe(3);
  expect(written).toMatch(
    /^error ITL9001: itlc itself failed, running 'itlc inspect .*x.wasm': undefined is no function;/,
  );
  expect(written.trimEnd().split('\n')).toHaveLength(1);
});

test('with its stack for who looks for it', async () => {
  vi.stubEnv('ITLC_STACK', '1');
  await run([file('bad.itl')]);
  expect(written).toContain('\n    at ');
});
