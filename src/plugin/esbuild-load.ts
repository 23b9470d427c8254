/** Loading by esbuild's own means: it can be told more than unplugin passes on. */
import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Build, Problem } from '../session/session.ts';

/** As much of esbuild as is used. */
export interface EsbuildBuild {
  readonly initialOptions: { readonly format?: string; readonly minify?: boolean };
  onResolve(options: { filter: RegExp }, callback: (args: { path: string }) => object): void;
  onLoad(
    options: { filter: RegExp; namespace: string },
    callback: (args: { path: string }) => object | Promise<object>,
  ): void;
}

/** What esbuild says, with the line, and a hint behind it. */
interface Message {
  readonly text: string;
  readonly location?: {
    readonly file: string;
    readonly line: number;
    /** In bytes, from 0. */
    readonly column: number;
    readonly length: number;
    readonly lineText: string;
  };
  readonly notes: readonly { readonly text: string }[];
}

/** What `onLoad` gives. @param code - absent where the build has errors */
export function esbuildResult({ problems, output, dependencies }: Build, source: string, code: string | undefined) {
  const messages = (severity: Problem['severity']): readonly Message[] =>
    problems.filter((problem) => problem.severity === severity).map(messageOf);
  const errors = messages('error');
  const isLocated = errors.some(({ location }) => location !== undefined);
  const said = isLocated || errors.length === 0 ? [] : [{ text: output.trim(), notes: [] }];
  return {
    ...(code !== undefined && { contents: code, loader: 'js' }),
    errors: [...said, ...errors].filter(({ text }) => text !== ''),
    warnings: messages('warning'),
    watchFiles: dependencies,
    resolveDir: dirname(source),
  };
}

function messageOf({ code, message, hint, notes = [], ...place }: Problem): Message {
  const location = locationOf(place);
  return {
    text: `${code}: ${message}`,
    ...(location && { location }),
    notes: [...(hint === undefined ? [] : [{ text: hint }]), ...notes.map((note) => ({ text: note.message }))],
  };
}

type Place = Pick<Problem, 'file' | 'line' | 'column' | 'endLine' | 'endColumn'>;

function locationOf({ file, line = 1, column = 1, endLine, endColumn = column }: Place): Message['location'] {
  const lineText = file === undefined ? undefined : lineOf(file, line);
  if (file === undefined || lineText === undefined) return undefined;
  const start = Buffer.byteLength(lineText.slice(0, column - 1));
  const end = Buffer.byteLength(lineText.slice(0, endLine === line ? endColumn - 1 : undefined));
  return { file, line, column: start, length: endLine === undefined ? 0 : end - start, lineText };
}

/** Undefined where the file is gone. */
function lineOf(file: string, line: number): string | undefined {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[line - 1];
  } catch {
    return undefined;
  }
}
