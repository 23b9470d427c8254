import { join } from 'node:path';
import { type Compilation, type CompileOptions, compile, type Output, type Target } from '../compile.ts';
import { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { sameOutput, unreadableFile, unwritableFile } from '../diagnostics/files.ts';
import { decodeSource } from '../frontend/decode-source.ts';
import { copyLoader } from './copy-loader.ts';
import { coreModuleFile, readBytes, relativeUrl, writeOutput } from './files.ts';
import type { Reporter } from './report.ts';

export interface CompileCommand {
  readonly outDir: string;
  readonly emit: readonly Output[];
  readonly target: Target;
  readonly checkCore: boolean;
  readonly optimize: boolean;
  /** Put a copy of the loader beside the output. */
  readonly loader: boolean;
  /** Names of the other commands: what a file that is not there may have been meant for. */
  readonly commands: readonly string[];
}

/** Compiles each file; those without errors are written, whatever the others have. */
export async function compileFiles(
  paths: readonly string[],
  command: CompileCommand,
  reporter: Reporter,
): Promise<void> {
  const written = new Map<string, string>();
  for (const path of paths) {
    const compilation = await compileFile(path, command, reporter);
    if (compilation) writeOutputs(path, compilation, command, written, reporter);
  }
  if (command.loader && !reporter.failed) copyLoader(command.outDir, reporter);
}

/** Reads and compiles one file, and shows what is to be said about it. */
export async function compileFile(
  path: string,
  command: CompileCommand,
  reporter: Reporter,
): Promise<Compilation | undefined> {
  const text = readSource(path, reporter, command.commands);
  if (text === undefined) return undefined;
  const compilation = await compile({ path, text }, optionsFor(path, command));
  reporter.show(compilation.diagnostics, compilation.sources);
  return compilation;
}

/** The text of a source; undefined after a reported error. Text that is not UTF-8 is none: writing it back would spoil it. */
export function readSource(path: string, reporter: Reporter, commands: readonly string[] = []): string | undefined {
  const bytes = readBytes(path);
  if (!bytes.ok) {
    reporter.show([unreadableFile(path, bytes.reason, commands)]);
    return undefined;
  }
  const sink = new DiagnosticSink();
  const text = decodeSource(path, bytes.value, sink);
  reporter.show(sink.all);
  return sink.hasErrors ? undefined : text;
}

function optionsFor(path: string, { outDir, emit, target, checkCore, optimize }: CompileCommand): CompileOptions {
  const locate = (core: string): string => relativeUrl(outDir, coreModuleFile(path, core));
  const readCore = (core: string): Uint8Array | undefined => {
    const bytes = readBytes(coreModuleFile(path, core));
    return bytes.ok ? bytes.value : undefined;
  };
  return { emit, target, locate, optimize, ...(checkCore && { readCore }) };
}

interface OutputFile {
  readonly name: string;
  readonly content: Uint8Array | string | undefined;
}

/** The files of a form, those that there are. */
const filesOf: Readonly<Record<Output, (compilation: Compilation) => readonly OutputFile[]>> = {
  wasm: ({ name, wasm }) => [{ name: `it_${name}.wasm`, content: wasm }],
  wat: ({ name, wat, directWat }) => [
    { name: `it_${name}.wat`, content: wat },
    { name: `it_${name}.direct.wat`, content: directWat },
  ],
  dts: ({ name, dts }) => [{ name: `${name}.d.ts`, content: dts }],
};

function writeOutputs(
  source: string,
  compilation: Compilation,
  { outDir, emit }: CompileCommand,
  written: Map<string, string>,
  reporter: Reporter,
): void {
  for (const { name, content } of emit.flatMap((output) => filesOf[output](compilation))) {
    if (content === undefined) continue;
    const path = join(outDir, name);
    const first = written.get(path);
    if (first !== undefined) {
      reporter.show([sameOutput(path, first, source)]);
      return;
    }
    written.set(path, source);
    write(path, content, reporter);
  }
}

function write(path: string, content: Uint8Array | string, reporter: Reporter): void {
  const result = writeOutput(path, content);
  if (!result.ok) reporter.show([unwritableFile(path, result.reason)]);
}
