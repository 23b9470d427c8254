/**
 * The user's sources with declarations in the place of the blocks, and behind everything, where the user's classes are
 * complete, the functions that convert.
 */
import type { SourceMap, Span } from '../../source/source-map.ts';
import { type CoreExport, coreExports, isDirect, isMember } from '../core-names.ts';
import { definedNames } from '../defined-names.ts';
import { type CoreFunctionName, coreFunctions } from '../generate-itl/core-functions.ts';
import type {
  DslAlias,
  DslCallback,
  DslClass,
  DslFunction,
  DslModule,
  DslNamedType,
  DslSource,
  DslStruct,
  DslType,
} from '../model.ts';
import { ownTypeNames } from '../own-type-names.ts';
import { contains, selfExported, sourceOf } from '../self-exported.ts';
import { isDeclaredByBlock } from '../spread-variant.ts';
import { TypeTable } from '../type-table.ts';
import { convertible, typesInItl, usesReferences } from '../used-types.ts';
import { cppType, headersOf } from './cpp-types.ts';
import { defineRelays, wrapCallback } from './define-callback.ts';
import { assertBase, defineExtended, wrapClassOf } from './define-extended.ts';
import { defineMembers } from './define-imported.ts';
import {
  assertLayout,
  assertSize,
  defineAlias,
  defineCodec,
  defineEnumCodec,
  defineFunctionCodec,
  defineRefCodec,
  defineType,
  definitionHeaders,
  forwardDeclared,
} from './define-types.ts';
import { LineWriter } from './line-writer.ts';
import { declareExport, declareImport, declareSelfExported, signature } from './signatures.ts';
import { wrapDrop, wrapExport } from './wrap-export.ts';
import { wrapImport } from './wrap-import.ts';

export interface CppOptions {
  /** The functions of the headers that the adapter calls. */
  readonly core: ReadonlySet<CoreFunctionName>;
  /** Whether aborts are to become errors. */
  readonly mayAbort: boolean;
  /** Whether exceptions can leave the user's functions. */
  readonly exceptions: boolean;
}

/** @returns the text of each source, by its path */
export function generateCpp(module: DslModule, sources: SourceMap, options: CppOptions): ReadonlyMap<string, string> {
  const generator = new CppGenerator(module, sources, options);
  return new Map(module.sources.map((source) => [source.path, generator.source(source)]));
}

class CppGenerator {
  readonly #module: DslModule;
  readonly #types: TypeTable;
  readonly #sources: SourceMap;
  readonly #options: CppOptions;
  readonly #exports: readonly CoreExport[];
  readonly #selfExported: ReadonlySet<DslFunction>;

  constructor(module: DslModule, sources: SourceMap, options: CppOptions) {
    this.#module = module;
    this.#types = new TypeTable(module);
    this.#sources = sources;
    this.#options = options;
    this.#exports = coreExports(module);
    this.#selfExported = options.exceptions ? new Set() : selfExported(module, this.#types);
  }

  source(source: DslSource): string {
    const [first] = source.blocks;
    if (first === undefined) return source.text;
    const writer = new LineWriter(source.path);
    let from = 0;
    for (const block of source.blocks) {
      const { file } = this.#sources.locate(block.start);
      writer.copy(source.text.slice(from, block.start - file.base));
      if (block === first) this.#declareShared(source, writer);
      this.#declareExports(source, block, writer);
      from = this.#skip(source.text, block, writer);
    }
    writer.copy(source.text.slice(from));
    this.#convert(source, writer);
    return writer.finish();
  }

