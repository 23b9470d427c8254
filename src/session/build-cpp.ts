/** A C++ module: blocks → ITL and C++ → core module → adapter and declarations. */
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Compilation, compile } from '../compile.ts';
import { type SourceText, withSourceMap } from '../core/debug-lines.ts';
import { withoutModuleName } from '../core/module-name.ts';
import { withoutCustomSections } from '../core/sections.ts';
import { notLinked } from '../diagnostics/toolchain.ts';
import { buildCore, type CoreJob, type CoreResult } from '../toolchain/build-core.ts';
import { withoutHost } from '../toolchain/host-tree.ts';
import { inQuickCode } from '../toolchain/quick-code.ts';
import { type BuildSettings, isFileNeeded } from './build-settings.ts';
import { compileCommands, compileCommandsPath } from './compile-commands.ts';
import { compileOptions } from './compile-options.ts';
import { cppFlags } from './cpp-flags.ts';
import { type CppSession, claimCore } from './cpp-session.ts';
import { compileProblems } from './explain-compile.ts';
import { explainItl } from './explain-itl.ts';
import { linkHint, linkProblems } from './explain-link.ts';
import { readBytes } from './files.ts';
import { writeReported } from './reported-files.ts';
import type { Reports } from './reports.ts';
import { compilerFor, warmCompiler } from './session-compiler.ts';
import { type TranslatedModule, translateFiles, writeTranslated } from './translate-files.ts';

/** Together one core module. */
export interface CppInputs {
  /** C and C++. */
  readonly cpp: readonly string[];
  /** Objects and archives that are linked to it. */
  readonly objects: readonly string[];
}

/** Undefined where nothing is to be written; all errors have been reported. */
export async function buildCpp(
  inputs: CppInputs,
  command: BuildSettings,
  session: CppSession,
  reports: Reports,
): Promise<Compilation | undefined> {
  const made = await makeCpp(inputs, command, session, reports);
  return made && adapt(made.translated, command, made.core, reports);
}

/** What C++ becomes before it is compiled as ITL. */
export interface MadeCpp {
  readonly translated: TranslatedModule;
  /** Absent where blocks are only translated. */
  readonly core: Uint8Array | undefined;
}

/** Undefined where nothing is to be made of it; all errors have been reported. */
export async function makeCpp(
  inputs: CppInputs,
  command: BuildSettings,
  session: CppSession,
  reports: Reports,
): Promise<MadeCpp | undefined> {
  // A thread of the compiler's loads it while this one translates.
  if (command.compile && session.thread) await warmCompiler(command, session);
  const translated = translateFiles(inputs.cpp, command, reports, session.trace.read);
  if (!translated || !writeTranslated(translated, command.outDir, reports)) return undefined;
  const flags = cppFlags(command, command.optimize, reports.isColored);
  const units = translated.units.map((unit) => unitJob(unit, command.outDir, flags.compile));
  session.units = units;
  if (command.compileCommands) await writeCommands(units, command, session, reports);
  if (!command.compile) return { translated, core: undefined };
  const link = [...inputs.objects, ...flags.link];
  const core = await compileCore(translated, { units, link }, command, session, reports);
  return core && { translated, core };
}

async function adapt(
  { itl, name, places, sources }: TranslatedModule,
  settings: BuildSettings,
  core: Uint8Array | undefined,
  reports: Reports,
): Promise<Compilation | undefined> {
  const { checkCore, outDir } = settings;
  const locate = (path: string): string =>
    settings.locate?.({ path, file: resolve(outDir, path), isMade: true }) ?? path;
  const readCore = core && { readCore: () => core };
  const options = { ...compileOptions(settings, reports), checkCore, locate, ...readCore };
  const compilation = await inQuickCode(() => compile({ path: itl.path, text: itl.text }, options));
  const problems = explainItl(compilation, name, places);
  reports.show(problems, sources);
  return problems.some(({ severity }) => severity === 'error') ? undefined : compilation;
}

/** The core module, written too; undefined after reported errors. */
async function compileCore(
  translated: TranslatedModule,
  { units, link }: Pick<CoreJob, 'units' | 'link'>,
  command: BuildSettings,
  session: CppSession,
  reports: Reports,
): Promise<Uint8Array | undefined> {
  const { cache, progress } = session;
  const compiler = await compilerFor(command, session, reports);
  if (!compiler) return undefined;
  reports.detail(`compiler: ${compiler.command.join(' ')}`);
  const onStep = (file?: string): void => {
    reports.detail(file === undefined ? `linking${words(link)}` : `compiling ${file}${words(flagsOf(units, file))}`);
    session.step = file === undefined ? 'Linking …' : `Compiling ${sourceOf(translated, file)} …`;
    progress.show(session.step);
  };
  const result = await buildCore(compiler, { folder: process.cwd(), units, link, cache, onStep });
  progress.clear();
  const linked = explainResult(result, translated, reports);
  const wasm = linked && finished(linked, command);
  if (!wasm || !isFileNeeded(command)) return wasm;
  const path = join(command.outDir, `${translated.name}.wasm`);
  session.trace.written.add(resolve(path));
  // Nothing has it yet: C++ of the command line comes first, and a part has looked for a free name.
  claimCore(session.trace, path, translated.units[0]?.source ?? path);
  return writeReported(path, wasm, reports) ? wasm : undefined;
}

const words = (flags: readonly string[]): string => flags.map((flag) => ` ${flag}`).join('');

const flagsOf = (units: CoreJob['units'], file: string): readonly string[] =>
  units.find((unit) => unit.file === file)?.flags ?? [];

function finished(linked: Uint8Array, { debug, optimize }: BuildSettings): Uint8Array {
  if (debug === 'lines') return withSourceMap(withoutModuleName(linked), findSource);
  return optimize && !debug ? withoutCustomSections(linked, isNeedless) : withoutModuleName(linked);
}

/** A source of the user's by its path in DWARF; of a compiler's own headers only the path. */
function findSource(path: string): SourceText {
  const file = resolve(withoutHost(path));
  const bytes = readBytes(file);
  const url = pathToFileURL(file).href;
  return bytes.ok ? { url, text: new TextDecoder().decode(bytes.value) } : { url };
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
  command: BuildSettings,
  session: CppSession,
  reports: Reports,
): Promise<void> {
  const compiler = await compilerFor(command, session, reports);
  if (!compiler) return;
  const path = compileCommandsPath(command.outDir);
  const jobs = units.map((unit) => ({ ...unit, folder: process.cwd() }));
  writeReported(path, compileCommands(path, compiler, jobs), reports);
}

/** Shows what compiler and linker said; the core module if it is complete. */
function explainResult(result: CoreResult, translated: TranslatedModule, reports: Reports): Uint8Array | undefined {
  const { wasm, messages, linkerMessages } = result;
  const { expected, declared, sources, name } = translated;
  reports.passThrough(messages);
  const notCompiled = compileProblems(result, expected, sources, (file) => sourceOf(translated, file));
  reports.show(notCompiled, sources);
  if (notCompiled.length > 0) return undefined;
  const { missing, isAll } = linkProblems(result, declared, sources);
  // The block says all of it better.
  if (!isAll) reports.passThrough(linkerMessages);
  reports.show(missing, sources);
  if (!wasm && !isAll) reports.show([notLinked(name, linkHint(linkerMessages))]);
  return missing.length === 0 ? wasm : undefined;
}

const sourceOf = ({ units }: TranslatedModule, file: string): string =>
  units.find(({ generated }) => generated?.path === file)?.source ?? file;
