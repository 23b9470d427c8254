import type { Document } from '../../src/ast/nodes.ts';
import { type Diagnostic, DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../../src/diagnostics/render.ts';
import { formatItl } from '../../src/frontend/format.ts';
import { parseItl } from '../../src/frontend/itl.ts';
import { type SourceFile, SourceMap } from '../../src/source/source-map.ts';

export interface ParsedText {
  readonly document: Document;
  readonly file: SourceFile;
  readonly sources: SourceMap;
  readonly diagnostics: readonly Diagnostic[];
  /** As `line:column code`. */
  readonly errors: readonly string[];
}

/** Parses a text that does not begin at offset zero, as second files do not. */
export function parseText(text: string): ParsedText {
  const { sources, file, sink } = sourceOf(text);
  const document = parseItl(file, sink);
  return { document, file, sources, diagnostics: sink.all, errors: sink.all.map((found) => placed(found, sources)) };
}

/** Throws, with all frames, where the text has errors. */
export function parseValid(text: string): Document {
  const { document, diagnostics, sources } = parseText(text);
  if (diagnostics.length > 0) throw new Error(diagnostics.map((found) => renderDiagnostic(found, sources)).join('\n'));
  return document;
}

export function formatText(text: string): string | undefined {
  const { file, sink } = sourceOf(text);
  return formatItl(file, sink);
}

function sourceOf(text: string): { sources: SourceMap; file: SourceFile; sink: DiagnosticSink } {
  const sources = new SourceMap();
  sources.add('first.itl', '(export)\n');
  return { sources, file: sources.add('case.itl', text), sink: new DiagnosticSink() };
}

function placed(diagnostic: Diagnostic, sources: SourceMap): string {
  if (diagnostic.span === undefined) return diagnostic.code;
  const { line, column } = sources.locate(diagnostic.span.start);
  return `${line}:${column} ${diagnostic.code}`;
}

/** A tree as JSON without its spans, to compare trees of different texts. */
export const treeText = (value: unknown): string =>
  JSON.stringify(value, (key, part: unknown) => (key === 'span' ? undefined : part));
