import { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { decodeSource } from '../frontend/decode-source.ts';
import { readReported } from './reported-files.ts';
import type { Reports } from './reports.ts';

/** The text of a source; undefined after a reported error. Text that is not UTF-8 is none: writing it back would spoil it. */
export function readSource(path: string, reports: Reports): string | undefined {
  const bytes = readReported(path, reports);
  if (!bytes) return undefined;
  const sink = new DiagnosticSink();
  const text = decodeSource(path, bytes, sink);
  reports.show(sink.all);
  return sink.hasErrors ? undefined : text;
}
