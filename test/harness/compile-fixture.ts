import { join } from 'node:path';
import { type CompileOptions, compile } from '../../src/compile.ts';
import { renderDiagnostic } from '../../src/diagnostics/render.ts';
import { readText } from './folders.ts';

export interface CompiledFixture {
  readonly wasm: Uint8Array;
  readonly wat: string;
  readonly directWat: string;
  readonly dts: string;
}

/** Compiles a fixture's case.itl to everything; a diagnostic of any kind is a failure. */
export async function compileFixture(folder: string, options: CompileOptions = {}): Promise<CompiledFixture> {
  return compileText(readText(folder, 'case.itl'), 'case.itl', options, join(folder, 'case.itl'));
}

/** The same, with its core modules there, unless that is where the fixture differs from them on purpose. */
export async function compileWithCores(
  folder: string,
  options: CompileOptions,
  cores: Readonly<Record<string, Uint8Array>>,
): Promise<CompiledFixture> {
  const source = { path: 'case.itl', text: readText(folder, 'case.itl') };
  const readCore = (path: string): Uint8Array | undefined => cores[path];
  const { diagnostics } = await compile(source, { emit: [], readCore });
  return compileFixture(folder, { ...options, ...(diagnostics.length === 0 && { readCore }) });
}

/** `path` names the component; `shown` stands in messages. */
export async function compileText(
  text: string,
  path = 'case.itl',
  options: CompileOptions = {},
  shown = path,
): Promise<CompiledFixture> {
  const emit = ['wasm', 'wat', 'dts'] as const;
  const {
    diagnostics,
    sources,
    wasm,
    wat = '',
    directWat = '',
    dts,
  } = await compile({ path, text }, { emit, ...options });
  if (diagnostics.length > 0 || !wasm || dts === undefined) {
    throw new Error(`${shown}:\n${diagnostics.map((diagnostic) => renderDiagnostic(diagnostic, sources)).join('\n')}`);
  }
  return { wasm, wat, directWat, dts };
}
