/** A phase imports only the types on either side of it: which folder may import from which others. */
import { readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readText, root } from './harness/folders.ts';

const everywhere = ['src/source', 'src/diagnostics'];

/** Folder → the folders (or files) that it may import from, besides itself. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  runtime: [],
  'runtime/values': [],
  'runtime/cores': ['runtime/values', 'runtime/wasi'],
  'runtime/wasi': ['runtime/values'],
  grammar: [],
  'src/source': [],
  'src/diagnostics': ['src/source', 'src/ir/types.ts'],
  'src/ast': everywhere,
  'src/frontend': [...everywhere, 'src/ast', 'grammar'],
  'src/dsl': [...everywhere, 'src/ast', 'src/frontend', 'src/ir/argument-kinds.ts', 'grammar', 'runtime/abi.ts'],
  'src/ir': [...everywhere, 'runtime/abi.ts'],
  'src/check': [...everywhere, 'src/ast', 'src/ir', 'src/core', 'runtime/abi.ts', 'runtime/member-names.ts'],
  'src/boundary': ['src/ir', 'runtime/member-names.ts', 'runtime/type-rules.ts'],
  'src/backend': ['src/ir', 'src/boundary', 'runtime/abi.ts', 'runtime/type-rules.ts', 'runtime/member-names.ts'],
  'src/backend/wasm/shared': ['src/backend/export-names.ts', 'src/backend/type-json.ts', 'src/ir', 'runtime/abi.ts'],
  'src/backend/wasm/table': ['src/backend/wasm/shared', 'src/ir', 'runtime/abi.ts'],
  'src/backend/wasm/direct': ['src/backend/wasm/shared', 'src/backend/export-names.ts', 'src/ir', 'runtime/abi.ts'],
  'src/core': [...everywhere, 'runtime/abi.ts'],
  'src/component': [...everywhere, 'src/core'],
  'src/wit': [...everywhere, 'src/component', 'src/core/bytes.ts', 'src/frontend/cst.ts', 'grammar'],
  'src/canonical': [...everywhere, 'src/component', 'src/core'],
  'src/assemble': ['src/core', 'runtime/abi.ts'],
  'src/toolchain': [...everywhere, 'src/core/guard-stack.ts'],
  'src/vscode': [],
  'src/language': [
    ...everywhere,
    'src/ast',
    'src/frontend',
    'src/check',
    'src/core',
    'src/ir',
    'src/dsl',
    'src/wit',
    'src/check-source.ts',
    'grammar',
  ],
  'src/link': [...everywhere, 'src/ast', 'src/check', 'src/core', 'src/ir', 'runtime/member-names.ts'],
  'src/playground': [
    ...everywhere,
    'src/canonical',
    'src/wit',
    'src/compile.ts',
    'src/translate.ts',
    'src/core',
    'src/dsl',
    'src/session',
    'src/toolchain',
  ],
  'src/session': [
    ...everywhere,
    'src/canonical',
    'src/component',
    'src/check-source.ts',
    'src/compile.ts',
    'src/link/join-path.ts',
    'src/pipeline.ts',
    'src/backend/import-map.ts',
    'src/backend/js/glue-options.ts',
    'src/core',
    'src/dsl',
    'src/frontend',
    'src/toolchain',
    'src/wit',
  ],
};

const sourcesUnder = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
    .map((name) => join(folder, name));

/** Whether an import statement takes nothing but types, which leave no import behind. */
const takesTypesOnly = (names: string): boolean =>
  names.startsWith('type ') || /^\{(\s*type\s[^,}]*,?)+\s*\}/.test(names);

const importsOf = (file: string, withTypes = true): readonly string[] =>
  [...readText(root, file).matchAll(/(?:(?<=^|\n)(?:import|export) ([^;']*?)from |import\s*\(?)'(\.[^']+)'/g)]
    .filter(([, names = '']) => withTypes || !takesTypesOnly(names))
    .map(([, , path = '']) => relative(root, resolve(root, dirname(file), path)));

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
  // What src/templates has belongs to new projects.
  const ruled = new Set([...Object.keys(allowed), 'src/cli', 'src/plugin', 'src/site', 'src/templates']);
  expect(folders.map((entry) => `src/${entry.name}`).filter((folder) => !ruled.has(folder))).toEqual([]);
});

const reachingOut = [
  'src/cli',
  'src/cli.ts',
  'src/session',
  'src/toolchain',
  'src/plugin',
  'src/playground',
  'src/templates',
  'src/vscode',
  'src/node.ts',
];

test('only the command line and sessions touch files, processes and the network', () => {
  const strays = sourcesUnder('src')
    // Code of what is emitted, not of the compiler.
    .filter((file) => !isWithin(file, 'src/backend/js/library'))
    .filter((file) => !reachingOut.some((place) => isWithin(file, place)))
    .filter((file) => /from 'node:|import\('node:|\bprocess\.|\bfetch\(/.test(readText(root, file)));
  expect(strays).toEqual([]);
});

test('no file is over 400 lines', () => {
  const long = ['src', 'grammar', 'runtime', 'test']
    .flatMap(sourcesUnder)
    // Nobody reads or writes what is generated.
    .filter((file) => file !== 'src/backend/js/library/library.ts')
    .filter((file) => readText(root, file).split('\n').length > 401);
  expect(long).toEqual([]);
});

type Imports = ReadonlyMap<string, readonly string[]>;

/** All that is reached from a file, itself only by way of a circle. */
function reachedFrom(file: string, imports: Imports): ReadonlySet<string> {
  const reached = new Set(imports.get(file));
  // A set's iteration goes on to what is added meanwhile.
  for (const next of reached) for (const path of imports.get(next) ?? []) reached.add(path);
  return reached;
}

/** Groups of more than three files that all import each other, directly or by way of others. */
function largeCircles(imports: Imports): readonly string[] {
  const reached = new Map([...imports.keys()].map((file) => [file, reachedFrom(file, imports)]));
  const circles = [...imports.keys()].map((file) =>
    [...(reached.get(file) ?? [])].filter((other) => reached.get(other)?.has(file)).sort(),
  );
  return [...new Set(circles.filter((circle) => circle.length > 3).map((circle) => circle.join(' ')))];
}

const importsUnder = (folders: readonly string[], withTypes: boolean): Imports =>
  new Map(folders.flatMap(sourcesUnder).map((file) => [file, importsOf(file, withTypes)]));

test('no circle of imports has over three files', () => {
  const circles = largeCircles(importsUnder(['src', 'runtime'], false));
  expect(circles).toEqual([]);
});

test.each([
  'src/ast',
  'src/backend',
  'src/canonical',
  'src/check',
  'src/component',
  'src/core',
  'src/dsl',
  'src/frontend',
  'src/language',
])('not in %s either, counting imports of types', (folder) => {
  expect(largeCircles(importsUnder([folder], true))).toEqual([]);
});
