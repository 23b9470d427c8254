/** What is wrong with a source, in the bundler's own words. */
import { resolve } from 'node:path';
import type { Build, Problem } from '../session/session.ts';

/** What bundlers show in an overlay or a terminal. */
export interface BundlerError {
  readonly message: string;
  readonly plugin: string;
  readonly id: string;
  readonly loc?: { readonly file: string; readonly line: number; readonly column: number };
  /** The line, what it is about, and the hint. */
  readonly frame?: string;
}

/**
 * One error for all that is wrong: bundlers stop at the first. It has the place of the first problem that has one, and tells
 * of the others in its message.
 */
export function errorOf({ problems, output }: Build, source: string): BundlerError {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const first = errors.find(({ file }) => file !== undefined) ?? errors[0];
  if (!first) return { message: output || 'cannot be built', plugin, id: source };
  const others = problems.filter((problem) => problem !== first).map(({ text }) => text);
  const located = locationOf(first);
  return {
    message: [titleOf(first), ...others, ...(first.file === undefined ? [output.trim()] : [])]
      .filter(Boolean)
      .join('\n'),
    plugin,
    id: located?.file ?? source,
    ...(located && { loc: located }),
    frame: frameOf(first),
  };
}

/** The same as one text, for bundlers that know no more. */
export function textOf({ problems, output }: Build): string {
  const texts = problems.map(({ text }) => text);
  const isLocated = problems.some(({ file }) => file !== undefined);
  return [...(isLocated ? [] : [output.trim()]), ...texts].filter(Boolean).join('\n');
}

const plugin = 'itlc';

const titleOf = ({ code, message, hint }: Problem): string =>
  `${code}: ${message}${hint === undefined ? '' : ` (${hint})`}`;

/** Bundlers count columns from 0. */
const locationOf = ({ file, line = 1, column = 1 }: Problem): BundlerError['loc'] =>
  file === undefined ? undefined : { file: resolve(file), line, column: column - 1 };

/** The line and what stands under it: all but the first line of the text, which has the place and the message. */
const frameOf = ({ text }: Problem): string => text.slice(text.indexOf('\n') + 1);
