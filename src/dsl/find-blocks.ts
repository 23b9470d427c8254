/**
 * Finds the blocks of the DSL in a C++ text: between the marks, and, where there are none, an `import "name" {` or an
 * `export {` at top level. What C++20 takes for its own export stays C++.
 */
import { type DslMark, misspeltMark, strayEnd, unclosedBlock, unclosedDslComment } from '../diagnostics/dsl.ts';
import type { ErrorList } from '../frontend/error-list.ts';
import type { SourceFile, Span } from '../source/source-map.ts';
import { type CppToken, nextCppToken } from './scan-cpp.ts';

export interface FoundBlock {
  /** Local offsets: from mark to mark, or from keyword to closing brace. */
  readonly whole: Span;
  /** Local offsets of the text to read. */
  readonly inner: Span;
  /** Never closed: somewhere C++ follows, up to the end of `inner`. */
  readonly isOpen: boolean;
  /** A comment that is never closed took the end of it, up to the mark. */
  readonly isSwallowed: boolean;
}

export const START_MARK = '/**IT_START**/';
export const END_MARK = '/**IT_END**/';

/** Gives the blocks one by one; after one that is never closed the reader says where its DSL ended. */
export class BlockFinder {
  readonly #file: SourceFile;
  readonly #errors: ErrorList;
  #at = 0;
  readonly #depth = new BraceDepth();

  constructor(file: SourceFile, errors: ErrorList) {
    this.#file = file;
    this.#errors = errors;
  }

  continueAt(offset: number): void {
    this.#at = offset;
  }

  next(): FoundBlock | undefined {
    for (let token = this.#take(); token !== undefined; token = this.#take()) {
      this.#depth.follow(token);
      const block = token.kind === 'comment' ? this.#marked(token) : this.#unmarked(token);
      if (block === undefined) continue;
      this.#at = block.whole.end;
      return block;
    }
    return undefined;
  }

  #take(): CppToken | undefined {
    const token = nextCppToken(this.#file.text, this.#at);
    if (token !== undefined) this.#at = token.end;
    return token;
  }

