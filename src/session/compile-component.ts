/** Component binaries, and core modules made for a world: to ITL, and from there on like any other. */
import { join } from 'node:path';
import { isCoreModule, type Translation, translateComponent, translateCore } from '../canonical/translate-component.ts';
import { type Compilation, compile } from '../compile.ts';
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { sameOutput } from '../diagnostics/files.ts';
import { witOfComponent } from '../diagnostics/wit.ts';
import { inQuickCode } from '../toolchain/quick-code.ts';
import type { BuildSettings } from './build-settings.ts';
import { type CompileSettings, compileOptions } from './compile-options.ts';
import { claimCore, type Trace } from './cpp-session.ts';
import { componentStem } from './files.ts';
import { guarded } from './guarded.ts';
import type { WorldReader } from './read-world.ts';
import { readReported, writeReported } from './reported-files.ts';
import type { Reports } from './reports.ts';
import { writeCores } from './write-cores.ts';

type ComponentSettings = CompileSettings &
  Pick<BuildSettings, 'outDir' | 'locate'> & {
    /** What core modules are linked with; by default what they carry. */
    readonly world?: WorldReader | undefined;
  };

/** Undefined after reported errors. Core modules are written to the output folder. */
export async function compileComponent(
  path: string,
  settings: ComponentSettings,
  reports: Reports,
  trace?: Trace,
): Promise<Compilation | undefined> {
  const bytes = readReported(path, reports);
  trace?.read.add(path);
  return bytes && guarded(`compiling '${path}'`, () => compileBytes(path, bytes, settings, reports, trace), reports);
}

async function compileBytes(
  path: string,
  bytes: Uint8Array,
  settings: ComponentSettings,
  reports: Reports,
  trace: Trace | undefined,
): Promise<Compilation | undefined> {
  const name = componentStem(path);
  if (settings.world && !isCoreModule(bytes)) reports.show([witOfComponent(path)]);
  const translation = translate(path, bytes, settings);
  if (!translation) return undefined;
  if (translation.kind === 'refused') {
    reports.show(translation.diagnostics);
    return undefined;
  }
  const { text, modules, isLinked } = translation;
  const { inline, outDir } = settings;
  const taken = trace && !inline ? takenName(modules.keys(), path, outDir, trace) : undefined;
  if (taken) {
    reports.show([taken]);
    return undefined;
  }
  const locate = (core: string): string => {
    if (!settings.locate || inline) return core;
    const file = join(outDir, core);
    // Whoever is asked where it will be may look at it.
    writeReported(file, modules.get(core) ?? new Uint8Array(), reports);
    return settings.locate({ path: core, file, isMade: true });
  };
  const readCore = (core: string): Uint8Array | undefined => modules.get(core);
  const options = {
    ...compileOptions(settings, reports),
    locate,
    readCore,
    isComponent: true,
    givesWasi: isLinked,
  };
  const compilation = await inQuickCode(() => compile({ path: `${name}.itl`, text }, options));
  // Nobody has written the ITL, so that what it could do without is of no interest.
  reports.show(
    compilation.diagnostics.filter(({ severity }) => severity === 'error'),
    compilation.sources,
  );
  const { wasm, js } = compilation;
  if (!settings.locate && (wasm !== undefined || (js !== undefined && !inline))) writeCores(modules, outDir, reports);
  return compilation;
}

/** Takes the names of core modules for a source; what to say where another one has one of them. */
function takenName(cores: Iterable<string>, source: string, outDir: string, trace: Trace): Diagnostic | undefined {
  for (const core of cores) {
    const file = join(outDir, core);
    const first = claimCore(trace, file, source);
    if (first !== undefined) return sameOutput(file, first, source);
  }
  return undefined;
}

/** Undefined after reported errors. */
function translate(path: string, bytes: Uint8Array, { world: read }: ComponentSettings): Translation | undefined {
  const name = componentStem(path);
  if (!read || !isCoreModule(bytes)) return translateComponent(bytes, path, name);
  const world = read();
  return world && translateCore(bytes, path, name, world);
}
