/**
 * Cuts the tokens of a block into pieces, each one statement or one member, so that a mistake spoils its own piece only.
 * Braces get their partners here: what is missing or too many is one error, and not the ruin of all that follows.
 */
import { createTokenInstance, type IToken, type TokenType, tokenMatcher } from 'chevrotain';
import {
  Arrow,
  Colon,
  Colons,
  Comma,
  DslName,
  DslString,
  dslKeywords,
  Equals,
  Greater,
  LeftBrace,
  LeftParen,
  Less,
  RightBrace,
  RightParen,
  Semicolon,
  UnclosedDslString,
} from '../../grammar/dsl-tokens.ts';
import { missingBrace, surplusBrace, unclosedBrace } from '../diagnostics/dsl.ts';
import { globalSpan } from '../frontend/cst.ts';
import type { ErrorList } from '../frontend/error-list.ts';
import type { Span } from '../source/source-map.ts';

/** Where a piece stands: what may be written there, and what ends a piece. */
export type Level = 'block' | 'functions' | 'class' | 'struct' | 'variant' | 'cases';

export interface Piece {
  /** With what ends it: a semicolon, a comma between cases, the brace of its body. */
  readonly tokens: readonly IToken[];
  /** What follows instead of its end, where that is missing. */
  readonly next: IToken | undefined;
  readonly isEnded: boolean;
  /** Undefined where it has none, or one that is not understood. */
  readonly body: readonly Piece[] | undefined;
  /** The brace behind the body. */
  readonly close: IToken | undefined;
}

export interface CutBlock {
  readonly pieces: readonly Piece[];
  /** Where the first stranger begins in a block that is never closed, else undefined. */
  readonly strangerAt: number | undefined;
  /** What stands in braces where none can be, as offsets in the text: it need not be the DSL's at all. */
  readonly skipped: readonly Span[];
}

export interface CutOptions {
  /** The global offset of the block's text. */
  readonly base: number;
  readonly text: string;
  /** Somewhere C++ follows. */
  readonly isOpen: boolean;
  /** A comment that is never closed took the end of it. */
  readonly isSwallowed: boolean;
}

export function cutBlock(tokens: readonly IToken[], options: CutOptions, errors: ErrorList): CutBlock {
  const cutter = new Cutter(tokens, options, errors);
  const pieces = cutter.pieces('block');
  return { pieces, strangerAt: cutter.strangerAt, skipped: cutter.skipped };
}

class Cutter {
  strangerAt: number | undefined;
  readonly skipped: Span[] = [];
  readonly #tokens: readonly IToken[];
  readonly #options: CutOptions;
  readonly #errors: ErrorList;
  /** More braces are opened than closed, or text in quotes took some: what begins at the wrong place tells where one is missing. */
  #isShort: boolean;
  #at = 0;

  constructor(tokens: readonly IToken[], options: CutOptions, errors: ErrorList) {
    this.#tokens = tokens;
    this.#options = options;
    this.#errors = errors;
    const isLost = count(tokens, UnclosedDslString) > 0;
    this.#isShort = isLost || count(tokens, LeftBrace) > count(tokens, RightBrace);
  }

