/**
 * The tokens of ITL. Every text is a sequence of them: what is malformed has token types of its own, so that lexing
 * never fails and the front-end can say what is wrong.
 */
import { type CustomPatternMatcherFunc, createToken, Lexer, type TokenType } from 'chevrotain';

/** The lexer's group of comments. */
export const COMMENTS = 'comments';
/** The lexer's group of what is no token at all; the parser never sees it. */
export const JUNK = 'junk';

// Character classes, as explicit ranges: the lexer can dispatch on those.
// word   = whatever is not white space, a parenthesis, a quote or a semicolon
// idchar = WAT's: printable ASCII without space " , ; ( ) [ ] { }
// first  = an idchar but '$'
// alien  = what a word can hold and a name cannot
const WORD = "[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f!#-'*-:<-\\uffff]";
const IDCHAR = "[!#-'*+\\-./0-:<-Z\\\\^-z|~]";
const FIRST = "[!#%-'*+\\-./0-:<-Z\\\\^-z|~]";
const ALIEN = '[\\0-\\x08\\x0b\\x0c\\x0e-\\x1f,[\\]{}\\x7f-\\uffff]';

// digits      = digit {['_'] digit}, hex alike; the bound on underscores keeps the engine's backtracking stack small
// decimal     = digits ['.' [digits]] [('e' | 'E') [sign] digits]
// hexadecimal = '0x' hex ['.' [hex]] [('p' | 'P') [sign] digits]
const DIGITS = '[0-9]+(?:_[0-9]+){0,99}';
const HEX = '[0-9A-Fa-f]+(?:_[0-9A-Fa-f]+){0,99}';
const DECIMAL = `${DIGITS}(?:\\.(?:${DIGITS})?)?(?:[eE][+-]?${DIGITS})?`;
const HEXADECIMAL = `0x${HEX}(?:\\.(?:${HEX})?)?(?:[pP][+-]?${DIGITS})?`;

const wholeWord = (pattern: string): RegExp => new RegExp(`(?:${pattern})(?!${WORD})`);

const NEW_LINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** A mark at the start of the file is the encoding's, not the text's. */
const byteOrderMark: CustomPatternMatcherFunc = (text, offset) =>
  offset === 0 && text.startsWith('\ufeff') ? ['\ufeff'] : null;

// comment = '(;' {comment | any} ';)'
const blockComment: CustomPatternMatcherFunc = (text, offset) => {
  if (!text.startsWith('(;', offset)) return null;
  const bounds = /\(;|;\)/g;
  bounds.lastIndex = offset;
  let depth = 0;
  for (let bound = bounds.exec(text); bound !== null; bound = bounds.exec(text)) {
    depth += bound[0] === '(;' ? 1 : -1;
    if (depth === 0) return [text.slice(offset, bounds.lastIndex)];
  }
  return null;
};

// string = '"' {any but '"' '\' or a line end | '\' any but a line end} '"'
const string: CustomPatternMatcherFunc = (text, offset) => {
  for (let at = offset + 1; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) return [text.slice(offset, at + 1)];
    if (unit === NEW_LINE || unit === CARRIAGE_RETURN) return null;
    if (unit === BACKSLASH && !isLineEnd(text.charCodeAt(at + 1))) at += 1;
  }
  return null;
};

const isLineEnd = (unit: number): boolean => unit === NEW_LINE || unit === CARRIAGE_RETURN;

export const WhiteSpace = createToken({
  name: 'WhiteSpace',
  pattern: /[ \t\r\n]+/,
  group: Lexer.SKIPPED,
  line_breaks: true,
});

export const ByteOrderMark = createToken({
  name: 'ByteOrderMark',
  pattern: byteOrderMark,
  group: Lexer.SKIPPED,
  start_chars_hint: ['\ufeff'],
  line_breaks: false,
});

// doc = ';;;' and the rest of the line; with four or more it is a ruler, an ordinary comment
export const DocComment = createToken({ name: 'DocComment', pattern: /;;;(?!;)[^\n\r]*/, group: COMMENTS });
export const LineComment = createToken({ name: 'LineComment', pattern: /;;[^\n\r]*/, group: COMMENTS });

