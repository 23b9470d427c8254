/** fixtures/errors: a wrong source a folder, named after its code, and what a person is told about it. */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { translateComponent, translateCore } from '../src/canonical/translate-component.ts';
import { compile } from '../src/compile.ts';
import { type Diagnostic, DiagnosticSink } from '../src/diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../src/diagnostics/render.ts';
import { parseDsl } from '../src/dsl/parse-dsl.ts';
import { SourceMap } from '../src/source/source-map.ts';
import { chooseWorld } from '../src/wit/choose-world.ts';
import { readWit } from '../src/wit/resolve-wit.ts';
import { assembleCores } from './harness/assemble-core.ts';
import { compareWithExpected, fixturesIn, readText, root } from './harness/folders.ts';
import { partsIn } from './harness/parts-in.ts';

const folders = fixturesIn('errors');

interface Outcome {
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: SourceMap;
  /** Nothing came out. */
  readonly isRefused: boolean;
}

async function outcomeOfItl(folder: string): Promise<Outcome> {
  const cores = await assembleCores(folder);
  const hasCores = Object.keys(cores).length > 0;
  const source = { path: 'case.itl', text: readText(folder, 'case.itl') };
  const readComponent = partsIn(folder);
  const options = hasCores ? { readCore: (path: string) => cores[path], readComponent } : { readComponent };
  const { diagnostics, sources, wasm } = await compile(source, options);
  return { diagnostics, sources, isRefused: wasm === undefined };
}

const hasBlocks = (folder: string): boolean => existsSync(join(folder, 'case.cpp'));

/** Of all its .cpp files as one module. */
async function outcomeOfBlocks(folder: string): Promise<Outcome> {
  const sources = new SourceMap();
  const sink = new DiagnosticSink();
  const names = readdirSync(folder).filter((name) => name.endsWith('.cpp'));
  const files = names.sort().map((name) => sources.add(name, readText(folder, name)));
  const readFile = (path: string): string | undefined =>
    existsSync(join(folder, path)) ? readText(folder, path) : undefined;
  const module = parseDsl(files, sources, sink, readFile);
  return { diagnostics: sink.all, sources, isRefused: module === undefined };
}

const isBinary = (folder: string): boolean => existsSync(join(folder, 'case.component.wasm'));

async function outcomeOfComponent(folder: string): Promise<Outcome> {
  const bytes = readFileSync(join(folder, 'case.component.wasm'));
  const translation = translateComponent(bytes, 'case.component.wasm', 'case');
  const isRefused = translation.kind === 'refused';
  return { diagnostics: isRefused ? translation.diagnostics : [], sources: new SourceMap(), isRefused };
}

const isWit = (folder: string): boolean => existsSync(join(folder, 'case.wit'));

const witIn = (folder: string): readonly string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.wit')) : [];

/** Its files are a package, and each in `deps` is one. */
async function outcomeOfWit(folder: string): Promise<Outcome> {
  const sources = new SourceMap();
  const sink = new DiagnosticSink();
  const fileOf = (path: string) => ({ path, text: readText(folder, path) });
  const dependencies = witIn(join(folder, 'deps')).map((name) => ({ place: name, files: [fileOf(`deps/${name}`)] }));
  const wit = [{ place: 'case.wit', files: witIn(folder).map(fileOf) }, ...dependencies];
  const resolution = readWit(wit, new Set(), sources, sink);
  const core = (await assembleCores(folder))['core.wasm'];
  // Which world is asked only where there is something to do with it.
  const isAsked = core !== undefined || /^ITL625/.test(basename(folder));
  const name = existsSync(join(folder, 'world.txt')) ? readText(folder, 'world.txt').trim() : undefined;
  const world = resolution && isAsked ? chooseWorld(resolution, 'case.wit', name, sink) : undefined;
  if (!resolution || !world || !core) return { diagnostics: sink.all, sources, isRefused: isAsked || !resolution };
  const made = translateCore(core, 'core.wasm', 'case', { ...resolution.elaborate(world), encoding: 'utf8' });
  return { diagnostics: made.kind === 'refused' ? made.diagnostics : [], sources, isRefused: made.kind === 'refused' };
}

function outcomeOf(folder: string): Promise<Outcome> {
  if (isBinary(folder)) return outcomeOfComponent(folder);
  if (isWit(folder)) return outcomeOfWit(folder);
  return hasBlocks(folder) ? outcomeOfBlocks(folder) : outcomeOfItl(folder);
}

describe.each(folders.map((folder) => [basename(folder), folder]))('%s', (name, folder) => {
  test('is reported as expected', async () => {
    const { diagnostics, sources, isRefused } = await outcomeOf(folder);
    const code = name.split('-')[0] ?? '';
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
    expect(isRefused).toBe(diagnostics.some((diagnostic) => diagnostic.severity === 'error'));
    const shown = diagnostics.map((diagnostic) => `${renderDiagnostic(diagnostic, sources)}\n`).join('\n');
    expect(compareWithExpected(folder, { 'stderr.txt': shown })).toEqual([]);
  });
});

/** Codes of files and compilers are the command line's: fixtures/cli shows them. */
const elsewhere = /^ITL(5|1001|402[289]|4031|60[6-9]|6246|625[345]|9)/;

/** What only sources provoke that are too large to keep: test/robustness.test.ts makes them. */
const large = ['ITL3029'];

/** What only a mistake of itlc's own provokes: test/cli/explain.test.ts and internal-errors.test.ts make some. */
const internal = ['ITL6069', 'ITL9001'];

test('every code has a fixture', () => {
  const covered = new Set(folders.map((folder) => basename(folder).split('-')[0]));
  const missing = codesInUse().filter((code) => !covered.has(code) && !elsewhere.test(code) && !large.includes(code));
  expect(missing).toEqual([]);
});

test('every command line code is shown in a transcript', () => {
  const shown = fixturesIn('cli')
    .map((folder) => readText(folder, 'transcript.txt'))
    .join('\n');
  const fromCommandLine = codesInUse().filter((code) => elsewhere.test(code) && !internal.includes(code));
  expect(fromCommandLine.filter((code) => !shown.includes(code))).toEqual([]);
});

function codesInUse(): readonly string[] {
  const folder = join(root, 'src', 'diagnostics');
  const text = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readText(folder, file))
    .join('\n');
  return [...new Set(text.match(/(?<=')ITL\d{4}(?=')/g))].sort();
}
