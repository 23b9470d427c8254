/** The front-end of the C++ DSL: from C++ texts with blocks to a resolved and checked model. */
import type { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { noBlock, unreadableInclude } from '../diagnostics/dsl.ts';
import { ErrorList, reportInOrder } from '../frontend/error-list.ts';
import type { SourceFile, SourceMap, Span } from '../source/source-map.ts';
import { buildAlias, buildFunctions, buildImports, buildNamedType, buildProperty, withMembers } from './build-model.ts';
import { checkAsync } from './check-async.ts';
import { checkCallbacks, relayClashes } from './check-callbacks.ts';
import { checkClasses } from './check-classes.ts';
import { checkNames } from './check-names.ts';
import { checkOverloads } from './check-overloads.ts';
import { checkRedeclared } from './check-redeclared.ts';
import { checkTypes, storedObjectsIn } from './check-types.ts';
import type { DslModule, DslSource } from './model.ts';
import { orderTypes } from './order-types.ts';
import { astrayIn } from './outside-blocks.ts';
import { type Errors, readBlocks, readDeclarations } from './read-source.ts';
import { resolvePath } from './resolve-path.ts';
import { TypeResolver } from './resolve-type.ts';
import { type Declarations, noDeclarations } from './syntax.ts';
import { withVirtuals } from './virtual-methods.ts';

/** The text of a file that a block includes; undefined where there is none. */
export type ReadFile = (path: string) => string | undefined;

/**
 * Reads the blocks of the sources of one core module. Never throws for what is wrong in them: the sink gets it, in the
 * order of the texts, and the result is undefined.
 *
 * @param files the .cpp files, each once, already part of `sources`; included files are added to it.
 */
export function parseDsl(
  files: readonly SourceFile[],
  sources: SourceMap,
  sink: DiagnosticSink,
  readFile: ReadFile = () => undefined,
): DslModule | undefined {
  const before = sink.errorCount;
  const reader = new ModuleReader(files, sources, readFile);
  for (const file of files) reader.read(file, false);
  const semantic = new ErrorList();
  const module = buildModule(files, reader, sources, semantic);
  const paths = files.map((file) => file.path);
  const hasBlocks = module.sources.some((source) => source.blocks.length > 0);
  if (!hasBlocks)
    semantic.add(
      noBlock(
        paths,
        firstOf(files, (file) => astrayIn(file, readFile)),
      ),
    );
  const { lexical, structural, syntactic } = reader.errors;
  reportInOrder([lexical, structural, syntactic, semantic], sink);
  if (sink.errorCount > before) return undefined;
  for (const error of [...relayClashes(module), ...storedObjectsIn(module)]) sink.add(error);
  return sink.errorCount > before ? undefined : module;
}

function firstOf<Item, Result>(items: readonly Item[], find: (item: Item) => Result | undefined): Result | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Reads sources and what they include, each file once. */
class ModuleReader {
  readonly declarations: Declarations = noDeclarations();
  readonly errors: Errors = { lexical: new ErrorList(), structural: new ErrorList(), syntactic: new ErrorList() };
  /** In the order in which they are met. */
  readonly sources: DslSource[] = [];
  readonly #map: SourceMap;
  readonly #readFile: ReadFile;
  /** Paths of what was read, or will be without being included. */
  readonly #seen: Set<string>;

  constructor(files: readonly SourceFile[], map: SourceMap, readFile: ReadFile) {
    this.#seen = new Set(files.map((file) => resolvePath('', file.path)));
    this.#map = map;
    this.#readFile = readFile;
  }

  /** C++ with blocks. */
  read(file: SourceFile, isIncluded: boolean): void {
    const includes: Span[] = [];
    const own = noDeclarations();
    const blocks = readBlocks(file, own, this.errors);
    this.sources.push({ path: file.path, text: file.text, blocks, includes, isIncluded });
    this.#merge(own, file.path, includes);
  }

  /** What a file includes comes before what it declares itself. */
  #merge(own: Declarations, path: string, includes: Span[]): void {
    for (const { text, span } of own.includes) this.#include(path, text, span, includes);
    for (const type of own.types) this.declarations.types.push(type);
    for (const node of own.imports) this.declarations.imports.push(node);
    for (const node of own.exports) this.declarations.exports.push(node);
    for (const node of own.constants) this.declarations.constants.push(node);
  }

  #include(from: string, name: string, span: Span, includes: Span[]): void {
    const path = resolvePath(from, name);
    if (this.#seen.has(path)) return;
    const text = this.#readFile(path);
    if (text === undefined) return this.errors.syntactic.add(unreadableInclude(path, span));
    this.#seen.add(path);
    const file = this.#map.add(path, text);
    if (/\.it$/i.test(path)) this.#readPlain(file, path, includes);
    else this.read(file, true);
  }

  /** Declarations and nothing else. */
  #readPlain(file: SourceFile, path: string, includes: Span[]): void {
    includes.push({ start: file.base, end: file.base + file.text.length });
    const own = noDeclarations();
    readDeclarations(file, own, this.errors);
    this.#merge(own, path, includes);
  }
}

function buildModule(
  files: readonly SourceFile[],
  { declarations, sources }: ModuleReader,
  map: SourceMap,
  errors: ErrorList,
): DslModule {
  const names = checkNames(declarations, map, errors);
  const resolver = new TypeResolver(names.types, errors, files);
  const nodes = [...names.types.values()];
  const aliases = nodes.flatMap((node) => (node.kind === 'alias' ? [buildAlias(node, resolver)] : []));
  const types = nodes.flatMap((node) => buildNamedType(node, resolver) ?? []);
  const imports = withMembers(buildImports(names.imports, resolver), types);
  const exports = buildFunctions(declarations.exports, resolver);
  const constants = names.constants.map((node) => buildProperty(node, resolver));
  const module: DslModule = {
    name: moduleName(files[0]?.path ?? ''),
    sources,
    types: [...orderTypes(types, errors), ...resolver.functions],
    aliases,
    imports,
    exports,
    constants,
  };
  checkTypes(module, errors);
  checkCallbacks(module, errors);
  checkAsync(module, errors);
  checkOverloads(module, errors);
  checkClasses(module, names.types, errors);
  checkRedeclared(module, errors);
  return withVirtuals(module);
}

/** `path/to/fizz.cpp` → `fizz`. */
function moduleName(path: string): string {
  const file = path.split(/[\\/]/).at(-1) ?? path;
  return file.replace(/\.[^.]+$/, '') || file;
}