  #marked(comment: Span): FoundBlock | undefined {
    const { text, base } = this.#file;
    const mark = markOf(text, comment);
    if (mark === undefined) return undefined;
    const span = globally(comment, base);
    if (!mark.isExact) this.#errors.add(misspeltMark(mark.name, span));
    if (mark.name === 'IT_START') return this.#markedBlock(comment);
    this.#errors.add(strayEnd(span));
    return undefined;
  }

  #markedBlock(start: Span): FoundBlock {
    const { text, base } = this.#file;
    const end = nextMark(text, start.end);
    const isOpen = end?.name !== 'IT_END';
    if (isOpen) this.#errors.add(unclosedBlock(globally(start, base), end !== undefined));
    else if (end.isInComment) this.#errors.add(unclosedDslComment(globally(firstTwo(end.span), base)));
    else if (!end.isExact) this.#errors.add(misspeltMark('IT_END', globally(end.span, base)));
    const innerEnd = end?.span.start ?? text.length;
    return {
      whole: { start: start.start, end: end && !isOpen ? end.span.end : innerEnd },
      inner: { start: start.end, end: innerEnd },
      isOpen,
      isSwallowed: end?.isInComment ?? false,
    };
  }

  #unmarked(token: CppToken): FoundBlock | undefined {
    if (token.kind !== 'word' || this.#depth.depth > 0) return undefined;
    const body = bodyBehind(this.#file.text, token);
    if (body === undefined) return undefined;
    const end = bodyEnd(this.#file.text, body.start);
    const whole = { start: token.start, end: end.offset };
    if (!body.isCertain && !looksLikeDsl(this.#file.text, { start: body.start, end: end.offset })) return undefined;
    return { whole, inner: whole, isOpen: !end.isClosed, isSwallowed: false };
  }
}

/** How many braces are open; both branches of a condition begin with as many. */
class BraceDepth {
  depth = 0;
  readonly #atConditions: number[] = [];

  follow(token: CppToken): void {
    if (token.kind === 'condition') this.#followCondition(token.word);
    if (token.kind !== 'sign') return;
    if (token.text === '{') this.depth += 1;
    if (token.text === '}') this.depth = Math.max(0, this.depth - 1);
  }

  #followCondition(word: 'if' | 'else' | 'endif'): void {
    if (word === 'if') this.#atConditions.push(this.depth);
    if (word === 'else') this.depth = this.#atConditions.at(-1) ?? this.depth;
    if (word === 'endif') this.#atConditions.pop();
  }
}

const globally = ({ start, end }: Span, base: number): Span => ({ start: base + start, end: base + end });

interface Mark {
  readonly name: DslMark;
  readonly isExact: boolean;
}

const LONGEST_MARK = 40;

/** `/* IT_START *​/` and the like are meant as marks; a mark is written in one way only. */
function markOf(text: string, comment: Span): Mark | undefined {
  if (comment.end - comment.start > LONGEST_MARK) return undefined;
  const image = text.slice(comment.start, comment.end);
  const name = /^\/\*+\s*(IT_START|IT_END)\s*\*+\/$/i.exec(image)?.[1]?.toUpperCase();
  if (name !== 'IT_START' && name !== 'IT_END') return undefined;
  return { name, isExact: image === START_MARK || image === END_MARK };
}

interface FoundMark extends Mark {
  readonly span: Span;
  /** The mark's own end is what closes a comment before it. */
  readonly isInComment: boolean;
}

const firstTwo = ({ start }: Span): Span => ({ start, end: start + 2 });

function nextMark(text: string, from: number): FoundMark | undefined {
  for (let token = nextCppToken(text, from); token !== undefined; token = nextCppToken(text, token.end)) {
    if (token.kind !== 'comment') continue;
    const mark = markOf(text, token);
    if (mark !== undefined) return { ...mark, span: token, isInComment: false };
    if (text.startsWith(END_MARK, token.end - END_MARK.length))
      return { name: 'IT_END', isExact: true, span: token, isInComment: true };
  }
  return undefined;
}

interface Body {
  /** Where its brace is. */
  readonly start: number;
  /** No C++ begins so. */
  readonly isCertain: boolean;
}

/** The body behind `export {` or `import "name" {`; with a name too many, too few or without quotes it may be meant so. */
function bodyBehind(text: string, word: { readonly text: string; readonly end: number }): Body | undefined {
  if (word.text !== 'export' && word.text !== 'import') return undefined;
  const first = nextCode(text, word.end);
  const isNamed = first?.kind === 'string' || first?.kind === 'word';
  const brace = isNamed ? nextCode(text, first.end) : first;
  if (brace?.kind !== 'sign' || brace.text !== '{') return undefined;
  return { start: brace.start, isCertain: word.text === 'import' && first?.kind === 'string' };
}

function nextCode(text: string, from: number): CppToken | undefined {
  let token = nextCppToken(text, from);
  while (token?.kind === 'comment') token = nextCppToken(text, token.end);
  return token;
}

interface BodyEnd {
  readonly offset: number;
  readonly isClosed: boolean;
}

/** Behind the brace that closes the one at `open`; else where the next block or mark begins, or the text ends. */
function bodyEnd(text: string, open: number): BodyEnd {
  let depth = 0;
  for (let token = nextCppToken(text, open); token !== undefined; token = nextCppToken(text, token.end)) {
    if (token.kind === 'comment' && markOf(text, token) !== undefined) return { offset: token.start, isClosed: false };
    if (token.kind === 'word' && bodyBehind(text, token) !== undefined) return { offset: token.start, isClosed: false };
    if (token.kind !== 'sign') continue;
    if (token.text === '{') depth += 1;
    if (token.text === '}') depth -= 1;
    if (depth === 0) return { offset: token.end, isClosed: true };
  }
  return { offset: text.length, isClosed: false };
}

/** What follows the word in each, and never does in C++. */
const evidence: Readonly<Record<string, string>> = { func: '(', callback: '(', prop: ':' };

/**
 * Whether the body of an `export {` is the DSL's: it begins with `func`, `type` or `callback` and a name, or it has
 * somewhere a `func name(`, `callback name(` or `prop name:`. A class alone could be both, and stays C++.
 */
function looksLikeDsl(text: string, body: Span): boolean {
  const first = nextCode(text, body.start + 1);
  const second = first && nextCode(text, first.end);
  if (first?.kind === 'word' && second?.kind === 'word' && beginnings.has(first.text)) return true;
  return hasEvidence(text, body);
}

const beginnings: ReadonlySet<string> = new Set(['func', 'type', 'callback']);

function hasEvidence(text: string, body: Span): boolean {
  let wanted: string | undefined;
  let isNamed = false;
  for (let token = nextCode(text, body.start); token && token.start < body.end; token = nextCode(text, token.end)) {
    if (token.kind === 'sign' && isNamed && token.text === wanted) return true;
    isNamed = token.kind === 'word' && wanted !== undefined && !isNamed;
    if (!isNamed)
      wanted = token.kind === 'word' && Object.hasOwn(evidence, token.text) ? evidence[token.text] : undefined;
  }
  return false;
}
