/** A C++ source as an editor sees it: its blocks. What is C++ in it is another server's. */
import { dslKeywords } from '../../grammar/dsl-tokens.ts';
import { type Diagnostic, DiagnosticSink } from '../diagnostics/diagnostic.ts';
import type { ExpectedDefinition } from '../dsl/expected-definitions.ts';
import { findDefinitions } from '../dsl/find-definitions.ts';
import { readBlocks } from '../dsl/read-source.ts';
import { type Declarations, type NameNode, noDeclarations, type TypeDeclaration } from '../dsl/syntax.ts';
import { type DslInput, translateDsl } from '../dsl/translate-dsl.ts';
import { simpleTypes, typeConstructors } from '../dsl/type-names.ts';
import { ErrorList } from '../frontend/error-list.ts';
import { type SourceFile, SourceMap, type Span } from '../source/source-map.ts';
import { touches } from './analysis.ts';
import type { Completion, Completions } from './completions.ts';
import type { Hover } from './describe.ts';
import type { OutlineEntry } from './outline.ts';

export interface CppAnalysis {
  readonly file: SourceFile;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: SourceMap;
  readonly declared: Declarations;
  readonly blocks: readonly Span[];
  /** What the C++ of the file is to define; empty where there are errors. */
  readonly expected: readonly ExpectedDefinition[];
}

export function analyseCpp(path: string, text: string, io: Pick<DslInput, 'readFile' | 'readHeader'>): CppAnalysis {
  const sources = new SourceMap();
  const sink = new DiagnosticSink();
  const name = (path.split(/[\\/]/).at(-1) ?? path).replace(/\.[^.]+$/, '');
  const translation = translateDsl({ name, files: [{ path, text }], ...io }, sources, sink);
  const file: SourceFile = { path, text, base: 0 };
  const declared = noDeclarations();
  const errors = { lexical: new ErrorList(), structural: new ErrorList(), syntactic: new ErrorList() };
  const blocks = readBlocks(file, declared, errors);
  // A file without a block is plain C++, and no error in an editor.
  const diagnostics = blocks.length > 0 ? sink.all : [];
  return { file, diagnostics, sources, declared, blocks, expected: translation?.expected ?? [] };
}

const isInBlock = ({ blocks }: CppAnalysis, offset: number): boolean => blocks.some((span) => touches(span, offset));

/** The identifier at an offset, with its span. */
function wordAt(text: string, offset: number): { readonly text: string; readonly span: Span } {
  const before = /[A-Za-z_]\w*$/.exec(text.slice(0, offset))?.[0] ?? '';
  const behind = /^\w*/.exec(text.slice(offset))?.[0] ?? '';
  const span = { start: offset - before.length, end: offset + behind.length };
  return { text: before + behind, span };
}

export function cppCompletionsAt(analysis: CppAnalysis, offset: number): Completions {
  const start = offset - (/[\w:]*$/.exec(analysis.file.text.slice(0, offset))?.[0].length ?? 0);
  const items = isInBlock(analysis, offset) ? namesIn(analysis) : [];
  return { span: { start, end: offset }, items };
}

function namesIn({ declared }: CppAnalysis): readonly Completion[] {
  const of =
    (kind: Completion['kind'], detail: string) =>
    (label: string): Completion => ({ label, kind, detail, doc: '' });
  return [
    ...declared.types.map(({ name, kind, doc }) => ({ ...of('type', kind)(name.text), doc })),
    ...[...simpleTypes.keys()].map(of('type', '')),
    ...[...typeConstructors].map(([name, { usage }]) => of('type', usage)(name)),
    ...Object.keys(dslKeywords).map(of('form', '')),
  ];
}

export function cppHoverAt(analysis: CppAnalysis, offset: number): Hover | undefined {
  if (!isInBlock(analysis, offset)) return undefined;
  const word = wordAt(analysis.file.text, offset);
  const type = analysis.declared.types.find(({ name }) => name.text === word.text);
  const advice = analysis.expected.find(({ span }) => span.start === word.span.start)?.advice;
  const described = type ? [`\`${type.kind} ${type.name.text}\``, type.doc] : [];
  const parts = [...described, advice ?? ''].filter((part) => part !== '');
  return parts.length > 0 ? { markdown: parts.join('\n\n'), span: word.span } : undefined;
}

/**
 * From the use of a type to where the block declares it, from a declared function to its definition in C++, and from C++
 * to the block.
 */
export function cppDefinitionAt(analysis: CppAnalysis, offset: number): readonly Span[] {
  const { file, declared } = analysis;
  const word = wordAt(file.text, offset);
  const names = declaredNamesOf(declared).filter(({ text }) => text === word.text);
  const elsewhere = names.filter(({ span }) => span.start !== word.span.start).map(({ span }) => span);
  if (!isInBlock(analysis, offset)) return elsewhere;
  if (names.length > elsewhere.length) return findDefinitions(file, word.text);
  return elsewhere;
}

function declaredNamesOf({ types, exports, imports }: Declarations): readonly NameNode[] {
  return [
    ...types.flatMap((type) => [type.name, ...membersOf(type).map(({ name }) => name)]),
    ...exports.map(({ name }) => name),
    ...imports.map((node) => node.function.name),
  ];
}

type Member = { readonly name: NameNode };

const membersOf = (type: TypeDeclaration): readonly Member[] =>
  type.kind === 'class' ? [...type.methods, ...type.statics, ...type.properties] : [];

export function cppOutline({ declared }: CppAnalysis): readonly OutlineEntry[] {
  const entry =
    (kind: OutlineEntry['kind'], detail: string) =>
    ({ name }: Member): OutlineEntry => ({
      name: name.text,
      kind,
      detail,
      span: name.span,
      children: [],
    });
  return [
    ...declared.types.map((type) => ({
      ...entry('type', type.kind)(type),
      children: membersOf(type).map(entry('function', '')),
    })),
    ...declared.exports.map(entry('function', 'export')),
    ...declared.imports.map((node) => entry('function', `import "${node.module.text}"`)(node.function)),
  ];
}
