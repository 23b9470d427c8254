import { join } from 'node:path';
import type { ModuleFormat } from '../backend/js/glue-options.ts';
import { type Compilation, type CompileOptions, compile, type IrOutput, isIr, type Output } from '../compile.ts';
import { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { sameOutput, unreadableFile, unwritableFile } from '../diagnostics/files.ts';
import { decodeSource } from '../frontend/decode-source.ts';
import type { AdapterVariants } from '../pipeline.ts';
import { copyLoader, copyWasi } from './copy-loader.ts';
import type { CppCommand } from './cpp-options.ts';
import type { CppSession, Trace } from './cpp-session.ts';
import { declareModules } from './declare-modules.ts';
import { coreModuleFile, readBytes, relativeUrl, writeOutput } from './files.ts';
import { guarded } from './guarded.ts';
import type { Inputs } from './inputs.ts';
import { inQuickCode } from './quick-code.ts';
import type { Reporter } from './report.ts';

export interface CompileCommand extends CppCommand {
  readonly outDir: string;
  readonly emit: readonly Output[];
  readonly target: AdapterVariants;
  readonly checkCore: boolean;
  readonly optimize: boolean;
  /** Of the JavaScript. */
  readonly format: ModuleFormat;
  /** Put core modules into the JavaScript. */
  readonly inline: boolean;
  /** Put a copy of the loader beside the output. */
  readonly loader: boolean;
  /** @see CompileOptions */
  readonly assembleDirect?: CompileOptions['assembleDirect'];
  /** Names of the other commands: what a file that is not there may have been meant for. */
  readonly commands: readonly string[];
}

/**
 * Compiles each ITL file, and before them the C++, whose module they may be about; what has no errors is written,
 * whatever the others have.
 */
export async function compileInputs(
  inputs: Inputs,
  command: CompileCommand,
  session: CppSession,
  reporter: Reporter,
): Promise<void> {
  const written = new Map<string, string>();
  if (inputs.cpp.length > 0) await compileCpp(inputs, command, session, written, reporter);
  for (const path of inputs.itl) {
    const compilation = await compileFile(path, command, reporter, session.trace);
    if (compilation) writeOutputs(path, compilation, command, written, reporter);
  }
  if (command.loader && !reporter.failed) copyLoader(command.outDir, reporter);
}

async function compileCpp(
  inputs: Inputs,
  command: CompileCommand,
  session: CppSession,
  written: Map<string, string>,
  reporter: Reporter,
): Promise<void> {
  // Loaded only now: most of it is of no use to ITL.
  const { buildCpp } = await import('./build-cpp.ts');
  const compilation = await buildCpp(inputs, command, session, reporter);
  const source = inputs.cpp[0] ?? '';
  if (compilation) writeOutputs(source, compilation, command, written, reporter);
}

/** Reads and compiles one file, and shows what is to be said about it. */
export async function compileFile(
  path: string,
  command: CompileCommand,
  reporter: Reporter,
  trace?: Trace,
): Promise<Compilation | undefined> {
  const text = readSource(path, reporter, command.commands);
  if (text === undefined) return undefined;
  const compiling = () => inQuickCode(() => compile({ path, text }, optionsFor(path, command, trace)));
  const compilation = await guarded(`compiling '${path}'`, compiling, reporter);
  if (!compilation) return undefined;
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

function optionsFor(
  path: string,
  { outDir, emit, target, checkCore, optimize, format, inline, assembleDirect }: CompileCommand,
  trace?: Trace,
): CompileOptions {
  const locate = (core: string): string => relativeUrl(outDir, coreModuleFile(path, core));
  const readCore = (core: string): Uint8Array | undefined => {
    const file = coreModuleFile(path, core);
    trace?.read.add(file);
    const bytes = readBytes(file);
    return bytes.ok ? bytes.value : undefined;
  };
  const options = { emit, target, locate, optimize, format, inline, readCore, checkCore };
  return { ...options, ...(assembleDirect && { assembleDirect }) };
}

interface OutputFile {
  readonly name: string;
  readonly content: Uint8Array | string | undefined;
}

/** The files of a form, those that there are. */
const filesOf: Readonly<
  Record<Exclude<Output, IrOutput>, (compilation: Compilation, format: ModuleFormat) => readonly OutputFile[]>
> = {
  wasm: ({ name, wasm }) => [{ name: `it_${name}.wasm`, content: wasm }],
  wat: ({ name, wat, directWat }) => [
    { name: `it_${name}.wat`, content: wat },
    { name: `it_${name}.direct.wat`, content: directWat },
  ],
  js: ({ name, js }, format) => [{ name: `${name}.${scriptEndings[format]}`, content: js }],
  dts: ({ name, dts }, format) => [{ name: `${name}.d.${typeEndings[format]}`, content: dts }],
};

/** What Node and TypeScript take for a module of the format whatever a package.json says; `.js` is what all others know. */
const scriptEndings: Readonly<Record<ModuleFormat, string>> = { esm: 'js', cjs: 'cjs' };
const typeEndings: Readonly<Record<ModuleFormat, string>> = { esm: 'ts', cjs: 'cts' };

function writeOutputs(
  source: string,
  compilation: Compilation,
  { outDir, emit, format }: CompileCommand,
  written: Map<string, string>,
  reporter: Reporter,
): void {
  // To be read at once, by whoever looks for a fault of the compiler's.
  if (compilation.ir !== undefined) process.stdout.write(compilation.ir);
  const files = emit.flatMap((output) => (isIr(output) ? [] : filesOf[output](compilation, format)));
  for (const { name, content } of files) {
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
  if (compilation.js !== undefined) completeScript(compilation, outDir, format, reporter);
}

/** What JavaScript needs beside it. */
function completeScript(
  { name, needsWasi }: Compilation,
  outDir: string,
  format: ModuleFormat,
  reporter: Reporter,
): void {
  if (needsWasi) copyWasi(outDir, reporter);
  if (format === 'esm') declareModules(join(outDir, `${name}.js`), reporter);
}

function write(path: string, content: Uint8Array | string, reporter: Reporter): void {
  const result = writeOutput(path, content);
  if (!result.ok) reporter.show([unwritableFile(path, result.reason)]);
}
