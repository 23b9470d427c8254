import { join } from 'node:path';
import { type Compilation, type CompileOptions, compile } from '../compile.ts';
import { inQuickCode } from '../toolchain/quick-code.ts';
import type { BuildSettings } from './build-settings.ts';
import { compileOptions } from './compile-options.ts';
import type { Trace } from './cpp-session.ts';
import { coreModuleFile, readBytes, relativeUrl } from './files.ts';
import { guarded } from './guarded.ts';
import { type BuildCppPart, type ReadParts, readParts } from './read-parts.ts';
import { readSource } from './read-source.ts';
import type { Reports } from './reports.ts';
import { writeCores } from './write-cores.ts';

/** What compiling ITL is told; the rest of the settings is about C++. */
type ItlSettings = Omit<BuildSettings, 'compile' | 'cxx' | 'cxxflags' | 'name' | 'compileCommands'>;

/** Reads and compiles one file, and shows what is to be said about it. Undefined where it cannot be read. */
export async function compileItl(
  path: string,
  settings: ItlSettings,
  reports: Reports,
  trace?: Trace,
  buildCpp: BuildCppPart = translateOnly(settings, reports),
): Promise<Compilation | undefined> {
  const text = readSource(path, reports);
  if (text === undefined) return undefined;
  reports.detail(`compiling ${path}`);
  const compiling = async () => {
    const parts = await readParts(path, text, { reports, trace, buildCpp, outDir: settings.outDir });
    const options = optionsFor(path, settings, parts, reports, trace);
    const compilation = await inQuickCode(() => compile({ path, text }, options));
    return { compilation, parts };
  };
  const made = await guarded(`compiling '${path}'`, compiling, reports);
  if (!made) return undefined;
  const { compilation, parts } = made;
  reports.show(compilation.diagnostics, compilation.sources);
  const { wasm, js } = compilation;
  if (wasm !== undefined || (js !== undefined && !settings.inline))
    writeCores(parts.unwritten, settings.outDir, reports);
  return compilation;
}

function optionsFor(
  path: string,
  { outDir, ...settings }: ItlSettings,
  parts: ReadParts,
  reports: Reports,
  trace?: Trace,
): CompileOptions {
  const locate = (core: string): string => {
    const isMade = parts.cores.has(core);
    const file = isMade ? join(outDir, core) : coreModuleFile(path, core);
    return settings.locate?.({ path: core, file, isMade }) ?? relativeUrl(outDir, file);
  };
  const readCore = (core: string): Uint8Array | undefined => {
    const file = coreModuleFile(path, core);
    trace?.read.add(file);
    const bytes = readBytes(file);
    reports.detail(bytes.ok ? `reading ${file}` : `${file}: ${bytes.reason}`);
    return bytes.ok ? bytes.value : undefined;
  };
  const { checkCore } = settings;
  return { ...compileOptions(settings, reports), locate, readCore, readComponent: parts.find, checkCore };
}

/** For what only looks: blocks are translated, and no C++ compiler is asked. */
const translateOnly =
  ({ outDir }: Pick<ItlSettings, 'outDir'>, reports: Reports): BuildCppPart =>
  async (path, name) => {
    // Loaded only now: most of it is of no use to ITL.
    const { translateFiles } = await import('./translate-files.ts');
    const translated = translateFiles([path], { name, outDir }, reports, new Set());
    return translated && { ...translated.itl, core: undefined };
  };