export const BlockComment = createToken({
  name: 'BlockComment',
  pattern: blockComment,
  group: COMMENTS,
  start_chars_hint: ['('],
  line_breaks: true,
});
export const UnclosedComment = createToken({
  name: 'UnclosedComment',
  pattern: /\(;[\s\S]*/,
  group: JUNK,
  line_breaks: true,
});
export const StrayCommentEnd = createToken({ name: 'StrayCommentEnd', pattern: /;\)/, group: JUNK });

/** A file of more tokens is cut there: their trees would not fit into memory. Ten megabytes of code have three million. */
export const TOKEN_LIMIT = 4_000_000;

const excess: CustomPatternMatcherFunc = (text, offset, tokens) =>
  tokens.length < TOKEN_LIMIT ? null : [text.slice(offset)];

/** All that follows the last token allowed. */
export const Excess = createToken({
  name: 'Excess',
  pattern: excess,
  group: JUNK,
  start_chars_hint: ['(', ')', '"'],
  line_breaks: true,
});

export const LeftParen = createToken({ name: 'LeftParen', pattern: '(' });
export const RightParen = createToken({ name: 'RightParen', pattern: ')' });

/** Whatever stands between parentheses and is none. */
export const Atom = createToken({ name: 'Atom', pattern: Lexer.NA });

export const StringLiteral = createToken({
  name: 'StringLiteral',
  pattern: string,
  categories: Atom,
  start_chars_hint: ['"'],
  line_breaks: false,
});
export const UnclosedString = createToken({ name: 'UnclosedString', pattern: /"[^\n\r]*/, categories: StringLiteral });

// number = [sign] (decimal | hexadecimal | 'inf' | 'nan' [':0x' hex])
export const NumberLiteral = createToken({
  name: 'NumberLiteral',
  pattern: wholeWord(`[+-]?(?:${HEXADECIMAL}|${DECIMAL}|inf|nan(?::0x${HEX})?)`),
  categories: Atom,
});
// name = ['$'] idchar {idchar}, where the '$' is not part of the name
export const Name = createToken({
  name: 'Name',
  pattern: wholeWord(`\\$${IDCHAR}+|${FIRST}${IDCHAR}*`),
  categories: Atom,
});
/** Begins like a number: `1abc`, `0x`, `1__0`. Whatever it was meant to be, it may stand there. */
export const MalformedNumber = createToken({
  name: 'MalformedNumber',
  pattern: new RegExp(`[+-]?(?:\\.?[0-9]|nan:)${WORD}*`),
  categories: [NumberLiteral, Name],
});

/** A single `$`, or a word with characters that names cannot have. */
export const MalformedName = createToken({ name: 'MalformedName', pattern: new RegExp(`${WORD}+`), categories: Name });
/** A word of nothing but such characters. */
export const Alien = createToken({ name: 'Alien', pattern: wholeWord(`${ALIEN}+`), group: JUNK });
/** Meant as a comment by those who come from Lisp, and so taken as one. */
export const StraySemicolon = createToken({ name: 'StraySemicolon', pattern: /;[^\n\r]*/, group: JUNK });

const keyword = (text: string): TokenType =>
  createToken({ name: text.toUpperCase(), pattern: wholeWord(text), categories: Name });

/** Where a name is allowed, each of them is one. */
export const keywords = {
  types: keyword('types'),
  import: keyword('import'),
  module: keyword('module'),
  func: keyword('func'),
  export: keyword('export'),
  param: keyword('param'),
  result: keyword('result'),
  start: keyword('start'),
  relay: keyword('relay'),
  component: keyword('component'),
  var: keyword('var'),
  memory: keyword('memory'),
  table: keyword('table'),
  global: keyword('global'),
  function: keyword('function'),
  tag: keyword('tag'),
  async: keyword('async'),
} as const;

/** In the order in which they are tried. */
export const itlTokens: readonly TokenType[] = [
  WhiteSpace,
  ByteOrderMark,
  DocComment,
  LineComment,
  BlockComment,
  UnclosedComment,
  StrayCommentEnd,
  StraySemicolon,
  Excess,
  LeftParen,
  RightParen,
  StringLiteral,
  UnclosedString,
  NumberLiteral,
  MalformedNumber,
  ...Object.values(keywords),
  Name,
  Alien,
  MalformedName,
  Atom,
];

export const itlLexer = new Lexer([...itlTokens], { positionTracking: 'onlyOffset', ensureOptimizations: true });
