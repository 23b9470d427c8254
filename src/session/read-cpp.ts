import { DiagnosticSink } from '../diagnostics/diagnostic.ts';
import { hasBlock } from '../dsl/has-block.ts';
import { decodeSource } from '../frontend/decode-source.ts';
import { readReported } from './reported-files.ts';
import type { Reports } from './reports.ts';

/**
 * The text of a source in C or C++; undefined after a reported error. What has no block goes to the compiler as it is, in
 * whatever encoding: libraries have comments in Latin-1.
 */
export function readCpp(path: string, reports: Reports): string | undefined {
  const bytes = readReported(path, reports);
  if (!bytes) return undefined;
  const sink = new DiagnosticSink();
  const text = decodeSource(path, bytes, sink);
  if (!sink.hasErrors || (!isWebAssembly(text) && !hasBlock(text))) return text;
  reports.show(sink.all);
  return undefined;
}

const isWebAssembly = (text: string): boolean => text.startsWith('\0asm');