  /** Goes on behind the block: on the next line where nothing else stands on its last one. */
  #skip(text: string, { end }: Span, writer: LineWriter): number {
    const { file, line } = this.#sources.locate(end);
    const [rest = ''] = /^[ \t]*\r?\n/.exec(text.slice(end - file.base)) ?? [];
    writer.at({ file, line: rest === '' ? line : line + 1 });
    return end - file.base + rest.length;
  }

  /** Types and imports: every source of the module sees all of them. */
  #declareShared(source: DslSource, writer: LineWriter): void {
    const { types, imports } = this.#module;
    writer.write(...this.#includes(source));
    const inOrder = [...types].sort(byRank);
    const imported = types.filter(({ kind }) => kind === 'imported');
    // Of those that mention each other one comes first.
    writer.write(...imported.map(({ name }) => `class ${name};`));
    writer.write(...forwardDeclared(inOrder).map((name) => `struct ${name};`));
    writer.write(...defineRelays(this.#module, this.#types));
    for (const type of inOrder) {
      this.#from(source, type.span, writer);
      writer.write(...defineType(type, this.#module, this.#types));
    }
    for (const alias of this.#aliasesIn(source)) {
      this.#from(source, alias.span, writer);
      writer.write(defineAlias(alias, this.#types));
    }
    for (const { module, functions } of imports) {
      for (const func of functions) {
        this.#from(source, func.span, writer);
        writer.write(declareImport(module, func, this.#types));
      }
    }
    for (const type of types) {
      if (type.kind !== 'imported') continue;
      this.#from(source, type.span, writer);
      writer.write(...defineMembers(type, this.#types));
    }
  }

  /** Those that the source does not name itself. */
  #aliasesIn({ text }: DslSource): readonly DslAlias[] {
    const taken = this.#module.aliases.length > 0 ? ownTypeNames(text) : new Set();
    return this.#module.aliases.filter(({ name }) => !taken.has(name));
  }

  #from(source: DslSource, span: Span, writer: LineWriter): void {
    const place = this.#sources.locate(span.start);
    if (place.file.path === source.path) writer.at(place);
  }

  /** Those in the block; those of included files stand in the first one of all. */
  #declareExports(source: DslSource, block: Span, writer: LineWriter): void {
    const isFirst = this.#isFirst(source) && block === source.blocks[0];
    for (const func of this.#module.exports) {
      if (!contains(block, func.span) && !(isFirst && this.#isElsewhere(func.span))) continue;
      const declare = this.#selfExported.has(func) ? declareSelfExported : declareExport;
      const text = declare(func, this.#types);
      if (text === undefined) continue;
      this.#from(source, func.span, writer);
      writer.write(text);
    }
  }

  readonly #isFirst = (source: DslSource): boolean =>
    this.#module.sources.find(({ blocks }) => blocks.length > 0) === source;

  readonly #isElsewhere = (span: Span): boolean =>
    !this.#module.sources.some(({ blocks }) => blocks.some((block) => contains(block, span)));

  #includes(source: DslSource): readonly string[] {
    const { core, mayAbort, exceptions } = this.#options;
    const wrapped = this.#exports.some(this.#isWrapped) ? ['"it/fail.h"'] : [];
    const isGiving = ({ func: { result } }: CoreExport) => result && this.#types.passingOf(result) !== 'direct';
    const constants = this.#module.constants.length > 0 ? ['"it/constant.h"'] : [];
    const checking = this.#exports.some(
      ({ kind, func }) => kind !== 'function' || !isDeclaredByBlock(func, this.#types),
    )
      ? ['"it/checked.h"']
      : [];
    const giving = this.#exports.some(isGiving) ? ['"it/give.h"'] : [];
    const all = [
      ...[...core].map((name) => `"${coreFunctions[name].header}"`),
      ...(mayAbort && this.#isFirst(source) ? ['"it/abort.h"'] : []),
      ...(exceptions && this.#isFirst(source) ? ['"it/exceptions.h"'] : []),
      ...(this.#mayWait && this.#isFirst(source) ? ['"it/async.h"'] : []),
      ...this.#module.types.flatMap((type) => definitionHeaders(type, this.#types)),
      ...this.#mentioned().flatMap((type) => headersOf(type, this.#types)),
      ...this.#aliasesIn(source).flatMap(({ type }) => headersOf(type, this.#types)),
      ...wrapped,
      ...giving,
      ...checking,
      ...constants,
    ];
    return [...new Set(all)].sort().map((header) => `#include ${header}`);
  }

  get #mayWait(): boolean {
    return this.#exports.some(({ func }) => func.isAsync);
  }

  /** The types of parameters and results. */
  #mentioned(): readonly DslType[] {
    const imported = this.#module.imports.flatMap(({ functions }) => functions);
    return [...this.#exports.map((item) => item.func), ...imported, ...this.#callbacks].flatMap(
      ({ params, result }) => [...params.map((param) => param.type), ...(result ? [result] : [])],
    );
  }

  get #callbacks(): readonly DslCallback[] {
    return this.#module.types.filter((type) => type.kind === 'callback');
  }

  /** What stands at the end of the file. */
  #convert(source: DslSource, writer: LineWriter): void {
    const types = this.#types;
    const named = this.#module.types.filter((type) => 'cpp' in type && type.cpp !== undefined);
    // What C++ may have otherwise is said of the block's line.
    for (const type of named) if (type.kind === 'enum') this.#paragraph(type.span, defineEnumCodec(type), writer);
    const lines = [...this.#conversions(), ...this.#assertions(named)];
    if (lines.length > 0) writer.write('', ...lines);
    for (const type of named) if (type.kind === 'struct') this.#paragraph(type.span, assertLayout(type, types), writer);
    for (const { module, functions } of this.#module.imports) {
      for (const func of functions.filter((item) => declareImport(module, item, types).startsWith('inline'))) {
        this.#paragraph(func.span, wrapImport(module, func, types), writer);
      }
    }
    this.#refuseDefinedImports(source, writer);
    this.#refuseImportsOfC(writer);
    for (const type of this.#callbacks) this.#paragraph(type.span, wrapCallback(type, this.#module, types), writer);
    for (const func of this.#accessors(source, 'get')) {
      const isObject = func.result && types.isObject(func.result);
      this.#paragraph(func.span, [`IT_${isObject ? 'OBJECT_' : ''}PROPERTY(${func.name})`], writer);
    }
    for (const func of this.#accessors(source, 'static get', 'static set')) {
      this.#paragraph(func.span, [`IT_STATIC_PROPERTY(${func.name})`], writer);
    }
    for (const owner of this.#classes(source)) {
      const lines = [...assertBase(owner), ...defineExtended(owner, types), ...wrapClassOf(owner, types)];
      if (lines.length > 0) this.#paragraph(owner.span, lines, writer);
    }
    for (const item of this.#exports.filter((item) => this.#isWrapped(item) && this.#isHere(source, item))) {
      this.#paragraph(item.func.span, wrapExport(item, types), writer);
    }
    for (const type of this.#module.types) {
      if (type.kind === 'class' && this.#belongsTo(source, type.span))
        this.#paragraph(type.span, wrapDrop(type, types), writer);
    }
  }

  /**
   * A definition in C++ would take the place of the import without a word; but clang can be made to refuse one more
   * attribute for what has a definition, and names that. Only where there may be one: functions of other parameters may
   * have the name.
   */
  #refuseDefinedImports(source: DslSource, writer: LineWriter): void {
    const defined = definedNames(source.text);
    const imported = this.#module.imports.flatMap(({ functions }) => functions);
    for (const func of imported.filter((item) => defined.has(item.cpp ?? item.name) && isDirect(item, this.#types))) {
      this.#paragraph(func.span, refuseDefinition(func, this.#types), writer);
    }
  }

  /**
   * Where a header has declared a function of C's library with that name and these parameters, the import is only one more
   * declaration of it: the linker takes the library's. One with a linkage of C++ is refused then, and named.
   */
  #refuseImportsOfC(writer: LineWriter): void {
    for (const func of this.#module.imports.flatMap(({ functions }) => functions)) {
      if (!isDirect(func, this.#types)) continue;
      this.#paragraph(func.span, [`extern "C++" ${signature(func, 'out', this.#types)};`], writer);
    }
  }

  #paragraph(span: Span, lines: readonly string[], writer: LineWriter): void {
    writer.write('');
    const place = this.#sources.locate(span.start);
    // Each line stands for the declaration's: counted on, they would be lines of something else.
    for (const line of lines) {
      writer.at(place);
      writer.write(line);
    }
  }

  readonly #isHere = (source: DslSource, item: CoreExport): boolean =>
    this.#belongsTo(source, isMember(item) ? item.owner.span : item.func.span);

  readonly #belongsTo = (source: DslSource, span: Span): boolean => sourceOf(this.#module, span) === source;

  /** Whether the core module needs a function between the user's and the adapter. */
  readonly #isWrapped = (item: CoreExport): boolean => item.kind !== 'function' || !this.#selfExported.has(item.func);

  #conversions(): readonly string[] {
    const structs = this.#module.types.filter(
      (type): type is DslStruct => type.kind === 'struct' && !this.#types.isPlain({ kind: 'named', name: type.name }),
    );
    const declared = structs.length > 1 ? structs.map(({ name }) => `template <> struct it::codec<${name}>;`) : [];
    return [
      ...this.#module.types.flatMap((type) =>
        type.kind === 'class' && type.isFunction ? defineFunctionCodec(type, this.#types) : [],
      ),
      ...declared,
      ...structs.flatMap((type) => defineCodec(type, this.#types)),
      ...(usesReferences(this.#module, this.#types)
        ? convertible({ ...this.#module, types: typesInItl(this.#module, this.#types) }).flatMap((type) =>
            defineRefCodec(type, this.#types),
          )
        : []),
    ];
  }

  /** Accessors that C++ has under the property's name: once for each name, whichever classes have it. */
  #accessors(source: DslSource, ...kinds: readonly CoreExport['kind'][]): readonly DslFunction[] {
    const here = this.#exports.filter(
      (item) => kinds.includes(item.kind) && !item.func.cpp && this.#isHere(source, item),
    );
    return [...new Map(here.map(({ func }) => [func.name, func])).values()];
  }

  #classes(source: DslSource): readonly DslClass[] {
    return this.#module.types.filter(
      (type): type is DslClass => type.kind === 'class' && this.#belongsTo(source, type.span),
    );
  }

  /** @param but - types that have theirs elsewhere */
  #assertions(but: readonly DslNamedType[]): readonly string[] {
    const unnamed = this.#mentioned().filter(({ kind }) => kind === 'option' || kind === 'result' || kind === 'tuple');
    const sizes = unnamed.map((type) =>
      assertSize(`it::lowered<${cppType(type, this.#types)}>`, this.#types.layoutOf(type).size),
    );
    const own = this.#module.types.filter((type) => !but.includes(type));
    return [...own.flatMap((type) => assertLayout(type, this.#types)), ...new Set(sizes)];
  }
}

const refuseDefinition = (func: DslFunction, types: TypeTable): readonly string[] => [
  '#pragma clang diagnostic push',
  '#pragma clang diagnostic error "-Wignored-attributes"',
  `__attribute__((noinline)) ${signature(func, 'out', types)};`,
  '#pragma clang diagnostic pop',
];

/** Imported classes are held by structures and mention what stands before them; nothing holds callbacks, which mention everything else. */
const byRank = (left: DslNamedType, right: DslNamedType): number => rankOf(left) - rankOf(right);

function rankOf(type: DslNamedType): number {
  switch (type.kind) {
    case 'enum':
    case 'flags':
      return 0;
    case 'class':
      return type.isFunction === true || type.container !== undefined ? 3 : 0;
    case 'imported':
      return 1;
    case 'struct':
    case 'variant':
      return 2;
    case 'callback':
      return 3;
  }
}
