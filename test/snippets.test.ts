/** Every fence of every document has somebody who runs, compiles or reads it: a new one that nobody knows fails here. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { expect, test } from 'vitest';
import { DiagnosticSink } from '../src/diagnostics/diagnostic.ts';
import type { PluginOptions } from '../src/plugin/options.ts';
import * as plugin from '../src/plugin.ts';
import { SourceMap } from '../src/source/source-map.ts';
import { parseWit } from '../src/wit/parse-wit.ts';
import { readText, root } from './harness/folders.ts';

interface Fence {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

const readmes = readdirSync(join(root, 'cpp-examples'))
  .map((name) => `cpp-examples/${name}/README.md`)
  .filter((path) => existsSync(join(root, path)));
const pages = [
  ...[
    'README.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'bench/NOTES.md',
    'src/vscode/README.md',
    'src/cli/new/README.md',
  ],
  ...readmes,
  ...readdirSync(join(root, 'grammar'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `grammar/${name}`),
];

const fencesIn = (page: string): readonly Fence[] =>
  [...readText(root, page).matchAll(/^ *```(\w*)\n([\s\S]*?)^ *```$/gm)].map(([, language = '', text = '']) => ({
    page,
    language,
    text,
  }));

/** What a test cuts out by content. */
const manual = ['test/readme.test.ts'];
const reference = ['test/reference.test.ts'];

/** Page → language → the tests that run or compile it. */
const tested: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  'README.md': { cpp: manual, js: manual },
  'CHANGELOG.md': { js: manual, lisp: manual },
  'CONTRIBUTING.md': { ts: ['test/snippets.test.ts'] },
  'cpp-examples/sqlite/README.md': { js: ['test/downloads/sqlite.test.ts'], cpp: ['test/downloads/sqlite.test.ts'] },
  'cpp-examples/bank-parts/README.md': { itl: ['test/toolchain/examples.test.ts', 'test/snippets.test.ts'] },
  'cpp-examples/fizzbuzz-parts/README.md': { itl: ['test/toolchain/examples.test.ts', 'test/snippets.test.ts'] },
  'cpp-examples/callbacks/README.md': { diff: ['test/snippets.test.ts'] },
  'grammar/start.md': { cpp: manual, ts: manual, js: manual, diff: manual },
  'grammar/by-hand.md': { c: manual, lisp: manual, ts: manual, js: manual },
  'grammar/javascript.md': { js: manual },
  'grammar/adapters.md': { js: manual },
  'grammar/dsl.md': { cpp: reference, it: reference },
  'grammar/itl.md': { itl: reference },
  'grammar/recipes.md': { itl: ['test/recipes.test.ts', 'test/reference.test.ts'] },
  'grammar/emitted.md': { js: manual },
  'grammar/from-embind.md': { cpp: ['test/dsl/from-embind.test.ts'] },
  'grammar/hosts.md': { js: ['test/web/worker-case.ts', 'test/web/host-cases.ts'] },
  'grammar/plugin.md': { js: ['test/plugin/app.ts', 'test/plugin/component-cases.ts'] },
  'grammar/running.md': {
    itl: ['test/reference.test.ts'],
    js: ['test/glue/running-page.test.ts'],
  },
  'grammar/guests-c.md': {
    wit: ['test/component/guest-pages.test.ts'],
    c: ['test/component/guest-pages.test.ts'],
    js: ['test/component/guest-pages.test.ts'],
  },
  'grammar/guests-go.md': {
    wit: ['test/snippets.test.ts'],
    go: ['test/component/guest-go.test.ts'],
    js: ['test/snippets.test.ts'],
  },
  'grammar/guests-rust.md': { rust: ['test/component/guest-rust.test.ts'], js: ['test/snippets.test.ts'] },
  'grammar/editors.md': {
    lua: ['test/language/editors.test.ts'],
    toml: ['test/language/editors.test.ts'],
    elisp: ['test/language/editors.test.ts'],
  },
  'grammar/task-vite.md': { ts: ['test/templates/guides.ts'], cpp: ['test/templates/guides.ts'] },
  'grammar/task-npm.md': { itl: ['test/templates/guides.ts'], js: ['test/templates/guides.ts'] },
  'grammar/task-worker.md': {
    ts: ['test/templates/guides.ts'],
    itl: ['test/templates/guides.ts'],
    js: ['test/templates/guides.ts'],
    html: ['test/templates/guides.ts'],
  },
};

const all = pages.flatMap(fencesIn);

test('somebody knows every fence', () => {
  // What a terminal shows is the transcripts' and the examples' tests'.
  const unknown = all.filter(({ page, language }) => language !== 'text' && tested[page]?.[language] === undefined);
  expect(unknown.map(({ page, language, text }) => `${page}: ${language}: ${text.slice(0, 60)}`)).toEqual([]);
  expect(all.length).toBeGreaterThan(100);
});

test('nobody is named for a fence that is gone, or a test', () => {
  const has = (page: string, language: string): boolean =>
    all.some((fence) => fence.page === page && fence.language === language);
  const gone = Object.entries(tested).flatMap(([page, languages]) =>
    Object.entries(languages).flatMap(([language, by]) => [
      ...(has(page, language) ? [] : [`${page}: ${language}`]),
      ...by.filter((path) => !existsSync(join(root, path))),
    ]),
  );
  expect(gone).toEqual([]);
});

