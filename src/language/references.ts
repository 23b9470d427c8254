/** Definitions, uses, and new names. */
import { tokenMatcher } from 'chevrotain';
import { itlLexer, MalformedName, MalformedNumber, Name } from '../../grammar/itl-tokens.ts';
import type { LinkedPart } from '../check/linked-part.ts';
import type { Span } from '../source/source-map.ts';
import { type Analysis, definitionOf, mentionAt, mentionsOf } from './analysis.ts';
import { cursorAt } from './cursor.ts';
import { partOf } from './part-names.ts';

/** None or one: of the document, or of a component that it uses. */
export function definitionAt(analysis: Analysis, offset: number): readonly Span[] {
  const mention = mentionAt(analysis, offset);
  const definition = mention && definitionOf(analysis, mention.target);
  if (definition) return [definition.span];
  const word = wordAt(analysis, offset);
  const part = partOf(analysis, word);
  return part ? [definitionInPart(part, word)] : [];
}

/** What ends at the offset, or begins there. */
function wordAt({ text }: Analysis, offset: number): string {
  const cursors = [cursorAt(text, offset), cursorAt(text, offset + 1)];
  return cursors.find(({ word, inString, inComment }) => word.text !== '' && !inString && !inComment)?.word.text ?? '';
}

/** Where the component's own source has a function; else where the document names the component. */
function definitionInPart({ item, exports }: LinkedPart, word: string): Span {
  const found = exports.find(({ name }) => word === `${item.name.text}.${name}`);
  return found && /\.itl$/i.test(item.path.value) ? found.callee.span : item.name.span;
}

export function referencesAt(analysis: Analysis, offset: number, withDefinition: boolean): readonly Span[] {
  const mention = mentionAt(analysis, offset);
  if (!mention) return [];
  return mentionsOf(analysis, mention.target)
    .filter(({ defines }) => withDefinition || !defines)
    .map(({ span }) => span);
}

export interface Renamable {
  readonly span: Span;
  readonly name: string;
}

export type Renaming =
  | { readonly kind: 'edits'; readonly edits: readonly { readonly span: Span; readonly text: string }[] }
  | { readonly kind: 'refused'; readonly reason: string };

/** Whether it is one token, and that a name. */
function isName(name: string): boolean {
  const [token, second] = itlLexer.tokenize(name).tokens;
  if (second || token?.image !== name) return false;
  return tokenMatcher(token, Name) && ![MalformedName, MalformedNumber].includes(token.tokenType);
}

/** What a name is called without the `$` in front of it; undefined where it cannot be renamed here. */
export function renamable(analysis: Analysis, offset: number): Renamable | undefined {
  const mention = mentionAt(analysis, offset);
  if (!mention || !definitionOf(analysis, mention.target)) return undefined;
  const written = analysis.text.slice(mention.span.start, mention.span.end);
  const dollar = written.startsWith('$') ? 1 : 0;
  return { span: { start: mention.span.start + dollar, end: mention.span.end }, name: written.slice(dollar) };
}

/** Every mention gets the name; a `$` in front stays where it is. */
export function rename(analysis: Analysis, offset: number, wanted: string): Renaming {
  const name = wanted.replace(/^\$/, '');
  const mention = renamable(analysis, offset) && mentionAt(analysis, offset);
  if (!mention) return { kind: 'refused', reason: 'There is no name of this document here.' };
  if (!isName(name)) return { kind: 'refused', reason: `'${wanted}' cannot be a name.` };
  const edits = mentionsOf(analysis, mention.target).map(({ span }) => {
    const dollar = analysis.text[span.start] === '$' ? 1 : 0;
    return { span: { start: span.start + dollar, end: span.end }, text: name };
  });
  return { kind: 'edits', edits };
}
