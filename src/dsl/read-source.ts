/** From a source's text to what its blocks declare. */
import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import { emptyBlock, uselessDoc } from '../diagnostics/dsl.ts';
import { docsOf } from '../frontend/docs.ts';
import { ErrorList } from '../frontend/error-list.ts';
import type { SourceFile, Span } from '../source/source-map.ts';
import { buildBlock } from './build-block.ts';
import { cutBlock } from './cut-block.ts';
import { BlockFinder, type FoundBlock } from './find-blocks.ts';
import { lexBlock } from './lex-block.ts';
import type { Declarations } from './syntax.ts';

/** What the phases of reading find, each with its own list. */
export interface Errors {
  readonly lexical: ErrorList;
  readonly structural: ErrorList;
  readonly syntactic: ErrorList;
}

/** Reads the blocks of a C++ text; gives their global spans. */
export function readBlocks(file: SourceFile, into: Declarations, errors: Errors): readonly Span[] {
  const finder = new BlockFinder(file, errors.structural);
  const spans: Span[] = [];
  for (let block = finder.next(); block !== undefined; block = finder.next()) {
    const end = readBlock(file, block, into, errors);
    spans.push({ start: file.base + block.whole.start, end: file.base + (block.isOpen ? end : block.whole.end) });
    if (block.isOpen) finder.continueAt(end);
  }
  return spans;
}

/** A file of nothing but declarations: it needs no marks. */
export function readDeclarations(file: SourceFile, into: Declarations, errors: Errors): void {
  const whole = { start: 0, end: file.text.length };
  readBlock(file, { whole, inner: whole, isOpen: false, isSwallowed: false }, into, errors);
}

/** Gives the local offset where the block's text ends: of an open one, where C++ begins. */
function readBlock(file: SourceFile, block: FoundBlock, into: Declarations, errors: Errors): number {
  const base = file.base + block.inner.start;
  const text = file.text.slice(block.inner.start, block.inner.end);
  const lexical = new ErrorList();
  const { tokens, docs, isSwallowed } = lexBlock(text, base, lexical);
  const { pieces, strangerAt, skipped } = cutBlock(
    tokens,
    { base, text, isOpen: block.isOpen, isSwallowed: isSwallowed || block.isSwallowed },
    errors.structural,
  );
  const end = strangerAt ?? text.length;
  // What the lexer makes of C++ is of no interest, be it behind an open block or a function's body.
  const foreign = [...skipped, { start: end, end: text.length }];
  for (const error of lexical.all) if (!isWithin(error, foreign, base)) errors.lexical.add(error);
  const report = (error: Diagnostic): void => errors.syntactic.add(error);
  if (tokens.length === 0 && !block.isOpen) report(emptyBlock({ start: file.base + block.whole.start, end: base }));
  // In front of a block without marks is C++, whose comments are not among the tokens.
  const [word] = block.whole.start === block.inner.start ? (/^(?:import|export)\b/.exec(text) ?? []) : [];
  if (word !== undefined && hasDocInFront(file.text, block.inner.start))
    report(uselessDoc(word, { start: base, end: base + word.length }));
  buildBlock(pieces, into, { base, takeDoc: docsOf(text, docs), report });
  return block.inner.start + end;
}

/** Whether the line above begins with `///`, and nothing stands between. */
function hasDocInFront(text: string, start: number): boolean {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const above = text.slice(text.lastIndexOf('\n', lineStart - 2) + 1, lineStart);
  return lineStart > 0 && text.slice(lineStart, start).trim() === '' && /^[ \t]*\/\/\/(?!\/)/.test(above);
}

const isWithin = ({ span }: Diagnostic, places: readonly Span[], base: number): boolean =>
  span !== undefined && places.some(({ start, end }) => span.start >= base + start && span.start < base + end);
