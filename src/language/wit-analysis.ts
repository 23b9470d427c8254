/** A file of WIT as an editor sees it, with the files that it is read with. */
import { witKeywords } from '../../grammar/wit-tokens.ts';
import { type Diagnostic, DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { SourceMap, type Span } from '../source/source-map.ts';
import { parseWitSources, resolveWit, type WitSource } from '../wit/resolve-wit.ts';
import type { FileItem, WitDocument } from '../wit/syntax.ts';
import type { Answers } from './answers.ts';
import type { Completion, Completions } from './completions.ts';
import type { Hover } from './describe.ts';
import type { OutlineEntry } from './outline.ts';
import { type Named, namedIn, outlineKind, type WitContainer } from './wit-names.ts';

interface WitAnalysis {
  readonly text: string;
  readonly sources: SourceMap;
  readonly diagnostics: readonly Diagnostic[];
  /** The file itself first, then those of its package, then its dependencies. */
  readonly containers: readonly WitContainer[];
}

/** @param all - the first source's first file is the document; the other sources are what it may depend on */
export function witAnswers(all: readonly WitSource[]): Answers {
  const analysis = analyseWit(all);
  const { diagnostics, sources } = analysis;
  return {
    diagnostics,
    sources,
    completions: (offset) => witCompletionsAt(analysis, offset),
    hover: (offset) => witHoverAt(analysis, offset),
    definitions: (offset) => present(definitionAt(analysis, offset)?.span),
    coreExport: () => undefined,
    references: (offset, withDefinition) => witReferencesAt(analysis, offset, withDefinition),
    signature: () => undefined,
    renamable: () => undefined,
    rename: () => ({ kind: 'refused', reason: 'Other files may have this name too.' }),
    outline: () => witOutline(analysis),
  };
}

function analyseWit(all: readonly WitSource[]): WitAnalysis {
  const [sources, sink] = [new SourceMap(), new DiagnosticSink()];
  const groups = parseWitSources(all, sources, sink);
  if (!sink.hasErrors) resolveWit(groups, 'all', sink);
  const documents = groups.flatMap((group) => group.documents);
  const text = sources.files[0]?.text ?? '';
  const isOwn = ({ span }: Diagnostic): boolean => span === undefined || span.start <= text.length;
  return { text, sources, diagnostics: sink.all.filter(isOwn), containers: documents.flatMap(containersIn) };
}

const containersIn = ({ items }: WitDocument): readonly WitContainer[] => items.flatMap(containersOf);

function containersOf(item: FileItem): readonly WitContainer[] {
  if (item.kind === 'package') return item.items.flatMap(containersOf);
  return item.kind === 'file-use' ? [] : [item];
}

const present = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);

/** The name at an offset, without the `%` that may stand in front of it. */
function wordAt(text: string, offset: number): { readonly text: string; readonly span: Span } {
  const before = /[\w-]*$/.exec(text.slice(0, offset))?.[0] ?? '';
  const behind = /^[\w-]*/.exec(text.slice(offset))?.[0] ?? '';
  return { text: before + behind, span: { start: offset - before.length, end: offset + behind.length } };
}

/** The interface or world of the document that an offset is in, or behind. */
const containerAt = ({ containers, text }: WitAnalysis, offset: number): WitContainer | undefined =>
  containers.findLast(({ id }) => id.span.start <= text.length && id.span.start <= offset);

/** What the name at an offset means: something of the interface or world around it, one of those themselves, or what `use` brings. */
function definitionAt(analysis: WitAnalysis, offset: number): Named | undefined {
  const { text, span } = wordAt(analysis.text, offset);
  if (text === '') return undefined;
  const names = containerAt(analysis, offset);
  const inside = names ? namedIn(names) : [];
  const here = inside.find((each) => each.span.start === span.start && !isMention(each));
  // A field's or a parameter's.
  if (!here && /^\s*:/.test(analysis.text.slice(span.end))) return undefined;
  const meant = inside.find(({ name, kind }) => name === text && kind !== 'member' && kind !== 'path');
  const found = here ?? meant ?? containerNamed(analysis, text);
  return found?.kind === 'use' ? (usedBy(analysis, found) ?? found) : found;
}

/** Whether it is a name of something else's definition. */
const isMention = ({ kind }: Named): boolean => kind === 'use' || kind === 'path';