/** A test with the modules that it imports from here. */
function sourceOf(path: string, seen = new Set<string>()): string {
  if (seen.has(path)) return '';
  seen.add(path);
  const text = readText(root, path);
  const imported = [...text.matchAll(/from '(\.\.?\/[^']+\.ts)'/g)].map(([, to = '']) => join(dirname(path), to));
  return [text, ...imported.filter((to) => to.startsWith('test/')).map((to) => sourceOf(to, seen))].join('\n');
}

/** By its path, by a README's folder, or by the name that a test is given of a guide. */
function readsPage(source: string, page: string): boolean {
  const [folder, file = ''] = page.split('/').slice(-2);
  if (source.includes(page)) return true;
  return file === 'README.md'
    ? source.includes(folder ?? page) && source.includes(file)
    : source.includes(`'${file.replace(/\.md$/, '')}'`) && source.includes('.md`');
}

test('a test that is named for a page reads it', () => {
  const blind = Object.entries(tested).flatMap(([page, languages]) =>
    Object.values(languages)
      .flat()
      // This file names each.
      .filter((path) => path !== 'test/snippets.test.ts' && !readsPage(sourceOf(path), page))
      .map((path) => `${page}: ${path}`),
  );
  expect([...new Set(blind)]).toEqual([]);
});

test('the example of callbacks shows its own sources', () => {
  const folder = join(root, 'cpp-examples/callbacks');
  const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:itl|cpp)$/.test(name))
    .map((name) => squeezed(readText(folder, name)));
  const lines = all
    .filter(({ page, language }) => page.endsWith('callbacks/README.md') && language === 'diff')
    .flatMap(({ text }) => text.split('\n'))
    .map((line) => squeezed(line.slice(1)).replace(/\)+$/, ''));
  expect(lines.length).toBeGreaterThan(10);
  expect(lines.filter((line) => !sources.some((source) => source.includes(line)))).toEqual([]);
});

test('all JavaScript and TypeScript parses, and imports of itlc are what it has', () => {
  const names = { 'itlc/plugin': Object.keys(plugin) } as Readonly<Record<string, readonly string[]>>;
  const wrong = all
    .filter(({ language, page }) => (language === 'js' || language === 'ts') && page !== 'CONTRIBUTING.md')
    .flatMap(({ language, page, text }) => {
      const { errors, module } = parseSync(`snippet.${language}`, text, { lang: 'ts', sourceType: 'module' });
      const imported = module.staticImports.flatMap(({ moduleRequest, entries }) =>
        entries
          .filter(({ importName }) => names[moduleRequest.value]?.includes(importName.name ?? '') === false)
          .map(({ importName }) => `${page}: ${moduleRequest.value} has no ${importName.name}`),
      );
      return [...errors.map(({ message }) => `${page}: ${message}: ${text.slice(0, 80)}`), ...imported];
    });
  expect(wrong).toEqual([]);
});

test.each([
  ['fizzbuzz-parts', 'game'],
  ['bank-parts', 'town'],
])('%s shows its own source', (folder, name) => {
  const shown = all.filter(({ page, language }) => page.endsWith(`${folder}/README.md`) && language === 'itl');
  const source = readText(root, `cpp-examples/${folder}/${name}.itl`);
  expect(shown.length).toBe(1);
  expect(shown.every(({ text }) => source.includes(text.trim()))).toBe(true);
});

test('all WIT parses', () => {
  for (const { page, text } of all.filter(({ language }) => language === 'wit')) {
    const [sources, sink] = [new SourceMap(), new DiagnosticSink()];
    parseWit(sources.add(page, text), sink);
    expect(sink.all.map(({ message }) => `${page}: ${message}`)).toEqual([]);
  }
});

test('the options of the plugin are those that its page has', () => {
  const option: Readonly<Record<keyof PluginOptions, true>> = {
    ...{ cxx: true, cxxflags: true, link: true, wit: true, map: true, wasi: true },
    ...{ wasm: true, helpers: true, optimize: true, debug: true, types: true },
  };
  const [table = ''] = /\| Option \| \|[\s\S]*?\n\n/.exec(readText(root, 'grammar/plugin.md')) ?? [];
  const named = [...table.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name]) => name),
  );
  expect(named.sort()).toEqual(Object.keys(option).sort());
});

test('what CONTRIBUTING shows of the sources stands there', () => {
  const folders = ['src/ir/rows', 'src/backend/wasm/shared', 'src/backend/js', 'runtime'];
  const sources = folders.flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => name.endsWith('.ts'))
      .map((name) => squeezed(readText(root, `${folder}/${name}`))),
  );
  const fences = all.filter(({ page, language }) => page === 'CONTRIBUTING.md' && language === 'ts');
  const lines = fences.flatMap(({ text }) => text.split('\n').map((line) => squeezed(line.split('…')[0] ?? '')));
  expect(lines.filter((line) => !sources.some((source) => source.includes(line)))).toEqual([]);
});

/** However it is laid out. */
const squeezed = (text: string): string => text.replaceAll(/\s+|,(?=\s*[)}\]])/g, '');
