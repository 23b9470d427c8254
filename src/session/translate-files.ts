/** C++ sources with blocks to ITL, C++ and headers, written to the output folder. */
import { extname, join } from 'node:path';
import { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { hasBlock } from '../dsl/has-block.ts';
import { type DslInput, type DslTranslation, type TextFile, translateDsl } from '../dsl/translate-dsl.ts';
import { SourceMap } from '../source/source-map.ts';
import { readCppHeader } from '../toolchain/cpp-headers.ts';
import { type CppSettings, usesExceptions } from './cpp-flags.ts';
import { readBytes, stemOf } from './files.ts';
import {
  cppPath,
  type GeneratedFile,
  haveDistinctNames,
  markedCpp,
  markedItl,
  writeGenerated,
} from './generated-files.ts';
import { readCpp } from './read-cpp.ts';
import type { Reports } from './reports.ts';

export interface TranslatedModule extends Pick<DslTranslation, 'declared' | 'expected' | 'places'> {
  readonly name: string;
  readonly sources: SourceMap;
  readonly itl: GeneratedFile;
  /** In the order of the sources. */
  readonly units: readonly TranslatedUnit[];
  readonly headers: readonly GeneratedFile[];
}

export interface TranslatedUnit {
  /** As the user gave it. */
  readonly source: string;
  /** Absent where the source has no block: then it is compiled as it is. */
  readonly generated?: GeneratedFile;
}

/**
 * Translates; undefined after reported errors. Writes nothing.
 * @param read gets the paths of what blocks include
 */
export function translateFiles(
  paths: readonly string[],
  command: Pick<CppSettings, 'name' | 'isPart' | 'cxxflags'> & { readonly outDir: string },
  reports: Reports,
  read: Set<string>,
): TranslatedModule | undefined {
  const files = paths.flatMap((path) => {
    const text = readCpp(path, reports);
    return text === undefined ? [] : [{ path, text }];
  });
  if (files.length < paths.length) return undefined;
  const named = files.find(({ text }) => hasBlock(text)) ?? files[0];
  const name = command.name ?? stemOf(named?.path ?? '');
  const exceptions = usesExceptions(command);
  const { outDir, isPart } = command;
  const pathOf = (source: string): string => cppPath(outDir, isPart ? `${name}${extname(source)}` : source);
  return translate({ files, name, exceptions }, { outDir, pathOf }, { reports, read });
}

/** Where what is generated goes. */
interface Targets {
  readonly outDir: string;
  /** The C++ of a source. */
  readonly pathOf: (source: string) => string;
}

function translate(
  input: Pick<DslInput, 'files' | 'name' | 'exceptions'>,
  targets: Targets,
  { reports, read }: { readonly reports: Reports; readonly read: Set<string> },
): TranslatedModule | undefined {
  const sources = new SourceMap();
  const sink = new DiagnosticSink();
  const readFile = (path: string): string | undefined => {
    const bytes = readBytes(path);
    read.add(path);
    return bytes.ok ? new TextDecoder().decode(bytes.value) : undefined;
  };
  const translation = translateDsl({ ...input, readFile, readHeader: readCppHeader }, sources, sink);
  reports.show(sink.all, sources);
  if (!translation) return undefined;
  const { files, name } = input;
  const { declared, expected, places } = translation;
  return { name, sources, declared, expected, places, ...placed(translation, files, name, targets) };
}

type Placed = Pick<TranslatedModule, 'itl' | 'units' | 'headers'>;

function placed(
  { itl, cpp, headers }: DslTranslation,
  files: readonly TextFile[],
  name: string,
  { outDir, pathOf }: Targets,
): Placed {
  const textOf = (path: string): string | undefined => cpp.find((made) => made.path === path)?.text;
  const units = files.map(({ path, text }) => unitOf(path, text, textOf(path) ?? text, pathOf));
  const from = units.filter(({ generated }) => generated).map(({ source }) => source);
  return {
    units,
    itl: { path: join(outDir, `${name}.itl`), text: markedItl(from.join(', '), itl) },
    headers: headers.map(({ path, text }) => ({ path: join(outDir, path), text, isHeader: true })),
  };
}

function unitOf(source: string, text: string, translated: string, pathOf: Targets['pathOf']): TranslatedUnit {
  if (translated === text) return { source };
  return { source, generated: { path: pathOf(source), text: markedCpp(source, translated) } };
}

/** Writes all that was translated; false after reported errors. */
export function writeTranslated({ itl, units, headers }: TranslatedModule, outDir: string, reports: Reports): boolean {
  const generated = units.flatMap((unit) => (unit.generated ? [{ ...unit.generated, source: unit.source }] : []));
  const names = generated.map(({ source }) => source);
  if (!haveDistinctNames(outDir, names, reports)) return false;
  return writeGenerated([...generated, ...headers, itl], reports);
}
