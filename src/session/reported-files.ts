/** Reading and writing files, with what goes wrong told. */
import { unreadableFile, unwritableFile } from '../diagnostics/files.ts';
import { readBytes, writeOutput } from './files.ts';
import type { Reports } from './reports.ts';

/** Undefined after a reported error. */
export function readReported(path: string, reports: Reports): Uint8Array | undefined {
  const bytes = readBytes(path);
  if (bytes.ok) return bytes.value;
  reports.show([unreadableFile(path, bytes.reason)]);
  return undefined;
}

/**
 * Makes the folders on the way; false after a reported error.
 * @param isMinor whether the file belongs to what is written beside it
 */
export function writeReported(path: string, content: Uint8Array | string, reports: Reports, isMinor = false): boolean {
  const written = writeOutput(path, content);
  if (written.ok) reports.wrote({ path, size: Buffer.byteLength(content), isMinor });
  else reports.show([unwritableFile(path, written.reason)]);
  return written.ok;
}
