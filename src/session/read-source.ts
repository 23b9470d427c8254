import { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { decodeSource } from '../frontend/decode-source.ts';
import { readReported } from './reported-files.ts';
import type { Reports } from './reports.ts';

/**
 * The text of a source; undefined after a reported error. Text that is not UTF-8 is none: writing it back would spoil it.
 * @param commands what the path may have been meant for instead
 */
export function readSource(path: string, reports: Reports, commands: readonly string[] = []): string | undefined {
  const bytes = readReported(path, reports, commands);
  if (!bytes) return undefined;
  const sink = new DiagnosticSink();
  const text = decodeSource(path, bytes, sink);
  reports.show(sink.all);
  return sink.hasErrors ? undefined : text;
}
