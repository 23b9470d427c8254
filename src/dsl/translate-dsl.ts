/** The C++ DSL's pipeline: sources with blocks → ITL, C++ with declarations in the blocks' place, and the headers that needs. */
import { printDocument } from '../ast/print.ts';
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import type { SourceMap } from '../source/source-map.ts';
import { type BlockPlaces, blockPlaces } from './block-places.ts';
import { type DeclaredFunction, declaredFunctions } from './declared-functions.ts';
import { type ExpectedDefinition, expectedDefinitions } from './expected-definitions.ts';
import { generateCpp } from './generate-cpp/generate-cpp.ts';
import { generateItl } from './generate-itl/generate-itl.ts';
import { parseDsl } from './parse-dsl.ts';

export type { DeclaredFunction };

/** A file, wherever it lies. */
export interface TextFile {
  /** As the caller gave it, or relative to the output folder; folders by `/`. */
  readonly path: string;
  /** All of it. */
  readonly text: string;
}

/** The C++ of one core module, with blocks in it. */
export interface DslInput {
  /** Of the component; the core module is meant to be `NAME.wasm` beside the ITL. */
  readonly name: string;
  /** The sources of the core module, in the order given. */
  readonly files: readonly TextFile[];
  /** What `include "path"` names, by its path from the root of the other paths; undefined where there is no such file. */
  readonly readFile: (path: string) => string | undefined;
  /** The text of one of the package's C++ headers, by its name: `it/arena.h` (see `toolchain/cpp-headers.ts`). */
  readonly readHeader: (name: string) => string;
  /** Whether the C++ is compiled with exceptions: then each export has a function around it that catches them. */
  readonly exceptions?: boolean;
}

/** What becomes of C++ with blocks. */
export interface DslTranslation {
  /** The component's ITL; it names the core module `NAME.wasm`. */
  readonly itl: string;
  /** One for each of the input's files, with its path. To be compiled with the folder of `headers` in the include path. */
  readonly cpp: readonly TextFile[];
  /** `it/….h`, to be copied to the output folder. */
  readonly headers: readonly TextFile[];
  /** What the user's C++ has to define: exported functions, and members of classes. For "declared but never defined". */
  readonly declared: readonly DeclaredFunction[];
  /** The same with what is imported, classes and properties, for hints behind a compiler's messages. */
  readonly expected: readonly ExpectedDefinition[];
  /** Where in the blocks stands what the ITL's names stand for. */
  readonly places: BlockPlaces;
}

/** @returns undefined when something in the blocks is wrong: `sink` has the errors, whose spans are in `sources`. */
export function translateDsl(
  { name, files, readFile, readHeader, exceptions = false }: DslInput,
  sources: SourceMap,
  sink: DiagnosticSink,
): DslTranslation | undefined {
  const added = files.map(({ path, text }) => sources.add(path, text));
  const parsed = parseDsl(added, sources, sink, readFile);
  if (parsed === undefined) return undefined;
  const module = { ...parsed, name };
  const mayAbort = module.sources.some(({ text }) => /^[ \t]*#[ \t]*include\b/m.test(text));
  const { document, core } = generateItl(module, { mayAbort });
  const texts = [...generateCpp(module, sources, { core, mayAbort, exceptions })];
  return {
    itl: printDocument(document),
    cpp: texts.map(([path, text]) => ({ path, text })),
    headers: headersIn(
      texts.map(([, text]) => text),
      readHeader,
    ),
    declared: declaredFunctions(module),
    expected: expectedDefinitions(module),
    places: blockPlaces(module),
  };
}

/** The headers that the texts include, with those that these include. */
function headersIn(texts: readonly string[], readHeader: DslInput['readHeader']): readonly TextFile[] {
  const found = new Map<string, string>();
  const visit = (text: string, pattern: RegExp): void => {
    for (const [, file = ''] of text.matchAll(pattern)) {
      const path = `it/${file}`;
      if (found.has(path)) continue;
      found.set(path, readHeader(path));
      visit(found.get(path) ?? '', /^#include "([^"/]+)"/gm);
    }
  };
  for (const text of texts) visit(text, /^#include "it\/([^"]+)"/gm);
  return [...found].map(([path, text]) => ({ path, text }));
}