function containerNamed({ containers }: WitAnalysis, name: string): Named | undefined {
  const found = containers.find(({ id }) => id.name === name);
  return found && { kind: found.kind, name, span: found.id.span, docs: found.docs };
}

/** What `use x.{y as z}` is about. */
function usedBy({ containers }: WitAnalysis, { from, original }: Extract<Named, { readonly kind: 'use' }>) {
  const interfaces = containers.filter(({ kind, id }) => kind === 'interface' && id.name === from);
  return interfaces.flatMap(namedIn).find(({ name, kind }) => name === original && kind !== 'use' && kind !== 'member');
}

const LONGEST_SHOWN = 20;

function witHoverAt(analysis: WitAnalysis, offset: number): Hover | undefined {
  const found = definitionAt(analysis, offset);
  if (!found) return undefined;
  const code = `\`\`\`wit\n${definitionText(analysis, found.span.start)}\n\`\`\``;
  return {
    markdown: [code, ...(found.docs === '' ? [] : [found.docs])].join('\n\n'),
    span: wordAt(analysis.text, offset).span,
  };
}

/** As it is written: to the end of its line, or of what stands in its braces where that is short. */
function definitionText({ sources }: WitAnalysis, start: number): string {
  const { file, line } = sources.locate(start);
  const lines = file.text.split('\n').slice(line - 1);
  const first = lines[0] ?? '';
  const indent = /^\s*/.exec(first)?.[0] ?? '';
  const isOpen = /\{\s*$/.test(first) && !/^\s*(?:interface|world|resource)\b/.test(first);
  const end = isOpen ? lines.findIndex((each) => each.startsWith(`${indent}}`)) : 0;
  const shown = end > 0 && end < LONGEST_SHOWN ? lines.slice(0, end + 1) : [first.replace(/\s*[{;]\s*$/, '')];
  return shown.map((each) => (each.startsWith(indent) ? each.slice(indent.length) : each.trim())).join('\n');
}

/** Names of WIT itself; what it calls error contexts has a line in no table of JavaScript. */
const words = Object.values(witKeywords).map(({ PATTERN }) => String(PATTERN));

function witCompletionsAt(analysis: WitAnalysis, offset: number): Completions {
  const start = offset - (/[\w-]*$/.exec(analysis.text.slice(0, offset))?.[0].length ?? 0);
  if (/\/\/[^\n]*$/.test(analysis.text.slice(0, offset))) return { span: { start, end: offset }, items: [] };
  const around = containerAt(analysis, offset);
  const named = around ? namedIn(around).filter(({ kind }) => kind === 'type' || kind === 'use') : [];
  const item = (label: string, kind: Completion['kind'], doc: string): Completion => ({ label, kind, detail: '', doc });
  const items = [
    ...named.map(({ name, docs }) => item(name, 'type', docs)),
    ...analysis.containers.map(({ id, docs }) => item(id.name, 'module', docs)),
    ...words.map((word) => item(word, 'form', '')),
  ];
  return { span: { start, end: offset }, items: items.filter(({ label }, at) => isFirst(items, label, at)) };
}

const isFirst = (items: readonly Completion[], label: string, at: number): boolean =>
  items.findIndex((each) => each.label === label) === at;

/** In the document: words that mean the same, outside of comments. */
function witReferencesAt(analysis: WitAnalysis, offset: number, withDefinition: boolean): readonly Span[] {
  const target = definitionAt(analysis, offset);
  if (!target) return [];
  const code = analysis.text.replace(/\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (comment) => ' '.repeat(comment.length));
  return [...code.matchAll(/[A-Za-z][\w-]*/g)]
    .map(({ index, 0: word }) => ({ start: index, end: index + word.length }))
    .filter(({ start }) => definitionAt(analysis, start)?.span.start === target.span.start)
    .filter(({ start }) => withDefinition || start !== target.span.start);
}

function witOutline({ containers, text }: WitAnalysis): readonly OutlineEntry[] {
  const entry = ({ kind, name, span }: Named): OutlineEntry => ({
    name,
    kind: outlineKind(kind),
    detail: kind,
    span,
    children: [],
  });
  return containers
    .filter(({ id }) => id.span.start <= text.length)
    .map((container) => ({
      ...entry({ kind: container.kind, name: container.id.name, span: container.id.span, docs: '' }),
      children: namedIn(container)
        .filter(({ kind }) => kind !== 'use')
        .map(entry),
    }));
}
