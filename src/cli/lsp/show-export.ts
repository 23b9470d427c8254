/** Shows an export where it is defined: in a text of what its binary holds, since no editor shows the binary. */
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Location } from 'vscode-languageserver';
import { renderInspection } from '../../core/render-inspection.ts';
import { coreModuleFile, readBytes, writeOutput } from '../../session/files.ts';
import { describeBytes } from '../describe-bytes.ts';
import { pathOf } from './documents.ts';

/**
 * @param uri - of the document
 * @param path - of the core module, as the document writes it
 * @returns undefined where the core module cannot be read, or the folder for the text not be written
 */
export function showExport(uri: string, path: string, field: string): Location | undefined {
  const core = coreModuleFile(pathOf(uri), path);
  const bytes = readBytes(core);
  const inspection = bytes.ok ? describeBytes(bytes.value) : undefined;
  if (!inspection || inspection.kind === 'problem') return undefined;
  const text = renderInspection(inspection, core);
  const file = join(tmpdir(), 'itlc', folderFor(core), `${basename(core)}.txt`);
  return writeOutput(file, text).ok ? { uri: pathToFileURL(file).href, range: rangeOf(field, text) } : undefined;
}

/** Core modules of the same name have texts of their own. */
const folderFor = (path: string): string => createHash('sha256').update(path).digest('hex').slice(0, 16);

/** Of the line that begins with the name; of the first where there is none, for a name in quotes. */
function rangeOf(field: string, text: string): Location['range'] {
  const found = text.split('\n').findIndex((line) => line.trim().split(/\s/)[0] === field);
  const line = Math.max(0, found);
  return { start: { line, character: 2 }, end: { line, character: 2 + field.length } };
}
