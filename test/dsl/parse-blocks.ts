import { type Diagnostic, DiagnosticSink } from '../../src/diagnostics/diagnostic.ts';
import { renderDiagnostic } from '../../src/diagnostics/render.ts';
import type { DslModule } from '../../src/dsl/model.ts';
import { parseDsl } from '../../src/dsl/parse-dsl.ts';
import { SourceMap } from '../../src/source/source-map.ts';

export interface ParsedBlocks {
  readonly module: DslModule | undefined;
  readonly sources: SourceMap;
  readonly diagnostics: readonly Diagnostic[];
  /** As `line:column code`. */
  readonly errors: readonly string[];
}

/** Parses sources that do not begin at offset zero; `others` are files to include, by path. */
export function parseBlocks(
  texts: string | readonly string[],
  others: Readonly<Record<string, string>> = {},
): ParsedBlocks {
  const sources = new SourceMap();
  sources.add('first.cpp', 'int first;\n');
  const list = typeof texts === 'string' ? [texts] : texts;
  const files = list.map((text, index) => sources.add(index === 0 ? 'case.cpp' : `case${index + 1}.cpp`, text));
  const sink = new DiagnosticSink();
  const module = parseDsl(files, sources, sink, (path) => others[path]);
  return { module, sources, diagnostics: sink.all, errors: sink.all.map((found) => placed(found, sources)) };
}

/** Throws, with all frames, where the texts have errors. */
export function parseValidBlocks(
  texts: string | readonly string[],
  others: Readonly<Record<string, string>> = {},
): DslModule {
  const { module, diagnostics, sources } = parseBlocks(texts, others);
  if (module === undefined || diagnostics.length > 0)
    throw new Error(diagnostics.map((found) => renderDiagnostic(found, sources)).join('\n'));
  return module;
}

function placed(diagnostic: Diagnostic, sources: SourceMap): string {
  if (diagnostic.span === undefined) return diagnostic.code;
  const { line, column } = sources.locate(diagnostic.span.start);
  return `${line}:${column} ${diagnostic.code}`;
}

/** A model as data without places, to compare those of different texts. */
export const withoutSpans = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'span' || key === 'sources' ? undefined : part)));
