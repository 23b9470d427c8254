/** The package as npm packs and installs it. */
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { expect, test } from 'vitest';
import { readText, root } from './harness/folders.ts';
import { runNode } from './harness/run-node.ts';
import { temporaryFolder } from './harness/temporary-folder.ts';

const run = promisify(execFile);

const manifest = JSON.parse(readText(root, 'package.json')) as Readonly<Record<string, unknown>>;

/** What `npm install itlc` may take, in bytes: most of it is the assembler that optimises, 15 MB. */
const INSTALLED = 25e6;

/** What a folder takes. */
const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .filter((found) => found.isFile())
    .reduce((sum, { size }) => sum + size, 0);

const dist = (): readonly string[] => readdirSync(join(root, 'dist'));

test('needs no other package, and runs nothing where it is installed', () => {
  expect(manifest).not.toHaveProperty('dependencies');
  const scripts = Object.keys(manifest.scripts as object);
  expect(scripts.filter((name) => /^(?:pre|post)?(?:install|prepare)$/.test(name))).toEqual([]);
});

test('bundles for browsers, and asks for nothing of theirs that they lack', async () => {
  const bundled = await build({
    entryPoints: [join(root, 'dist/index.js')],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    splitting: true,
    outdir: temporaryFolder(),
    write: false,
    logLevel: 'silent',
  });
  expect(bundled.warnings.filter(({ text }) => /resolve/.test(text))).toEqual([]);
  expect(bundled.outputFiles.length).toBeGreaterThan(1);
});

test('dist has what is reached, and nothing else', () => {
  const reached = new Set<string>(['LICENSES.txt']);
  const visit = (name: string): void => {
    if (reached.has(name)) return;
    reached.add(name);
    if (statSync(join(root, 'dist', name)).size > 10e6) return;
    for (const [, path = ''] of readText(root, 'dist', name).matchAll(/["'`]\.\/([\w.-]+)["'`]/g))
      if (dist().includes(path)) visit(path);
  };
  const entries = JSON.stringify([manifest.exports, readText(root, 'bin/itlc.js')]).matchAll(/dist\/([\w.-]+)/g);
  for (const [, name = ''] of entries) visit(name);
  // Copied by --loader, by their names.
  expect(dist().filter((name) => !reached.has(name))).toEqual([]);
});

test('declarations in one file say all that those in many do', async () => {
  const { hostFunctions } = await import('../runtime/abi.ts');
  const text = readText(root, 'dist/abi.d.ts');
  expect(Object.keys(hostFunctions).filter((name) => !text.includes(`${name}: HostSignature;`))).toEqual([]);
});

test('is installed without the network, within its size, and works', async () => {
  const folder = temporaryFolder({
    'package.json': '{ "name": "user", "private": true }',
    'next.itl': '(export (func _ "next" (param $n s32) (result s32) (+ (local $n) 1)))',
    'library.mjs': `import { compile } from 'itlc';
      import { instantiate } from 'itlc/loader';
      import { ABI_VERSION } from 'itlc/abi';
      const text = '(export (func _ "next" (param $n s32) (result s32) (+ (local $n) 1)))';
      const { wasm } = await compile({ path: 'next.itl', text });
      console.log((await instantiate(wasm)).next(1), ABI_VERSION);`,
    'tools.mjs': `import { compile, translateDsl } from 'itlc';
      import { readHeader } from 'itlc/headers';
      import { createSession } from 'itlc/node';
      const { ok, dts } = await createSession().build('next.itl');
      console.log(ok, dts.includes('next(n: number): number;'));
      const files = [{ path: 'f.cpp', text: '#include <string>\\nexport { func f(text: std::string) -> s32; }' }];
      const { output } = translateDsl({ name: 'f', files, readHeader, readFile: () => undefined });
      const js = (await compile({ path: 'f.itl', text: output.itl }, { emit: ['js'] })).js;
      console.log(output.headers.length > 0, js.includes('f.wasm'));`,
    'script.cjs': `const { instantiate, ItlTypeError } = require('itlc/loader');
      instantiate('out/it_next.wasm').then(({ next }) => {
        try { next('x'); } catch (error) { console.log(next(2), error instanceof ItlTypeError); }
      });`,
  });
  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: root,
  });
  const [{ filename = '', unpackedSize = 0 } = {}] = JSON.parse(stdout) as { filename: string; unpackedSize: number }[];
  expect(unpackedSize).toBeLessThan(INSTALLED);
  await run('npm', ['install', `./${basename(filename)}`, '--offline', '--no-audit', '--no-fund'], { cwd: folder });
  const installed = join(folder, 'node_modules');
  expect(readdirSync(installed).filter((name) => !name.startsWith('.'))).toEqual(['itlc']);
  expect(sizeOf(installed)).toBeLessThan(INSTALLED);
  const command = join(installed, '.bin/itlc');
  expect(readFileSync(command, 'utf8')).toContain('dist/cli.js');
  expect(await runNode([command, 'next.itl', '-o', 'out/'], folder)).toBe('');
  expect(await runNode(['library.mjs'], folder)).toBe('2 1\n');
  expect(await runNode(['tools.mjs'], folder)).toBe('true true\ntrue true\n');
  expect(await runNode(['script.cjs'], folder)).toBe('3 true\n');
}, 120_000);
