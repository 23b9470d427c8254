/** The C++ module of a command line: blocks → ITL and C++ → core module → adapter and declarations. */
import { dirname, join, resolve } from 'node:path';
import { type Compilation, compile } from '../compile.ts';
import { readModule } from '../core/read-module.ts';
import { withoutCustomSections } from '../core/sections.ts';
import { unwritableFile } from '../diagnostics/files.ts';
import { noCompiler, notCompiled, notLinked, unusableCompiler } from '../diagnostics/toolchain.ts';
import { buildCore, type CoreJob, type CoreResult } from '../toolchain/build-core.ts';
import type { Compiler } from '../toolchain/compiler.ts';
import { type CompilerSearch, findCompiler } from '../toolchain/find-compiler.ts';
import { compileCommands, compileCommandsPath } from './compile-commands.ts';
import type { CompileCommand } from './compile-files.ts';
import { cppFlags } from './cpp-options.ts';
import type { CppSession } from './cpp-session.ts';
import { notesOnMessages } from './explain-compile.ts';
import { explainItl } from './explain-itl.ts';
import { describeMissing, linkHint, missingExports, undefinedFunctions } from './explain-link.ts';
import { writeOutput } from './files.ts';
import type { Inputs } from './inputs.ts';
import { inQuickCode } from './quick-code.ts';
import { colored, type Reporter } from './report.ts';
import { type TranslatedModule, translateFiles, writeTranslated } from './translate-files.ts';

/** Undefined where nothing is to be written; all errors have been reported. */
export async function buildCpp(
  inputs: Inputs,
  command: CompileCommand,
  session: CppSession,
  reporter: Reporter,
): Promise<Compilation | undefined> {
  const translated = translateFiles(inputs.cpp, command, reporter, session.trace.read);
  if (!translated || !writeTranslated(translated, command.outDir, reporter)) return undefined;
  const flags = cppFlags(command, command.optimize, colored());
  const units = translated.units.map((unit) => unitJob(unit, command.outDir, flags.compile));
  if (command.compileCommands) await writeCommands(units, command, session, reporter);
  if (!command.compile) return adapt(translated, command, undefined, reporter);
  const link = [...inputs.objects, ...flags.link];
  const core = await compileCore(translated, { units, link }, command, session, reporter);
  return core && adapt(translated, command, core, reporter);
}

/** Checks the blocks and the ITL made of them; writes nothing, compiles nothing. */
export async function checkCpp(paths: readonly string[], reporter: Reporter): Promise<void> {
  const translated = translateFiles(paths, { outDir: '.' }, reporter, new Set());
  if (translated) await adapt(translated, checking, undefined, reporter);
}

const checking: Adapting = {
  emit: [],
  target: 'table',
  optimize: false,
  checkCore: false,
  format: 'esm',
  inline: false,
};

type Adapting = Pick<CompileCommand, 'emit' | 'target' | 'optimize' | 'checkCore' | 'format' | 'inline'>;

async function adapt(
  { itl, name }: TranslatedModule,
  options: Adapting,
  core: Uint8Array | undefined,
  reporter: Reporter,
): Promise<Compilation | undefined> {
  const { emit, target, optimize, checkCore, format, inline } = options;
  const settings = { emit, target, optimize, checkCore, format, inline, ...(core && { readCore: () => core }) };
  const compilation = await inQuickCode(() => compile({ path: itl.path, text: itl.text }, settings));
  const problems = explainItl(compilation, name);
  reporter.show(problems);
  return problems.some(({ severity }) => severity === 'error') ? undefined : compilation;
}

/** The core module, written too; undefined after reported errors. */
async function compileCore(
  translated: TranslatedModule,
  { units, link }: Pick<CoreJob, 'units' | 'link'>,
  command: CompileCommand,
  session: CppSession,
  reporter: Reporter,
): Promise<Uint8Array | undefined> {
  const { cache, progress } = session;
  const compiler = await compilerFor(command, session, reporter);
  if (!compiler) return undefined;
  const onStep = (file?: string): void => {
    session.step = file === undefined ? 'Linking …' : `Compiling ${sourceOf(translated, file)} …`;
    progress.show(session.step);
  };
  const result = await buildCore(compiler, { folder: process.cwd(), units, link, cache, onStep });
  progress.clear();
  const linked = explainResult(result, translated, reporter);
  const wasm = linked && command.optimize ? withoutCustomSections(linked, isNeedless) : linked;
  const path = join(command.outDir, `${translated.name}.wasm`);
  session.trace.written.add(resolve(path));
  return wasm && writeOrReport(path, wasm, reporter) ? wasm : undefined;
}

