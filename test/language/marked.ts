/** Documents with a cursor in them: `|` stands where it is. */

import { analyse } from '../../src/language/analysis.ts';
import { type Answers, itlAnswers } from '../../src/language/answers.ts';

export interface Marked {
  readonly answers: Answers;
  readonly text: string;
  readonly offset: number;
}

/**
 * @param core the bytes of each core module
 * @param parts ITL that the document uses, by path
 */
export function marked(source: string, core?: Uint8Array, parts: Readonly<Record<string, string>> = {}): Marked {
  const offset = source.indexOf('|');
  if (offset < 0) throw new Error('no cursor in the document');
  const text = source.slice(0, offset) + source.slice(offset + 1);
  const readComponent = (path: string) => {
    const part = parts[path];
    return part === undefined ? undefined : { path, text: part };
  };
  return { answers: itlAnswers(analyse('test.itl', text, () => core, { readComponent })), text, offset };
}

export const labelsAt = (source: string, core?: Uint8Array): readonly string[] => {
  const { answers, offset } = marked(source, core);
  return answers.completions(offset).items.map(({ label }) => label);
};

export const hoverAt = (source: string, core?: Uint8Array): string | undefined => {
  const { answers, offset } = marked(source, core);
  return answers.hover(offset)?.markdown;
};

/** The text with a mention's span in brackets. */
export function definedAt(source: string): readonly string[] {
  const { answers, text, offset } = marked(source);
  return answers
    .definitions(offset)
    .map(({ start, end }) => `${text.slice(Math.max(0, start - 12), start)}[${text.slice(start, end)}]`);
}

/** The text after renaming, or the reason why not. */
export function renamedTo(source: string, name: string): string {
  const { answers, text, offset } = marked(source);
  const renaming = answers.rename(offset, name);
  if (renaming.kind === 'refused') return renaming.reason;
  return renaming.edits
    .toReversed()
    .reduce((result, { span, text: given }) => result.slice(0, span.start) + given + result.slice(span.end), text);
}