  pieces(level: Level): Piece[] {
    const pieces: Piece[] = [];
    for (let token = this.#peek(); token !== undefined; token = this.#peek()) {
      const type = token.tokenType;
      if (type === RightBrace && level !== 'block') break;
      if (this.#isShort && this.#beginsOutside(level)) break;
      if (this.#isStranger(level, token)) return this.#stopAt(token, pieces);
      if (type === RightBrace) this.#dropSurplus(pieces);
      else if (type === Semicolon) this.#at += 1;
      else pieces.push(this.#piece(level));
    }
    return pieces;
  }

  #peek(ahead = 0): IToken | undefined {
    return this.#tokens[this.#at + ahead];
  }

  #stopAt(token: IToken, pieces: Piece[]): Piece[] {
    this.strangerAt = token.startOffset;
    this.#at = this.#tokens.length;
    return pieces;
  }

  #isStranger(level: Level, token: IToken): boolean {
    const counts = level === 'block' || (level === 'functions' && this.#isShort);
    return this.#options.isOpen && counts && !beginnings.has(token.tokenType) && !isMark(token);
  }

  /** Where members strayed in front of it, an earlier brace is the one that is too many: they go back inside. */
  #dropSurplus(pieces: Piece[]): void {
    const { base } = this.#options;
    const surplus = this.#peek();
    while (this.#peek()?.tokenType === RightBrace || this.#peek()?.tokenType === Semicolon) this.#at += 1;
    const container = pieces.findLastIndex((piece) => piece.body !== undefined && isContainer(piece));
    const { close, body } = pieces[container] ?? {};
    const orphans = pieces.slice(container + 1);
    const first = orphans[0]?.tokens[0];
    if (close && body && first && orphans.some(isFunction)) {
      this.#errors.add(surplusBrace(globalSpan(close, base), globalSpan(first, base)));
      pieces.splice(container, orphans.length + 1, { ...(pieces[container] as Piece), body: [...body, ...orphans] });
    } else if (surplus) this.#errors.add(surplusBrace(globalSpan(surplus, base), undefined));
  }

  #piece(level: Level): Piece {
    const start = this.#at;
    const ending = this.#findEnd(level);
    const tokens = this.#tokens.slice(start, this.#at);
    if (ending === 'brace') return this.#withBody(tokens, level);
    if (ending === 'nothing' && this.#lacksBrace(start)) return this.#withBody(this.#insertBrace(tokens), level);
    return { tokens, next: this.#peek(), isEnded: ending === 'end', body: undefined, close: undefined };
  }

  /** Moves behind the piece. */
  #findEnd(level: Level): 'end' | 'brace' | 'nothing' {
    const start = this.#at;
    let parens = 0;
    for (let token = this.#peek(); token !== undefined; token = this.#peek()) {
      const type = token.tokenType;
      if (type === RightBrace || (this.#at > start && this.#isBeginning(level, start))) return 'nothing';
      if (type !== LeftBrace && type !== Semicolon && this.#lacksBrace(start)) return 'nothing';
      this.#at += 1;
      if (type === LeftBrace) return 'brace';
      if (type === LeftParen) parens += 1;
      if (type === RightParen) parens -= 1;
      const isInParens = type === Semicolon && parens > 0 && this.#isClosedFirst();
      if ((type === Semicolon && !isInParens) || (type === Comma && level === 'cases')) return 'end';
    }
    return 'nothing';
  }

  /** Whether a head ends here without its brace; one that follows soon is meant to be it. */
  #lacksBrace(start: number): boolean {
    const isLater = this.#is(1, LeftBrace) || this.#is(2, LeftBrace);
    return (
      !isLater && !this.#namesCpp() && this.#at - start <= LONGEST_HEAD && isHead(this.#tokens.slice(start, this.#at))
    );
  }

  /** Whether a name of C++ goes on with a head: `= lib::Mat`, `lib::Point`, `Box<int>`. */
  #namesCpp(): boolean {
    const isPath = this.#is(0, DslName) && (this.#is(1, Colons) || this.#is(1, Less));
    return this.#is(0, Colon) || this.#is(0, Equals) || this.#is(0, Colons) || this.#is(0, Less) || isPath;
  }

  /** Whether a parenthesis closes before anything else ends or begins. */
  #isClosedFirst(): boolean {
    for (let ahead = 0; ; ahead += 1) {
      const type = this.#peek(ahead)?.tokenType;
      if (type === RightParen) return true;
      if (type === undefined || type === Semicolon || type === LeftBrace || type === RightBrace) return false;
      if (ahead === 0 && beginnings.has(type) && !this.#is(1, Colon)) return false;
    }
  }

  #insertBrace(tokens: readonly IToken[]): readonly IToken[] {
    const last = tokens.at(-1);
    if (last === undefined) return tokens;
    const end = last.startOffset + last.image.length;
    const at = this.#options.base + end;
    // Who forgot to open it may have forgotten to close it.
    this.#isShort = true;
    if (last.tokenType !== UnclosedDslString) this.#errors.add(missingBrace({ start: at, end: at }));
    return [...tokens, inserted(LeftBrace, '{', end)];
  }

  #withBody(tokens: readonly IToken[], level: Level): Piece {
    const inside = bodyLevel(tokens, level);
    const body = inside === undefined ? this.#skipBody() : this.pieces(inside);
    const brace = tokens.at(-1);
    const close = this.#is(0, RightBrace) ? this.#peek() : undefined;
    if (close) this.#at += 1;
    else if (brace !== undefined && brace.isInsertedInRecovery !== true && !this.#options.isSwallowed)
      this.#errors.add(unclosedBrace(globalSpan(brace, this.#options.base)));
    return { tokens, next: undefined, isEnded: true, body, close };
  }

  /** Moves to the brace that closes it. */
  #skipBody(): undefined {
    const first = this.#peek();
    this.#moveBehindBody();
    const end = this.#peek()?.startOffset ?? this.#options.text.length;
    if (first) this.skipped.push({ start: first.startOffset, end });
  }

