/** Diagnostics as text for people and as JSON for tools. */
import type { SourceMap, Span } from '../source/source-map.ts';
import type { Diagnostic, Note, Severity } from './diagnostic.ts';
import { excerptOf } from './excerpt.ts';
import { visible } from './visible.ts';

/** How a diagnostic is shown. */
export interface RenderOptions {
  /** Makes a part of the text look as its style asks for, by codes for a terminal or by tags; by default as it is. */
  readonly paint?: Paint;
}

/**
 * A diagnostic with its place, the line it is about, and its notes alike; no line end after the last line.
 * Characters that could act on a terminal are shown as signs.
 */
export function renderDiagnostic(diagnostic: Diagnostic, sources: SourceMap, options: RenderOptions = {}): string {
  const { paint = plainly } = options;
  const spans = [diagnostic.span, ...(diagnostic.notes ?? []).map((note) => note.span)];
  const view: View = { sources, paint, gutter: gutterFor(spans, sources) };
  const title = paint(`${diagnostic.severity} ${diagnostic.code}`, diagnostic.severity);
  return [
    `${placePrefix(diagnostic.span, view)}${title}: ${visible(diagnostic.message)}`,
    ...frame(diagnostic, diagnostic.severity, view),
    ...(diagnostic.notes ?? []).flatMap((note) => renderNote(note, view)),
  ].join('\n');
}

interface View {
  readonly sources: SourceMap;
  readonly paint: Paint;
  /** Columns of the line numbers. */
  readonly gutter: number;
}

const LEAST_GUTTER = 4;

function gutterFor(spans: readonly (Span | undefined)[], sources: SourceMap): number {
  const widths = spans.map((span) => (span === undefined ? 0 : String(sources.locate(span.start).line).length));
  return Math.max(LEAST_GUTTER, ...widths);
}

function renderNote(note: Note, view: View): string[] {
  const title = `${placePrefix(note.span, view)}${view.paint('note', 'note')}: ${visible(note.message)}`;
  return [title, ...frame(note, 'note', view)];
}

function placePrefix(span: Span | undefined, view: View): string {
  if (span === undefined) return '';
  const place = view.sources.locate(span.start);
  return `${view.paint(`${visible(place.file.path)}:${place.line}:${place.column}`, 'place')} - `;
}

interface Framed {
  readonly span?: Span;
  readonly hint?: string;
}

/** The first line of the span and carets under it; without a span, the hint alone. */
function frame({ span, hint }: Framed, style: DiagnosticStyle, view: View): string[] {
  if (span === undefined) return hint === undefined ? [] : [`${view.paint('hint', 'note')}: ${visible(hint)}`];
  const place = view.sources.locate(span.start);
  const line = view.sources.lineText(place.file, place.line);
  const start = place.column - 1;
  const excerpt = excerptOf(line, start, start + span.end - span.start);
  const behind = hint === undefined ? '' : ` ${visible(hint)}`;
  const bar = (label: string): string => view.paint(`${label.padStart(view.gutter)} |`, 'gutter');
  return [
    `${bar(String(place.line))} ${excerpt.text}`.trimEnd(),
    `${bar('')} ${' '.repeat(excerpt.indent)}${view.paint(`${'^'.repeat(excerpt.width)}${behind}`, style)}`,
  ];
}

/** What a part of a diagnostic's text is. */
export type DiagnosticStyle = Severity | 'note' | 'place' | 'gutter';

/** Gives a part of a diagnostic's text its look. */
export type Paint = (text: string, style: DiagnosticStyle) => string;

const plainly: Paint = (text) => text;

/** Where something is: lines and columns count from 1, columns in UTF-16 units, the end is past the last. */
export interface LocatedNote {
  /** What a person reads. */
  readonly message: string;
  /** Path of the file, as the compiler was given it; absent where a whole program is meant. */
  readonly file?: string;
  /** Of its start, from 1. */
  readonly line?: number;
  /** Of its start, from 1, in UTF-16 units. */
  readonly column?: number;
  /** Of its end, from 1. */
  readonly endLine?: number;
  /** Past its end, from 1, in UTF-16 units. */
  readonly endColumn?: number;
}

/** A diagnostic with its places looked up: what `--json` prints. */
export interface LocatedDiagnostic extends LocatedNote {
  /** `ITL` and four digits. */
  readonly code: string;
  /** Whether anything comes out in spite of it. */
  readonly severity: Severity;
  /** A remedy, "did you mean 'x'?", or what was expected. */
  readonly hint?: string;
  /** Other places that have to do with it. */
  readonly notes?: readonly LocatedNote[];
}

/** Looks up the places that a diagnostic speaks of. */
export function locateDiagnostic(diagnostic: Diagnostic, sources: SourceMap): LocatedDiagnostic {
  const { code, severity, message, span, hint, notes } = diagnostic;
  return {
    code,
    severity,
    message,
    ...placeOf(span, sources),
    ...(hint === undefined ? {} : { hint }),
    ...(notes && { notes: notes.map((note) => ({ message: note.message, ...placeOf(note.span, sources) })) }),
  };
}

/** A located diagnostic as one line of JSON. */
export const renderJson = (diagnostic: Diagnostic, sources: SourceMap): string =>
  JSON.stringify(locateDiagnostic(diagnostic, sources)).replace(UNSAFE_IN_JSON, escapeUnit);

function placeOf(span: Span | undefined, sources: SourceMap): Omit<LocatedNote, 'message'> {
  if (span === undefined) return {};
  const { file, line, column } = sources.locate(span.start);
  const end = sources.locate(span.end);
  return { file: file.path, line, column, endLine: end.line, endColumn: end.column };
}

/** What JSON leaves as it is and a terminal may act on; the escape means the same to every reader of JSON. */
const UNSAFE_IN_JSON = /[\u007f-\u009f\u00ad\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