/** Custom sections that a release does without. */
const isNeedless = (name: string): boolean =>
  name === 'name' || name === 'producers' || name === 'target_features' || name.startsWith('.debug_');

function unitJob(
  { source, generated }: TranslatedModule['units'][number],
  outDir: string,
  flags: readonly string[],
): CoreJob['units'][number] {
  const withHeaders = [`-I${outDir}`, ...flags];
  if (!generated) return { file: source, quoteFolders: [], flags: withHeaders };
  return { file: generated.path, quoteFolders: [dirname(source)], flags: withHeaders };
}

async function writeCommands(
  units: CoreJob['units'],
  command: CompileCommand,
  session: CppSession,
  reporter: Reporter,
): Promise<void> {
  const compiler = await compilerFor(command, session, reporter);
  if (!compiler) return;
  const path = compileCommandsPath(command.outDir);
  const jobs = units.map((unit) => ({ ...unit, folder: process.cwd() }));
  writeOrReport(path, compileCommands(path, compiler, jobs), reporter);
}

async function compilerFor(
  { cxx }: CompileCommand,
  session: CppSession,
  reporter: Reporter,
): Promise<Compiler | undefined> {
  session.compiler ??= await lookForCompiler(
    {
      ...(cxx !== undefined && { asked: cxx }),
      environment: process.env,
      folder: process.cwd(),
      progress: (done, total) => {
        const percent = Math.floor((100 * done) / total);
        session.progress.show(percent < 100 ? `Loading clang … ${percent} %` : session.step);
      },
    },
    reporter,
  );
  return session.compiler;
}

async function lookForCompiler(search: CompilerSearch, reporter: Reporter): Promise<Compiler | undefined> {
  const found = await findCompiler(search);
  switch (found.kind) {
    case 'found':
      return found.compiler;
    case 'unusable':
      reporter.show([unusableCompiler(found.origin, found.program, found.reason)]);
      return undefined;
    case 'none':
      reporter.show([noCompiler()]);
      return undefined;
  }
}

/** Shows what compiler and linker said; the core module if it is complete. */
function explainResult(result: CoreResult, translated: TranslatedModule, reporter: Reporter): Uint8Array | undefined {
  const { wasm, messages, failed } = result;
  reporter.passThrough(messages);
  if (failed.length > 0) {
    const { expected, sources } = translated;
    const notes = notesOnMessages(messages, expected, sources);
    const show = (file: string, index: number) => notCompiled(sourceOf(translated, file), index === 0 ? notes : []);
    reporter.show(failed.map(show), sources);
    return undefined;
  }
  const isComplete = explainLink(result, translated, reporter);
  return isComplete ? wasm : undefined;
}

/** Whether nothing is missing. What the linker said is left out where the block says all of it better. */
function explainLink(
  { wasm, incomplete, linkerMessages }: CoreResult,
  { declared, sources, name }: TranslatedModule,
  reporter: Reporter,
): boolean {
  const { missing, isAll } = wasm ? { missing: [], isAll: false } : undefinedFunctions(linkerMessages, declared);
  const linked = wasm ?? incomplete;
  const unexported = linked ? missingExports(declared, exportsOf(linked)) : [];
  if (!isAll) reporter.passThrough(linkerMessages);
  reporter.show(describeMissing([...missing, ...unexported], sources), sources);
  if (!wasm && !isAll) reporter.show([notLinked(name, linkHint(linkerMessages))]);
  return wasm !== undefined && unexported.length === 0;
}

const sourceOf = ({ units }: TranslatedModule, file: string): string =>
  units.find(({ generated }) => generated?.path === file)?.source ?? file;

function exportsOf(wasm: Uint8Array): ReadonlySet<string> {
  const module = readModule(wasm);
  return new Set(module.kind === 'module' ? module.exports.map(({ field }) => field) : []);
}

function writeOrReport(path: string, content: Uint8Array | string, reporter: Reporter): boolean {
  const written = writeOutput(path, content);
  if (!written.ok) reporter.show([unwritableFile(path, written.reason)]);
  return written.ok;
}