  #moveBehindBody(): void {
    let depth = 1;
    for (let token = this.#peek(); token !== undefined; token = this.#peek()) {
      if (token.tokenType === LeftBrace) depth += 1;
      if (token.tokenType === RightBrace) depth -= 1;
      if (depth === 0 || (this.#isShort && this.#beginsOutside('functions'))) return;
      this.#at += 1;
    }
  }

  /** Whether what begins here can only stand outside of that level. */
  #beginsOutside(level: Level): boolean {
    const keyword = this.#keywordOfBeginning();
    return keyword !== undefined && outside[level].has(keyword);
  }

  /** Whether a piece begins here though the one that began at `start` has no end. */
  #isBeginning(level: Level, start: number): boolean {
    if (this.#isModified(start)) return false;
    if (this.#keywordOfBeginning() !== undefined) return true;
    if (level === 'struct' || level === 'variant') return this.#isSecondColon(start);
    return level !== 'cases' && this.#isKeywordOnNewLine();
  }

  /** Whether nothing but words like `static` stands in front. */
  #isModified(start: number): boolean {
    const before = this.#tokens.slice(start, Math.min(this.#at, start + LONGEST_HEAD));
    return this.#at > start && this.#at - start < LONGEST_HEAD && before.every((each) => modifiers.has(each.tokenType));
  }

