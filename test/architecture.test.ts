/** A phase imports only the types on either side of it: which folder may import from which others. */
import { readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readText, root } from './harness/folders.ts';

const everywhere = ['src/source', 'src/diagnostics'];

/** Folder → the folders (or files) that it may import from, besides itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  runtime: [],
  'runtime/values': ['runtime/abi.ts', 'runtime/member-names.ts', 'runtime/type-rules.ts'],
  'runtime/wasi': ['runtime/values'],
  grammar: [],
  'src/source': [],
  'src/diagnostics': ['src/source', 'src/ir/types.ts'],
  'src/ast': everywhere,
  'src/frontend': [...everywhere, 'src/ast', 'grammar'],
  'src/dsl': [...everywhere, 'src/ast', 'src/frontend', 'grammar', 'runtime/abi.ts'],
  'src/ir': [...everywhere, 'runtime/abi.ts'],
  'src/check': [...everywhere, 'src/ast', 'src/ir', 'src/core', 'runtime/abi.ts', 'runtime/member-names.ts'],
  'src/boundary': ['src/ir', 'runtime/member-names.ts'],
  'src/backend': ['src/ir', 'src/boundary', 'runtime/abi.ts', 'runtime/type-rules.ts', 'runtime/member-names.ts'],
  'src/backend/wasm/shared': ['src/backend/export-names.ts', 'src/backend/type-json.ts', 'src/ir', 'runtime/abi.ts'],
  'src/backend/wasm/table': ['src/backend/wasm/shared', 'src/ir', 'runtime/abi.ts'],
  'src/backend/wasm/direct': ['src/backend/wasm/shared', 'src/backend/export-names.ts', 'src/ir', 'runtime/abi.ts'],
  'src/core': [...everywhere, 'runtime/abi.ts'],
  'src/assemble': ['src/core', 'runtime/abi.ts'],
  'src/toolchain': everywhere,
};

const sourcesUnder = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => join(folder, name));

const importsOf = (file: string): readonly string[] =>
  [...readText(root, file).matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)].map(([, path = '']) =>
    relative(root, resolve(root, dirname(file), path)),
  );

const isWithin = (path: string, place: string): boolean => path === place || path.startsWith(`${place}/`);

test.each(Object.entries(allowed))('%s imports only from its neighbours', (folder, places) => {
  const strays = sourcesUnder(folder).flatMap((file) =>
    importsOf(file)
      .filter((path) => ![folder, ...places].some((place) => isWithin(path, place)))
      .map((path) => `${file} → ${path}`),
  );
  expect(strays).toEqual([]);
});

test('every folder of the compiler has a rule', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const ruled = new Set([...Object.keys(allowed), 'src/cli']);
  expect(folders.map((entry) => `src/${entry.name}`).filter((folder) => !ruled.has(folder))).toEqual([]);
});

test('only the command line touches files, processes and the network', () => {
  const strays = sourcesUnder('src')
    .filter((file) => !isWithin(file, 'src/cli') && file !== 'src/cli.ts' && !isWithin(file, 'src/toolchain'))
    .filter((file) => /from 'node:|import\('node:|\bprocess\.|\bfetch\(/.test(readText(root, file)));
  expect(strays).toEqual([]);
});

test('no file is over 400 lines', () => {
  const long = ['src', 'grammar', 'runtime', 'test']
    .flatMap(sourcesUnder)
    .filter((file) => readText(root, file).split('\n').length > 401);
  expect(long).toEqual([]);
});
