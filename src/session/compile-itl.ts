import { type Compilation, type CompileOptions, compile } from '../compile.ts';
import { inQuickCode } from '../toolchain/quick-code.ts';
import type { BuildSettings } from './build-settings.ts';
import { compileOptions } from './compile-options.ts';
import type { Trace } from './cpp-session.ts';
import { coreModuleFile, readBytes, relativeUrl } from './files.ts';
import { guarded } from './guarded.ts';
import { readSource } from './read-source.ts';
import type { Reports } from './reports.ts';

/** What compiling ITL is told; the rest of the settings is about C++. */
type ItlSettings = Omit<BuildSettings, 'compile' | 'cxx' | 'cxxflags' | 'name' | 'compileCommands'>;

/**
 * Reads and compiles one file, and shows what is to be said about it. Undefined where it cannot be read.
 * @param commands what the path may have been meant for instead
 */
export async function compileItl(
  path: string,
  settings: ItlSettings,
  reports: Reports,
  trace?: Trace,
  commands: readonly string[] = [],
): Promise<Compilation | undefined> {
  const text = readSource(path, reports, commands);
  if (text === undefined) return undefined;
  reports.detail(`compiling ${path}`);
  const compiling = () => inQuickCode(() => compile({ path, text }, optionsFor(path, settings, reports, trace)));
  const compilation = await guarded(`compiling '${path}'`, compiling, reports);
  if (!compilation) return undefined;
  reports.show(compilation.diagnostics, compilation.sources);
  return compilation;
}

function optionsFor(
  path: string,
  { outDir, ...settings }: ItlSettings,
  reports: Reports,
  trace?: Trace,
): CompileOptions {
  const locate = (core: string): string => {
    const file = coreModuleFile(path, core);
    return settings.locate?.({ path: core, file, isMade: false }) ?? relativeUrl(outDir, file);
  };
  const readCore = (core: string): Uint8Array | undefined => {
    const file = coreModuleFile(path, core);
    trace?.read.add(file);
    const bytes = readBytes(file);
    reports.detail(bytes.ok ? `reading ${file}` : `${file}: ${bytes.reason}`);
    return bytes.ok ? bytes.value : undefined;
  };
  return { ...compileOptions(settings, reports), locate, readCore, checkCore: settings.checkCore };
}
