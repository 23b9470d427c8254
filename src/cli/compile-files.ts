import { join } from 'node:path';
import type { ModuleFormat } from '../backend/js/glue-options.ts';
import { type Compilation, isPrinted, type Output, type PrintedOutput } from '../compile.ts';
import { sameOutput } from '../diagnostics/files.ts';
import { buildCppPart } from '../session/build-cpp-part.ts';
import type { BuildSettings } from '../session/build-settings.ts';
import { compileItl } from '../session/compile-itl.ts';
import type { CppSession } from '../session/cpp-session.ts';
import type { ImportSettings } from '../session/import-settings.ts';
import { isWasm } from '../session/input-kinds.ts';
import type { WitRequest, WorldReader } from '../session/read-world.ts';
import { writeReported } from '../session/reported-files.ts';
import { copyLoader, copyWasi } from './copy-loader.ts';
import { declareModules } from './declare-modules.ts';
import type { Inputs } from './inputs.ts';
import { uselessMappings } from './map-options.ts';
import type { Reporter } from './report.ts';
import { worldFor } from './world-for.ts';

export interface CompileCommand extends BuildSettings {
  /** Put a copy of the loader beside the output. */
  readonly loader: boolean;
  /** What the command line itself maps: it is told what of that is of no use. A configuration is for more than one command. */
  readonly mapped: ImportSettings;
  /** What core modules without ITL are linked by; by default what they carry. */
  readonly wit?: WitRequest;
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
  const made = [inputs.cpp.length > 0 ? await compileCpp(inputs, command, session, written, reporter) : undefined];
  const world = await worldFor(inputs, command.wit, reporter, session.trace);
  for (const path of inputs.itl) {
    session.progress.show(`Compiling ${path} …`);
    const compilation = isWasm(path)
      ? await compileBinary(path, { ...command, world }, session, reporter)
      : await compileItl(path, command, reporter, session.trace, buildCppPart(command, session, reporter));
    if (compilation) writeOutputs(path, compilation, command, written, reporter);
    made.push(compilation);
  }
  session.progress.clear();
  const { glue } = made.find((each) => each?.glue !== undefined) ?? {};
  if (glue !== undefined) writeGlue(glue, command, written, reporter);
  if (reporter.failed) return;
  reporter.show(uselessMappings(command.mapped, made));
  if (!command.loader) return;
  // JavaScript that needs it has brought it along.
  const withWasi = made.some((each) => each?.mayNeedWasi) && !made.some((each) => each?.needsWasi);
  copyLoader(command.outDir, command.format, withWasi, reporter);
}

async function compileCpp(
  inputs: Inputs,
  command: CompileCommand,
  session: CppSession,
  written: Map<string, string>,
  reporter: Reporter,
): Promise<Compilation | undefined> {
  // Loaded only now: most of it is of no use to ITL.
  const { buildCpp } = await import('../session/build-cpp.ts');
  const compilation = await buildCpp(inputs, command, session, reporter);
  const source = inputs.cpp[0] ?? '';
  if (compilation) writeOutputs(source, compilation, command, written, reporter);
  return compilation;
}

async function compileBinary(
  path: string,
  command: CompileCommand & { readonly world: WorldReader | undefined },
  session: CppSession,
  reporter: Reporter,
): Promise<Compilation | undefined> {
  // Loaded only now: most commands are about sources.
  const { compileComponent } = await import('../session/compile-component.ts');
  return compileComponent(path, command, reporter, session.trace);
}

interface OutputFile {
  readonly name: string;
  readonly content: Uint8Array | string | undefined;
}

/** The files of a form, those that there are. */
const filesOf: Readonly<
  Record<Exclude<Output, PrintedOutput>, (compilation: Compilation, format: ModuleFormat) => readonly OutputFile[]>
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
  if (compilation.itl !== undefined) process.stdout.write(compilation.itl);
  const files = [...new Set(emit)].flatMap((output) => (isPrinted(output) ? [] : filesOf[output](compilation, format)));
  for (const { name, content } of files) {
    if (content === undefined) continue;
    if (!writeOnce(join(outDir, name), content, source, written, reporter)) return;
  }
  if (compilation.js !== undefined) completeScript(compilation, outDir, format, reporter);
}

/** False where another source has the file. */
function writeOnce(
  path: string,
  content: Uint8Array | string,
  source: string,
  written: Map<string, string>,
  reporter: Reporter,
): boolean {
  const first = written.get(path);
  if (first !== undefined) {
    reporter.show([sameOutput(path, first, source)]);
    return false;
  }
  written.set(path, source);
  writeReported(path, content, reporter);
  return true;
}

/** What JavaScript needs beside it. */
function completeScript(
  { name, needsWasi }: Compilation,
  outDir: string,
  format: ModuleFormat,
  reporter: Reporter,
): void {
  if (needsWasi) copyWasi(outDir, format, reporter);
  if (format === 'esm') declareModules(join(outDir, `${name}.js`), reporter);
}

/** Helpers that components share: the same text for all of them. */
function writeGlue(
  text: string,
  { outDir, format }: CompileCommand,
  written: Map<string, string>,
  reporter: Reporter,
): void {
  const path = join(outDir, `it_glue.${scriptEndings[format]}`);
  const isOwn = writeOnce(path, text, '--helpers shared', written, reporter);
  if (isOwn && format === 'esm') declareModules(path, reporter);
}