  #is(ahead: number, type: TokenType): boolean {
    const token = this.#peek(ahead);
    return token !== undefined && tokenMatcher(token, type);
  }

  #isSecondColon(start: number): boolean {
    return (
      this.#at > start + 1 && this.#tokens[start + 1]?.tokenType === Colon && this.#is(0, DslName) && this.#is(1, Colon)
    );
  }

  /** Of what begins here without doubt. */
  #keywordOfBeginning(): TokenType | undefined {
    const type = this.#peek()?.tokenType;
    const shape = type && shapes.get(type);
    return shape?.some((types) => types.every((each, index) => this.#is(index + 1, each))) ? type : undefined;
  }

  #isKeywordOnNewLine(): boolean {
    const token = this.#peek();
    const before = this.#peek(-1);
    if (token === undefined || before === undefined || !beginnings.has(token.tokenType)) return false;
    if (!endings.some((type) => tokenMatcher(before, type)) || beginnings.has(before.tokenType)) return false;
    if ([Colon, Comma, LeftParen, RightParen].some((type) => this.#is(1, type))) return false;
    return this.#options.text.slice(before.startOffset + before.image.length, token.startOffset).includes('\n');
  }
}

const count = (tokens: readonly IToken[], type: TokenType): number =>
  tokens.reduce((sum, token) => (token.tokenType === type ? sum + 1 : sum), 0);

const startsWith = ({ tokens: [first] }: Piece, ...types: readonly TokenType[]): boolean =>
  first !== undefined && types.includes(first.tokenType);

const isContainer = (piece: Piece): boolean => startsWith(piece, words.export, words.import);
const isFunction = (piece: Piece): boolean => startsWith(piece, words.func, words.static, words.async, words.virtual);

const isMark = (token: IToken): boolean =>
  token.tokenType === RightBrace || token.tokenType === LeftBrace || token.tokenType === Semicolon;

const words = dslKeywords;

/** What follows the keyword where a statement begins without doubt. */
const shapes: ReadonlyMap<TokenType, readonly (readonly TokenType[])[]> = new Map([
  [
    words.func,
    [
      [DslName, LeftParen],
      [DslName, Equals],
    ],
  ],
  [words.static, [[words.func], [words.async, words.func], [words.prop], [words.readonly, words.prop]]],
  [words.virtual, [[words.func]]],
  [words.const, [[DslName, Colon]]],
  [words.async, [[words.func]]],
  [words.shared, [[words.class]]],
  [words.callback, [[DslName, LeftParen]]],
  [words.type, [[DslName, Equals]]],
  [
    words.class,
    [
      [DslName, LeftBrace],
      [DslName, Equals],
      [DslName, Colon],
    ],
  ],
  [words.prop, [[DslName, Colon]]],
  [words.readonly, [[words.prop]]],
  // Without its brace too: nothing else is followed by these.
  [
    words.export,
    [LeftBrace, words.func, words.async, words.type, words.class, words.shared, words.callback, words.const].map(
      (type) => [type],
    ),
  ],
  [words.import, [[DslString]]],
  [words.include, [[DslString]]],
]);

const modifiers: ReadonlySet<TokenType> = new Set([
  words.static,
  words.async,
  words.readonly,
  words.enum,
  words.shared,
  words.virtual,
]);

const beginnings: ReadonlySet<TokenType> = new Set(shapes.keys());

/** What may stand at the end of a statement. */
const endings: readonly TokenType[] = [DslName, DslString, RightParen, Greater];

const containers: readonly TokenType[] = [words.export, words.import, words.include];
const declarations: readonly TokenType[] = [...containers, words.type, words.class, words.shared, words.callback];

const functions: readonly TokenType[] = [words.func, words.static, words.async, words.virtual];

const outside: Readonly<Record<Level, ReadonlySet<TokenType>>> = {
  block: new Set(),
  functions: new Set(containers),
  class: new Set(declarations),
  struct: new Set([...declarations, ...functions]),
  variant: new Set([...declarations, ...functions]),
  cases: new Set([...declarations, ...functions]),
};

/** What has a body, by its first tokens; without the brace. */
const heads: readonly (readonly TokenType[])[] = [
  [words.export],
  [words.import, DslString],
  [words.class, DslName],
  [words.shared, words.class, DslName],
  ...[words.struct, words.enum, words.flags, words.variant].map((kind) => [words.type, DslName, Equals, kind]),
];

const LONGEST_HEAD = 4;

const isHead = (tokens: readonly IToken[]): boolean =>
  heads.some(
    (head) => head.length === tokens.length && head.every((type, index) => tokenMatcher(tokens[index] as IToken, type)),
  );

const typeLevels: ReadonlyMap<TokenType, Level> = new Map([
  [words.struct, 'struct'],
  [words.enum, 'cases'],
  [words.flags, 'cases'],
  [words.variant, 'variant'],
] as const);

/** Undefined where what stands in the braces is not the DSL's, or not at that place. */
function bodyLevel(head: readonly IToken[], level: Level): Level | undefined {
  const first = head[0]?.tokenType;
  if (level === 'block' && (first === words.export || first === words.import)) return 'functions';
  if (level !== 'block' && level !== 'functions') return undefined;
  if (head.some((token) => token.tokenType === LeftParen || token.tokenType === Arrow)) return undefined;
  if (first === words.class || first === words.shared) return 'class';
  const kind = head.find((token, index) => index < 4 && typeLevels.has(token.tokenType));
  return kind && typeLevels.get(kind.tokenType);
}

const inserted = (type: TokenType, image: string, at: number): IToken => ({
  ...createTokenInstance(type, image, at, at, Number.NaN, Number.NaN, Number.NaN, Number.NaN),
  isInsertedInRecovery: true,
});

/** The semicolon that a piece lacks. */
export const insertedSemicolon = (piece: Piece): IToken => {
  const last = piece.tokens.at(-1);
  return inserted(Semicolon, ';', last === undefined ? 0 : last.startOffset + last.image.length);
};
