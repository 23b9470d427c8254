import { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { unreadableFile } from '../diagnostics/files.ts';
import { decodeSource } from '../frontend/decode-source.ts';
import { readBytes } from './files.ts';
import type { Reports } from './reports.ts';

/**
 * The text of a source; undefined after a reported error. Text that is not UTF-8 is none: writing it back would spoil it.
 * @param commands what the path may have been meant for instead
 */
export function readSource(path: string, reports: Reports, commands: readonly string[] = []): string | undefined {
  const bytes = readBytes(path);
  if (!bytes.ok) {
    reports.show([unreadableFile(path, bytes.reason, commands)]);
    return undefined;
  }
  const sink = new DiagnosticSink();
  const text = decodeSource(path, bytes.value, sink);
  reports.show(sink.all);
  return sink.hasErrors ? undefined : text;
}
