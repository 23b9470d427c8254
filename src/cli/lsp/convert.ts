/** From what the compiler says to what the protocol says. */

import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type CompletionItem,
  CompletionItemKind,
  DiagnosticSeverity,
  type DocumentSymbol,
  type Location,
  type Diagnostic as LspDiagnostic,
  MarkupKind,
  type Range,
  SymbolKind,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Diagnostic } from '../../diagnostics/diagnostic.ts';
import type { Completion } from '../../language/completions.ts';
import type { OutlineEntry } from '../../language/outline.ts';
import type { SourceMap, Span } from '../../source/source-map.ts';

/** @param span of the document itself, which comes first in its sources and so begins at 0 */
export const rangeOf = ({ start, end }: Span, document: TextDocument): Range => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

/** Of any file of the sources. */
export function rangeIn(span: Span, sources: SourceMap): Range {
  const [start, end] = [sources.locate(span.start), sources.locate(span.end)];
  return {
    start: { line: start.line - 1, character: start.column - 1 },
    end: { line: end.line - 1, character: end.column - 1 },
  };
}

const start: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

export function diagnosticOf(diagnostic: Diagnostic, sources: SourceMap, uri: string): LspDiagnostic {
  const { code, severity, message, hint, span, notes = [] } = diagnostic;
  const own = span && sources.locate(span.start).file === sources.files[0];
  return {
    range: span && own ? rangeIn(span, sources) : start,
    severity: severity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    code,
    source: 'itlc',
    message: hint === undefined ? message : `${message}\n${hint}`,
    relatedInformation: notes.map((note) => ({
      message: note.message,
      location: locationOf(note.span, sources, uri),
    })),
  };
}

/** The document's start for what has no place in a file: what C++ was translated to has none. */
function locationOf(span: Span | undefined, sources: SourceMap, uri: string): Location {
  const found = span && uriOf(span, sources, uri);
  return span && found !== undefined ? { uri: found, range: rangeIn(span, sources) } : { uri, range: start };
}

/**
 * The document, or another file; undefined for one whose path is not known from the root on, which is not there to be shown.
 * @param uri - of the document
 */
export function uriOf({ start: offset }: Span, sources: SourceMap, uri: string): string | undefined {
  const { file } = sources.locate(offset);
  if (file === sources.files[0]) return uri;
  return isAbsolute(file.path) ? pathToFileURL(file.path).href : undefined;
}

const completionKinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  function: CompletionItemKind.Function,
  type: CompletionItemKind.Class,
  module: CompletionItemKind.Module,
  variable: CompletionItemKind.Variable,
  local: CompletionItemKind.Variable,
  form: CompletionItemKind.Keyword,
  component: CompletionItemKind.Module,
  member: CompletionItemKind.EnumMember,
  export: CompletionItemKind.Reference,
};

export const completionOf = (
  { label, kind, detail, doc }: Completion,
  range: Range,
  index: number,
): CompletionItem => ({
  label,
  kind: completionKinds[kind],
  ...(detail !== '' && { detail }),
  ...(doc !== '' && { documentation: { kind: MarkupKind.Markdown, value: doc } }),
  textEdit: { range, newText: label },
  sortText: String(index).padStart(4, '0'),
});

const symbolKinds: Readonly<Record<OutlineEntry['kind'], SymbolKind>> = {
  function: SymbolKind.Function,
  type: SymbolKind.Class,
  module: SymbolKind.Module,
  import: SymbolKind.Interface,
  export: SymbolKind.Interface,
  variable: SymbolKind.Variable,
};

export const symbolOf = (entry: OutlineEntry, document: TextDocument): DocumentSymbol => {
  const range = rangeOf(entry.span, document);
  return {
    name: entry.name || '_',
    detail: entry.detail,
    kind: symbolKinds[entry.kind],
    range,
    selectionRange: range,
    children: entry.children.map((child) => symbolOf(child, document)),
  };
};
