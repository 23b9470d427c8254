import { join } from 'node:path';
import type { Source } from '../../src/check-source.ts';
import { type Compilation, type CompileOptions, compile } from '../../src/compile.ts';
import { renderDiagnostic } from '../../src/diagnostics/render.ts';
import { readText } from './folders.ts';
import { partsIn } from './parts-in.ts';

export interface CompiledFixture {
  readonly wasm: Uint8Array;
  readonly wat: string;
  readonly directWat: string;
  readonly dts: string;
}

/** Core modules by the path that the source gives. */
export type Cores = Readonly<Record<string, Uint8Array>>;

const pathOf = (folder: string): string => join(folder, 'case.itl');

/** Compiles a fixture's case.itl to an adapter and declarations; a diagnostic of any kind is a failure. */
export async function compileFixture(folder: string, options: CompileOptions = {}): Promise<CompiledFixture> {
  const readComponent = partsIn(folder);
  return compileText(readText(pathOf(folder)), 'case.itl', { readComponent, ...options }, pathOf(folder));
}

/** The same with its core modules there. */
export const compileFixtureWithCores = (folder: string, cores: Cores): Promise<CompiledFixture> =>
  compileWithCores(readText(pathOf(folder)), 'case.itl', cores, { readComponent: partsIn(folder) }, pathOf(folder));

/** The same to a module of JavaScript. */
export const compileFixtureToJs = (folder: string, cores: Cores): Promise<string> =>
  compileToJs(readText(pathOf(folder)), 'case.itl', cores, { readComponent: partsIn(folder) }, pathOf(folder));

/** `path` names the component; `shown` stands in messages. */
export async function compileText(
  text: string,
  path = 'case.itl',
  options: CompileOptions = {},
  shown = path,
): Promise<CompiledFixture> {
  const emit = ['wasm', 'wat', 'dts'] as const;
  const compilation = await compile({ path, text }, { emit, ...options });
  const { wasm, wat = '', directWat = '', dts } = clean(compilation, shown);
  if (!wasm || dts === undefined) throw new Error(`${shown}: nothing came out`);
  return { wasm, wat, directWat, dts };
}

export async function compileWithCores(
  text: string,
  path: string,
  cores: Cores,
  options: CompileOptions = {},
  shown = path,
): Promise<CompiledFixture> {
  return compileText(text, path, { ...options, ...(await lookingAt(cores, { path, text }, options)) }, shown);
}

export async function compileToJs(
  text: string,
  path: string,
  cores: Cores,
  options: CompileOptions = {},
  shown = path,
): Promise<string> {
  const source = { path, text };
  const looking = await lookingAt(cores, source, options);
  const { js } = clean(await compile(source, { ...options, emit: ['js'], ...looking }), shown);
  if (js === undefined) throw new Error(`${shown}: nothing came out`);
  return js;
}

/** Core modules are looked at, as the command line does it, unless that is where a source differs from them on purpose. */
async function lookingAt(
  cores: Cores,
  source: Source,
  { readComponent }: CompileOptions,
): Promise<Pick<CompileOptions, 'readCore'>> {
  const readCore = (core: string): Uint8Array | undefined => cores[core];
  const { diagnostics } = await compile(source, { emit: [], readCore, readComponent });
  return diagnostics.length === 0 ? { readCore } : {};
}

function clean(compilation: Compilation, shown: string): Compilation {
  const { sources } = compilation;
  // That the table variant comes in the place of the direct one is all the same for what is asserted of both.
  const diagnostics = compilation.diagnostics.filter(({ code }) => code !== 'ITL4031');
  if (diagnostics.length === 0) return compilation;
  throw new Error(`${shown}:\n${diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, sources)).join('\n')}`);
}
