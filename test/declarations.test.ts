/** All declarations that fixtures expect, and code written against them, go through TypeScript: once, it takes its time. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { fixturesIn, root } from './harness/folders.ts';

const folder = mkdtempSync(join(tmpdir(), 'itlc-declarations-'));
afterAll(() => rmSync(folder, { recursive: true }));

const declarations = ['ops', 'components'].flatMap(fixturesIn).map((path) => join(path, 'expected', 'adapter.d.ts'));

/** What tsc prints: a line for each error, nothing where all is well. */
async function diagnosticsOf(files: readonly string[], options: object = {}): Promise<string> {
  const config = join(folder, `tsconfig.${crypto.randomUUID()}.json`);
  // No library beyond the oldest that has the types: declarations say themselves what else they need.
  const compilerOptions = {
    strict: true,
    noEmit: true,
    target: 'ES2022',
    lib: ['ES2022', 'DOM'],
    types: [],
    module: 'ESNext',
    moduleResolution: 'bundler',
    allowImportingTsExtensions: true,
    ...options,
  };
  writeFileSync(config, JSON.stringify({ compilerOptions, files }));
  const tsc = join(root, 'node_modules', '.bin', 'tsc');
  const { stdout } = await promisify(execFile)(tsc, ['-p', config, '--pretty', 'false']).catch((error: unknown) => {
    if (error instanceof Error && 'stdout' in error) return { stdout: String(error.stdout) };
    throw error;
  });
  return stdout;
}

test('declarations are valid, and say what may be done', async () => {
  const usage = join(root, 'test', 'declarations', 'usage.ts');
  const options = { exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true };
  expect(await diagnosticsOf([...declarations, usage], options)).toBe('');
});

test('declarations fit the loader', async () => {
  const loading = join(root, 'test', 'declarations', 'loading.ts');
  const types = {
    types: ['node'],
    typeRoots: [join(root, 'node_modules', '@types')],
    lib: ['ES2023', 'DOM', 'ESNext.Disposable'],
  };
  expect(await diagnosticsOf([loading], types)).toBe('');
});

test('a wrong declaration would be found', async () => {
  const wrong = join(folder, 'wrong.d.ts');
  writeFileSync(wrong, 'export interface Exports { none(): Missing; }\n');
  expect(await diagnosticsOf([wrong])).toMatch(/error TS2304: Cannot find name 'Missing'/);
});
