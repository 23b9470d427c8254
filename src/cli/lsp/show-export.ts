/** Shows an export where it is defined: in a text of what its binary holds, since no editor shows the binary. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Location } from 'vscode-languageserver';
import { inspectAdapter } from '../../core/inspect.ts';
import { renderInspection } from '../../core/render-inspection.ts';
import { pathOf } from './documents.ts';

/** @returns undefined where the core module cannot be read, or the folder for the text not be written */
export function showExport(uri: string, path: string, field: string): Location | undefined {
  try {
    const text = inspected(resolve(dirname(pathOf(uri)), path));
    const file = join(tmpdir(), 'itlc', `${basename(path)}.txt`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    const line = Math.max(
      0,
      text.split('\n').findIndex((each) => each.trim().split(/\s/)[0] === field),
    );
    const start = { line, character: 2 };
    return { uri: pathToFileURL(file).href, range: { start, end: { line, character: 2 + field.length } } };
  } catch {
    return undefined;
  }
}

function inspected(path: string): string {
  const inspection = inspectAdapter(readFileSync(path), (bytes) => gzipSync(bytes).length);
  return inspection.kind === 'problem' ? `${path}: ${inspection.message}\n` : renderInspection(inspection, path);
}
