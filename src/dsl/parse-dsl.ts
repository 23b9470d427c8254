/** The front-end of the C++ DSL: from C++ texts with blocks to a resolved and checked model. */
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { noBlock, unreadableInclude } from '../diagnostics/dsl.ts';
import { ErrorList, reportInOrder } from '../frontend/error-list.ts';
import type { SourceFile, SourceMap, Span } from '../source/source-map.ts';
import { buildFunction, buildImports, buildNamedType } from './build-model.ts';
import { checkNames } from './check-names.ts';
import { checkTypes } from './check-types.ts';
import type { DslModule, DslSource } from './model.ts';
import { orderTypes } from './order-types.ts';
import { type Errors, readBlocks, readDeclarations } from './read-source.ts';
import { resolvePath } from './resolve-path.ts';
import { TypeResolver } from './resolve-type.ts';
import { type Declarations, noDeclarations } from './syntax.ts';

/** The text of a file that a block includes; undefined where there is none. */
export type ReadFile = (path: string) => string | undefined;

/**
 * Reads the blocks of the sources of one core module. Never throws for what is wrong in them: the sink gets it, in the
 * order of the texts, and the result is undefined.
 *
 * @param files the .cpp files, already part of `sources`; included files are added to it.
 */
export function parseDsl(
  files: readonly SourceFile[],
  sources: SourceMap,
  sink: DiagnosticSink,
  readFile: ReadFile = () => undefined,
): DslModule | undefined {
  const before = sink.errorCount;
  const reader = new ModuleReader(sources, readFile);
  for (const file of files) reader.read(file);
  const { errors } = reader;
  const semantic = new ErrorList();
  const module = buildModule(reader, semantic);
  const hasBlocks = module.sources.some((source) => source.blocks.length > 0);
  if (!hasBlocks) semantic.add(noBlock(files.map((file) => file.path)));
  reportInOrder([errors.lexical, errors.structural, errors.syntactic, semantic], sink);
  return sink.errorCount > before ? undefined : module;
}

/** Reads sources and what they include, each file once. */
class ModuleReader {
  readonly declarations: Declarations = noDeclarations();
  readonly errors: Errors = { lexical: new ErrorList(), structural: new ErrorList(), syntactic: new ErrorList() };
  readonly sources: DslSource[] = [];
  readonly #map: SourceMap;
  readonly #readFile: ReadFile;
  readonly #seen = new Set<string>();

  constructor(map: SourceMap, readFile: ReadFile) {
    this.#map = map;
    this.#readFile = readFile;
  }

  read(file: SourceFile): void {
    const path = resolvePath('', file.path);
    if (this.#seen.has(path)) return;
    this.#seen.add(path);
    const blocks = this.#readFileText(file);
    this.sources.push({ path: file.path, text: file.text, blocks });
  }

  #readFileText(file: SourceFile): readonly Span[] {
    const first = this.declarations.includes.length;
    const blocks = readBlocks(file, this.declarations, this.errors);
    for (const { text, span } of this.declarations.includes.slice(first)) this.#include(file.path, text, span);
    return blocks;
  }

  #include(from: string, name: string, span: Span): void {
    const path = resolvePath(from, name);
    if (this.#seen.has(path)) return;
    const text = this.#readFile(path);
    if (text === undefined) return this.errors.syntactic.add(unreadableInclude(path, span));
    const file = this.#map.add(path, text);
    if (/\.it$/i.test(path)) this.#readPlain(file, path);
    else this.read(file);
  }

  #readPlain(file: SourceFile, path: string): void {
    this.#seen.add(path);
    const first = this.declarations.includes.length;
    readDeclarations(file, this.declarations, this.errors);
    for (const { text, span } of this.declarations.includes.slice(first)) this.#include(path, text, span);
  }
}

function buildModule({ declarations, sources }: ModuleReader, errors: ErrorList): DslModule {
  const declared = checkNames(declarations, errors);
  const resolver = new TypeResolver(declared, errors);
  const types = [...declared.values()].flatMap((node) => buildNamedType(node, resolver) ?? []);
  const imports = buildImports(declarations.imports, resolver);
  const exports = declarations.exports.map((node) => buildFunction(node, resolver));
  const module = { name: moduleName(sources), sources, types: orderTypes(types, errors), imports, exports };
  checkTypes(module, errors);
  return module;
}

/** `path/to/fizz.cpp` → `fizz`. */
function moduleName([first]: readonly DslSource[]): string {
  const file = first?.path.split(/[\\/]/).at(-1) ?? '';
  return file.replace(/\.[^.]+$/, '') || file;
}
